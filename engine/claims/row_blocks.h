// Blocks of packed rows as they are stored, made before they are written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/claims/stored_rows.h"

namespace entente::claims {

struct StoredBlock {
  std::string key;
  std::string payload;
};

/// Those of the rows of an owner who has none, in their order.
[[nodiscard]] std::vector<StoredBlock> blocks_of(const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows);
/// Puts them in behind the last one.
void append_blocks(store::WriteTxn& txn, const RowTable& table, std::span<const StoredBlock> blocks);

}  // namespace entente::claims
