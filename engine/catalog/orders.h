// The places that entities and roles have in the order of answers (rule 27 of docs/language.md).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/catalog/catalog.h"

namespace entente::catalog {

/// Places, by id; where a number is no id, anything.
struct Orders {
  std::vector<std::uint32_t> keys;   // of entities, by key, without case and accents
  std::vector<std::uint32_t> names;  // of entities, by name
  std::vector<std::uint32_t> roles;  // by rank, those without rank behind, then by name
};

[[nodiscard]] Orders orders_of(const Catalog& catalog);

}  // namespace entente::catalog
