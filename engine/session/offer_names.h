// The names of a catalogue that begin with what was typed. Internal to engine/session.
#pragma once

#include <string_view>
#include <vector>

#include "engine/catalog/catalog.h"
#include "entente/name_offer.h"

namespace entente::session {

/// In the order in which they are offered: by key first, then by name, then by a word inside of a name; each entity once. Case,
/// accents and a quote that was begun do not matter. Kinds that are not of the catalogue give none.
[[nodiscard]] std::vector<NameOffer> names_beginning(const catalog::Catalog& catalog, NameKind kind, std::string_view begins,
                                                     std::size_t count_max);

/// True when `name` begins with the text whose catalog::name_key is `key`.
[[nodiscard]] bool begins_with(std::string_view name, std::string_view key);

}  // namespace entente::session
