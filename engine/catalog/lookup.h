// Which entities a name may mean: by its kind or code system, by the place where it stands, by the time in which it was in use.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/in_use.h"
#include "engine/value/span_list.h"

namespace entente::catalog {

/// Where a name stands decides which entities may be meant.
enum class Place : std::uint8_t { kActor, kBody, kAny };

/// A name as it is written: `state:Georgia` and `cow:640` have a prefix.
struct WrittenName {
  std::string prefix;  // empty: none
  std::string text;
};

[[nodiscard]] bool fits(Kind kind, Place place);
/// The kind that `state`, `org`, … stand for before a colon.
[[nodiscard]] std::optional<Kind> kind_prefix(std::string_view prefix);
/// What stands before a colon is a prefix if it is a kind or a code system; else the colon belongs to the name.
[[nodiscard]] WrittenName name_of_text(const Catalog& catalog, const std::string& text);

/// All that are, or ever were, called so, whatever their place. The prefix is none, a kind, or a code system.
[[nodiscard]] std::vector<EntityId> all_called(const Catalog& catalog, const WrittenName& name);
/// Those of them that fit the place. A key or a code that is spelt just so is meant, whatever else is called alike.
[[nodiscard]] std::vector<EntityId> meant(const Catalog& catalog, std::vector<EntityId> called, const WrittenName& name,
                                          Place place);

/// The one entity that a text means there; none where it means none, or several.
[[nodiscard]] std::optional<EntityId> only_meant(const Catalog& catalog, const std::string& text, Place place);

/// When the entity was called so, and the days on which it may have been, by the widest reading.
[[nodiscard]] std::vector<InUse> uses(const Entity& entity, const WrittenName& name);
[[nodiscard]] SpanList days_of_use(const Entity& entity, const WrittenName& name);

}  // namespace entente::catalog
