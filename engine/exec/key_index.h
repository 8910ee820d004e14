// Keys of several cells, numbered from 0 in the order in which they were first seen.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/value/type.h"

namespace entente::exec {

using Key = std::vector<Datum>;

struct KeyHash {
  [[nodiscard]] std::size_t operator()(const Key& key) const noexcept {
    std::uint64_t hash = 0x9e3779b97f4a7c15U;
    for (const Datum cell : key) {
      hash = (hash ^ static_cast<std::uint64_t>(cell)) * 0xff51afd7ed558ccdU;
      hash ^= hash >> 32U;
    }
    return static_cast<std::size_t>(hash);
  }
};

/// Cells lie one key behind the other, so that a million keys are given back in one piece. All keys have the width of the first.
class KeyIndex {
 public:
  /// Its number, and whether it is new.
  std::pair<std::size_t, bool> add(const Key& key) {
    if (hashes_.size() * 2 >= slots_.size()) {
      grow();
    }
    width_ = key.size();
    const std::size_t hash = KeyHash{}(key);
    std::uint32_t& slot = slots_[place_of(key, hash)];
    if (slot != kFree) {
      return {slot, false};
    }
    slot = static_cast<std::uint32_t>(hashes_.size());
    hashes_.push_back(hash);
    cells_.insert(cells_.end(), key.begin(), key.end());
    return {slot, true};
  }
  [[nodiscard]] std::optional<std::size_t> find(const Key& key) const {
    if (hashes_.empty()) {
      return std::nullopt;
    }
    const std::uint32_t slot = slots_[place_of(key, KeyHash{}(key))];
    return slot == kFree ? std::nullopt : std::optional<std::size_t>(slot);
  }
  /// Dies with the next add.
  [[nodiscard]] std::span<const Datum> key(std::size_t number) const { return {cells_.data() + number * width_, width_}; }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  // Where the key is, or where it would be put: the slots behind its own, until one is free.
  [[nodiscard]] std::size_t place_of(const Key& key, std::size_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    while (slots_[place] != kFree) {
      const auto other = this->key(slots_[place]);
      if (hashes_[slots_[place]] == hash && std::equal(key.begin(), key.end(), other.begin(), other.end())) {
        break;
      }
      place = (place + 1) & mask;
    }
    return place;
  }

  void grow() {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, kFree);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
      std::size_t place = hashes_[number] & mask;
      while (slots_[place] != kFree) {
        place = (place + 1) & mask;
      }
      slots_[place] = number;
    }
  }

  std::size_t width_ = 0;
  std::vector<Datum> cells_;
  std::vector<std::size_t> hashes_;   // of each key
  std::vector<std::uint32_t> slots_;  // a power of two of them, at least twice as many as keys
};

}  // namespace entente::exec
