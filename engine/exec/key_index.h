// Keys of several cells, numbered from 0 in the order in which they were first seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
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

class KeyIndex {
 public:
  /// Its number, and whether it is new.
  std::pair<std::size_t, bool> add(Key key) {
    const auto [it, is_new] = numbers_.try_emplace(std::move(key), numbers_.size());
    if (is_new) {
      keys_.push_back(&it->first);
    }
    return {it->second, is_new};
  }
  [[nodiscard]] std::optional<std::size_t> find(const Key& key) const {
    const auto it = numbers_.find(key);
    return it == numbers_.end() ? std::nullopt : std::optional(it->second);
  }
  [[nodiscard]] const Key& key(std::size_t number) const { return *keys_[number]; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::unordered_map<Key, std::size_t, KeyHash> numbers_;
  std::vector<const Key*> keys_;  // nodes stay where they are
};

}  // namespace entente::exec
