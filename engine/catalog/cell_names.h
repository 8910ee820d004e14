// What the cells of a file's column mean as names: each distinct text is looked up once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/catalog/lookup.h"

namespace entente::catalog {

/// The text of a cell in quotes, cut where it is long, as messages show it.
[[nodiscard]] std::string quoted_cell(std::string_view text);

class CellNames {
 public:
  struct Meant {
    std::string shown;  // as messages have it
    std::vector<EntityId> ids;
    std::vector<SpanList> days;  // on which each may have been called so, where there are several
    std::string fault;           // why it means nothing, or which several things
    bool unknown = false;        // nothing at all is called so
  };

  /// `code_system`: the cells are codes of that system, unless they say otherwise; empty: any name. `names_near`: where nothing is
  /// called so, the fault names what is called nearly so, for which all names are compared; whoever defines it then needs none.
  CellNames(std::string code_system, Place place, bool names_near = true)
      : code_system_(std::move(code_system)), place_(place), names_near_(names_near) {}

  /// What `text` means in `catalog`, which is the same at every call. The reference lives until the next call.
  [[nodiscard]] const Meant& of(const Catalog& catalog, std::string_view text);
  /// From here on `text` means that entity.
  void learn(std::string_view text, EntityId id);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  [[nodiscard]] Meant look_up(const Catalog& catalog, std::string_view text) const;

  std::string code_system_;
  Place place_;
  bool names_near_;
  std::unordered_map<std::string, Meant, Hash, std::equal_to<>> known_;
};

/// Of several, the one that alone may have been called so on some day of the range.
[[nodiscard]] std::optional<EntityId> settled(const CellNames::Meant& meant, DayRange range);

}  // namespace entente::catalog
