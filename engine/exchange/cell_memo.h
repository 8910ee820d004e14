// What the cells of a column mean, each distinct text found out once. Most files are sorted by some column, so the last text comes
// first.
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace entente::exchange {

/// Of texts that are longer than a name usually is nothing is learned.
template <class Value>
class CellMemo {
 public:
  CellMemo() { known_.max_load_factor(0.85F); }  // a table half as large stays nearer to the processor

  /// What was learned of the text; none: nothing yet.
  [[nodiscard]] std::optional<Value> find(std::string_view text) {
    if (text.size() > kBytesMost) {
      return std::nullopt;
    }
    const Text key(text);
    if (has_last_ && key == last_) {
      return last_value_;
    }
    const auto known = known_.find(key);
    if (known == known_.end()) {
      return std::nullopt;
    }
    keep_last(key, known->second);
    return last_value_;
  }
  void learn(std::string_view text, const Value& value) {
    if (text.size() > kBytesMost) {
      return;
    }
    if (known_.size() >= kKnownMost) {
      known_.clear();
    }
    const Text key(text);
    known_.insert_or_assign(key, value);
    keep_last(key, value);
  }

 private:
  static constexpr std::size_t kKnownMost = 1'000'000;
  static constexpr std::size_t kBytesMost = 23;

  // In place, so that a look-up misses the cache once; its length is behind it.
  struct Text {
    explicit Text(std::string_view text) {
      std::array<char, 24> bytes{};
      std::memcpy(bytes.data(), text.data(), text.size());
      bytes.back() = static_cast<char>(text.size());
      std::memcpy(words.data(), bytes.data(), sizeof bytes);
    }
    Text() = default;
    friend bool operator==(const Text&, const Text&) = default;
    std::array<std::uint64_t, 3> words{};
  };
  struct Hash {
    std::size_t operator()(const Text& text) const noexcept {
      std::uint64_t hash = 0;
      for (const std::uint64_t word : text.words) {  // SplitMix64's finisher
        hash = (hash ^ word) * 0xBF58476D1CE4E5B9U;
        hash ^= hash >> 29U;
      }
      return hash;
    }
  };

  void keep_last(const Text& text, const Value& value) {
    last_ = text;
    last_value_ = value;
    has_last_ = true;
  }

  tsl::robin_map<Text, Value, Hash> known_;
  Text last_;
  Value last_value_{};
  bool has_last_ = false;
};

}  // namespace entente::exchange
