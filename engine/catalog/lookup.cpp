#include "engine/catalog/lookup.h"

#include <algorithm>
#include <array>

namespace entente::catalog {

bool fits(Kind kind, Place place) {
  switch (place) {
    case Place::kActor:
      return kind == Kind::kState || kind == Kind::kTerritory || kind == Kind::kOrganisation;
    case Place::kBody:
      return kind == Kind::kOrganisation || kind == Kind::kAgreement || kind == Kind::kGroup;
    case Place::kAny:
      return true;
  }
  return true;
}

std::optional<Kind> kind_prefix(std::string_view prefix) {
  constexpr std::array<std::pair<std::string_view, Kind>, 6> kPrefixes = {{{"state", Kind::kState},
                                                                           {"territory", Kind::kTerritory},
                                                                           {"org", Kind::kOrganisation},
                                                                           {"organisation", Kind::kOrganisation},
                                                                           {"agreement", Kind::kAgreement},
                                                                           {"group", Kind::kGroup}}};
  for (const auto& [word, kind] : kPrefixes) {
    if (word == prefix) {
      return kind;
    }
  }
  return std::nullopt;
}

WrittenName name_of_text(const Catalog& catalog, const std::string& text) {
  const auto colon = text.find(':');
  if (colon != std::string::npos && (kind_prefix(text.substr(0, colon)) || catalog.has_code_system(text.substr(0, colon)))) {
    return {text.substr(0, colon), text.substr(colon + 1)};
  }
  return {"", text};
}

std::vector<EntityId> all_called(const Catalog& catalog, const WrittenName& name) {
  const auto kind = kind_prefix(name.prefix);
  if (!name.prefix.empty() && !kind) {
    return catalog.coded(name.prefix, name.text);
  }
  auto found = catalog.named(name.text);
  if (kind) {
    std::erase_if(found, [&](EntityId id) { return catalog.kind(id) != *kind; });
  }
  return found;
}

// IN is India, not a name that folds to "in".
std::vector<EntityId> meant(const Catalog& catalog, std::vector<EntityId> called, const WrittenName& name, Place place) {
  std::erase_if(called, [&](EntityId id) { return !fits(catalog.kind(id), place); });
  std::vector<EntityId> exact;
  std::copy_if(called.begin(), called.end(), std::back_inserter(exact), [&](EntityId id) {
    const Entity& entity = *catalog.entity(id);
    return entity.key == name.text ||
           std::any_of(entity.codes.begin(), entity.codes.end(), [&](const auto& code) { return code.value == name.text; });
  });
  return exact.empty() ? called : exact;
}

// What is called so alone is meant, however it is spelt.
std::optional<EntityId> only_meant(const Catalog& catalog, const std::string& text, Place place) {
  if (text.find(':') == std::string::npos) {
    if (const auto only = catalog.only_named(text)) {
      return fits(catalog.kind(*only), place) ? only : std::nullopt;
    }
  }
  const auto written = name_of_text(catalog, text);
  const auto found = meant(catalog, all_called(catalog, written), written, place);
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::vector<InUse> uses(const Entity& entity, const WrittenName& name) {
  return name.prefix.empty() || kind_prefix(name.prefix) ? uses_of_name(entity, name.text)
                                                         : uses_of_code(entity, name.prefix, name.text);
}

SpanList days_of_use(const Entity& entity, const WrittenName& name) {
  SpanList days;
  for (const auto& use : uses(entity, name)) {
    days.add(widest(use));
  }
  return days;
}

}  // namespace entente::catalog
