// Distinct short texts, numbered from 1 on as they come: what is the same in the cells of a column.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace entente::files {

/// Texts that are longer than a name usually is have no number, which is 0, nor have those that come when there are very many.
class TextNumbers {
 public:
  /// The number of the text; a new one has the next.
  [[nodiscard]] std::uint32_t of(std::string_view text) {
    if (text.size() > kBytesMost) {
      return 0;
    }
    const Text key(text);
    return number(key, key.hash());
  }
  /// Those of many texts: the table is larger than the processor's nearest caches, so that all look-ups are begun before one ends.
  template <class TextOf, class Take>
  void of_each(std::size_t count, TextOf text_of, Take take) {
    for (std::size_t begin = 0; begin < count; begin += kTogether) {
      of_some(begin, std::min(count, begin + kTogether), text_of, take);
    }
  }

 private:
  static constexpr std::size_t kBytesMost = 23;
  static constexpr std::uint32_t kNumbersMost = 1'000'000;
  static constexpr std::size_t kTogether = 32;

  // In place, so that a look-up misses the cache once; its length is behind it.
  struct Text {
    explicit Text(std::string_view text) {
      std::array<char, kBytesMost + 1> bytes{};
      std::memcpy(bytes.data(), text.data(), text.size());
      bytes.back() = static_cast<char>(text.size());
      std::memcpy(words.data(), bytes.data(), sizeof bytes);
    }
    Text() = default;
    [[nodiscard]] std::uint64_t hash() const {
      std::uint64_t hash = 0;
      for (const std::uint64_t word : words) {  // SplitMix64's finisher
        hash = (hash ^ word) * 0xBF58476D1CE4E5B9U;
        hash ^= hash >> 29U;
      }
      return hash;
    }
    friend bool operator==(const Text&, const Text&) = default;
    std::array<std::uint64_t, 3> words{};
  };
  struct alignas(32) Slot {
    Text text;
    std::uint32_t number = 0;  // 0: it is free
  };

  template <class TextOf, class Take>
  void of_some(std::size_t begin, std::size_t end, TextOf text_of, Take take) {
    std::array<Text, kTogether> texts;
    std::array<std::uint64_t, kTogether> hashes{};
    std::array<bool, kTogether> are_short{};
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view text = text_of(i);
      are_short[i - begin] = text.size() <= kBytesMost;
      if (are_short[i - begin]) {
        texts[i - begin] = Text(text);
        hashes[i - begin] = texts[i - begin].hash();
        __builtin_prefetch(&slots_[hashes[i - begin] & (slots_.size() - 1)]);
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      take(i, are_short[i - begin] ? number(texts[i - begin], hashes[i - begin]) : 0);
    }
  }

  [[nodiscard]] std::uint32_t number(const Text& text, std::uint64_t hash) {
    Slot& slot = slot_of(text, hash);
    if (slot.number != 0 || count_ == kNumbersMost) {
      return slot.number;
    }
    slot = {text, ++count_};
    if (std::size_t{count_} * 2 > slots_.size()) {
      grow();
    }
    return count_;
  }
  // Where it is, or the free one where it is to be.
  [[nodiscard]] Slot& slot_of(const Text& text, std::uint64_t hash) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].number != 0 && !(slots_[at].text == text)) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.number != 0) {
        slot_of(slot.text, slot.text.hash()) = slot;
      }
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // at most half of them taken; a power of two
  std::uint32_t count_ = 0;
};

}  // namespace entente::files
