// Texts by number, most with one look at memory: short ones stand in their place, long ones are looked for elsewhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/value/large_pages.h"

namespace entente::catalog {

class ShortTexts {
 public:
  void reserve(std::size_t numbers) { texts_.reserve(numbers); }
  /// Adds one, or replaces it.
  void set(std::size_t number, std::string_view text) {
    if (number >= texts_.size()) {
      texts_.resize(number + 1);
    }
    Text& place = texts_[number];
    place.size = text.size() <= place.bytes.size() ? static_cast<std::uint8_t>(text.size()) : kLong;
    if (place.size != kLong) {
      std::copy(text.begin(), text.end(), place.bytes.begin());
    }
  }
  /// None: it is long, or there is none. It lives until the next one is set.
  [[nodiscard]] std::optional<std::string_view> find(std::size_t number) const {
    if (number >= texts_.size() || texts_[number].size == kLong) {
      return std::nullopt;
    }
    return std::string_view(texts_[number].bytes.data(), texts_[number].size);
  }
  /// It will be looked for soon.
  void prefetch(std::size_t number) const {
    if (number < texts_.size()) {
      __builtin_prefetch(&texts_[number]);
    }
  }

 private:
  static constexpr std::uint8_t kLong = UINT8_MAX;
  struct Text {  // two in a line of memory
    std::uint8_t size = kLong;
    std::array<char, 31> bytes{};
  };
  std::vector<Text, LargePages<Text>> texts_;
};

}  // namespace entente::catalog
