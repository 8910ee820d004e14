// What names were found to mean: asked again and again, with few names among which one is found soon. Internal to engine/session.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/id.h"

namespace entente::session {

class NameMemo {
 public:
  [[nodiscard]] std::optional<EntityId> find(std::string_view name) const {
    if (places_.empty()) {
      return std::nullopt;
    }
    for (std::size_t at = place_of(name);; at = (at + 1) & (places_.size() - 1)) {
      const Entry& entry = places_[at];
      if (!entry.id) {
        return std::nullopt;
      }
      if (entry.size == name.size() && std::memcmp(texts_.data() + entry.begin, name.data(), name.size()) == 0) {
        return entry.id;
      }
    }
  }
  /// What is not in it yet.
  void add(std::string_view name, EntityId id) {
    if (places_.size() < 2 * (count_ + 1)) {
      grow();
    }
    put({texts_.size(), name.size(), id}, name);
    texts_ += name;
    ++count_;
  }

 private:
  struct Entry {
    std::size_t begin = 0;
    std::size_t size = 0;
    EntityId id;  // 0: empty
  };

  // Short names, as keys are, are told apart by their bytes as a number.
  [[nodiscard]] std::size_t place_of(std::string_view name) const {
    constexpr std::uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;
    std::uint64_t bytes = 0;
    if (name.size() > sizeof bytes) {
      bytes = std::hash<std::string_view>()(name);
    } else {
      for (const char byte : name) {
        bytes = bytes << 8U | static_cast<unsigned char>(byte);
      }
    }
    return static_cast<std::size_t>((bytes + name.size()) * kSpread >> 32U) & (places_.size() - 1);
  }
  void put(const Entry& entry, std::string_view name) {
    std::size_t at = place_of(name);
    while (places_[at].id) {
      at = (at + 1) & (places_.size() - 1);
    }
    places_[at] = entry;
  }
  void grow() {
    constexpr std::size_t kFirst = 64;
    const auto before = std::move(places_);
    places_.assign(before.empty() ? kFirst : 2 * before.size(), Entry{});
    for (const Entry& entry : before) {
      if (entry.id) {
        put(entry, std::string_view(texts_).substr(entry.begin, entry.size));
      }
    }
  }

  std::vector<Entry> places_;  // a power of two of them, half of them empty
  std::size_t count_ = 0;
  std::string texts_;
};

}  // namespace entente::session
