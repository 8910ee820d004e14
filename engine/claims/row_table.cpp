#include "engine/claims/row_table.h"

namespace entente::claims {

RowKey RowTable::key_of(const PackedView& rows, std::size_t at) const {
  RowKey key{};
  for (std::size_t i = 0; i < key_size; ++i) {
    key[i] = rows.id(key_columns[i], at);
  }
  return key;
}

RowKey RowTable::key_of(const PackedRow& row) const {
  RowKey key{};
  for (std::size_t i = 0; i < key_size; ++i) {
    key[i] = static_cast<std::uint32_t>(row.cells[key_columns[i]]);
  }
  return key;
}

}  // namespace entente::claims
