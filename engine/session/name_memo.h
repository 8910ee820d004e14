// What some names were found to mean: those that were asked for last, few enough to stay near. Internal to engine/session.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/catalog/text_table.h"
#include "engine/value/id.h"

namespace entente::session {

class NameMemo {
 public:
  [[nodiscard]] std::optional<EntityId> find(std::string_view name) const {
    if (places_.empty()) {
      return std::nullopt;
    }
    const Entry& entry = places_[place_of(name)];
    const bool is_it = entry.id && std::string_view(entry.text.data(), entry.size) == name;
    return is_it ? std::optional(entry.id) : std::nullopt;
  }
  /// In the place of another one, perhaps; a long name is not kept.
  void add(std::string_view name, EntityId id) {
    places_.resize(kPlaces);
    Entry& entry = places_[place_of(name)];
    if (name.size() <= entry.text.size()) {
      entry.id = id;
      entry.size = static_cast<std::uint32_t>(name.size());
      std::copy(name.begin(), name.end(), entry.text.begin());
    }
  }

 private:
  static constexpr std::size_t kPlaces = 1024;
  struct Entry {
    EntityId id;  // 0: empty
    std::uint32_t size = 0;
    std::array<char, 24> text{};
  };

  [[nodiscard]] static std::size_t place_of(std::string_view name) { return catalog::spread_of(name) % kPlaces; }

  std::vector<Entry> places_;
};

}  // namespace entente::session
