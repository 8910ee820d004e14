// How tables of packed rows find their rows: by numbers in their columns, each owner's apart. docs/storage.md, "Packed rows".
#pragma once

#include <array>
#include <cstdint>

#include "engine/claims/packed_rows.h"
#include "engine/store/table.h"

namespace entente::claims {

/// Of a row, the numbers by which it is found, in their order; unused ones are 0.
using RowKey = std::array<std::uint32_t, 2>;

/// How a table keeps its rows.
struct RowTable {
  store::Table table;
  std::size_t columns;
  std::array<std::uint8_t, 2> key_columns;
  std::size_t key_size;   // how many of them are used
  bool has_owner = true;  // keys begin with whose rows they are

  [[nodiscard]] RowKey key_of(const PackedRow& row) const;
  [[nodiscard]] RowKey key_of(const PackedView& rows, std::size_t at) const;
};

inline constexpr std::uint32_t kNoRow = UINT32_MAX;  // in the key of a block: it holds something else, behind all rows

}  // namespace entente::claims
