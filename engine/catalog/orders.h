// The places that entities and roles have in the order of answers (rule 27 of docs/language.md).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/lazy.h"

namespace entente::catalog {

/// Places, by id; where a number is no id, anything.
struct Orders {
  /// Of a catalogue that outlives it.
  explicit Orders(const Catalog& catalog);

  std::vector<std::uint32_t> keys;   // of entities, by key, without case and accents
  std::vector<std::uint32_t> roles;  // by rank, those without rank behind, then by name
  /// Of entities, by name; made when they are first asked for, from any thread.
  [[nodiscard]] const std::vector<std::uint32_t>& names() const;

 private:
  const Catalog* catalog_;
  Lazy<std::vector<std::uint32_t>> names_;
};

}  // namespace entente::catalog
