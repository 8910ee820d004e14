// Texts and a number of each: found by their bytes among others, most with one look at memory, for short ones stand in the table
// itself. An own table, since those of libraries keep a string, or a view of one, apart for each.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/large_pages.h"

namespace entente::catalog {

/// Spreads texts over 64 bits; short ones, as keys are, are told apart by their bytes as a number.
[[nodiscard]] inline std::uint64_t spread_of(std::string_view text) {
  constexpr std::uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;
  std::uint64_t bytes = 0;
  if (text.size() > sizeof bytes) {
    bytes = std::hash<std::string_view>()(text);
  } else if (constexpr std::size_t kHalf = sizeof bytes / 2; text.size() >= kHalf) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), kHalf);
    std::memcpy(&last, text.data() + text.size() - kHalf, kHalf);
    bytes = std::uint64_t{first} << 32U | last;
  } else {
    for (const char byte : text) {
      bytes = bytes << 8U | static_cast<unsigned char>(byte);
    }
  }
  const std::uint64_t spread = (bytes + text.size()) * kSpread;
  return spread ^ spread >> 32U;
}

class TextTable {
 public:
  /// Room for so many texts.
  void reserve(std::size_t texts) {
    if (places_.size() < 2 * texts) {
      grow_to(std::bit_ceil(2 * texts));
    }
  }
  /// The number of a text, greater than 0, which may be changed; null: it is not there.
  [[nodiscard]] std::uint32_t* find(std::string_view text) {
    return const_cast<std::uint32_t*>(static_cast<const TextTable*>(this)->find(text));
  }
  [[nodiscard]] const std::uint32_t* find(std::string_view text) const {
    if (places_.empty()) {
      return nullptr;
    }
    for (std::size_t at = place_of(text);; at = next(at)) {
      const Entry& entry = places_[at];
      if (entry.number == 0) {
        return nullptr;
      }
      if (is_of(entry, text)) {
        return &entry.number;
      }
    }
  }
  /// It will be looked for soon.
  void prefetch(std::string_view text) const {
    if (!places_.empty()) {
      __builtin_prefetch(&places_[place_of(text)]);
    }
  }
  /// What is not in it yet.
  void add(std::string_view text, std::uint32_t number) {
    if (places_.size() < 2 * (count_ + 1)) {
      grow();
    }
    Entry entry;
    entry.number = number;
    entry.size = static_cast<std::uint8_t>(std::min<std::size_t>(text.size(), kLong));
    if (entry.size < kLong) {
      std::copy(text.begin(), text.end(), entry.text.begin());
    } else {
      entry.set_long({static_cast<std::uint32_t>(spread_of(text) >> kMarkShift), static_cast<std::uint32_t>(long_begins_.size())});
      long_begins_.push_back(long_texts_.size());
      long_texts_ += text;
    }
    put(entry, text);
    ++count_;
  }

 private:
  static constexpr std::uint8_t kLong = 12;  // bytes from which on a text does not stand in its entry
  static constexpr unsigned kMarkShift = 32;
  struct Long {
    std::uint32_t mark = 0;  // of the text, so that few others are looked at
    std::uint32_t at = 0;    // the how many-th it is
  };
  struct Entry {               // four in a line of memory
    std::uint32_t number = 0;  // 0: empty
    std::uint8_t size = 0;
    std::array<char, kLong - 1> text{};

    void set_long(Long to) { std::memcpy(text.data(), &to, sizeof to); }
    [[nodiscard]] Long as_long() const {
      Long out;
      std::memcpy(&out, text.data(), sizeof out);
      return out;
    }
  };

  [[nodiscard]] std::size_t place_of(std::string_view text) const { return spread_of(text) & (places_.size() - 1); }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (places_.size() - 1); }
  [[nodiscard]] std::string_view text_of(const Entry& entry) const {
    if (entry.size < kLong) {
      return {entry.text.data(), entry.size};
    }
    const std::size_t at = entry.as_long().at;
    const std::size_t end = at + 1 < long_begins_.size() ? long_begins_[at + 1] : long_texts_.size();
    return std::string_view(long_texts_).substr(long_begins_[at], end - long_begins_[at]);
  }
  [[nodiscard]] bool is_of(const Entry& entry, std::string_view text) const {
    if (entry.size != std::min<std::size_t>(text.size(), kLong) ||
        (entry.size == kLong && entry.as_long().mark != static_cast<std::uint32_t>(spread_of(text) >> kMarkShift))) {
      return false;
    }
    return text_of(entry) == text;
  }

  void put(const Entry& entry, std::string_view text) {
    std::size_t at = place_of(text);
    while (places_[at].number != 0) {
      at = next(at);
    }
    places_[at] = entry;
  }
  void grow() {
    constexpr std::size_t kFirst = 64;
    grow_to(places_.empty() ? kFirst : 2 * places_.size());
  }
  void grow_to(std::size_t places) {
    const auto before = std::exchange(places_, {});
    places_.assign(places, Entry{});
    for (const Entry& entry : before) {
      if (entry.number != 0) {
        put(entry, text_of(entry));
      }
    }
  }

  std::vector<Entry, LargePages<Entry>> places_;  // a power of two of them, half of them empty
  std::size_t count_ = 0;
  std::string long_texts_;  // one behind the other
  std::vector<std::size_t> long_begins_;
};

}  // namespace entente::catalog
