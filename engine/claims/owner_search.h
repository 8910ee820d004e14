// Where the blocks of an owner lie: known from before, or searched and kept.
#pragma once

#include <cstdint>

#include "engine/claims/fresh_rows.h"
#include "engine/claims/kept_blocks.h"
#include "engine/claims/row_table.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Null: they are to be searched, as nothing is kept of what a write sees, or where a block is damaged, which may concern nobody.
/// `is_walk`: who asks goes through many owners, and finds each next to the one before. He, and who would have to merge blocks that
/// are not asked for, does better without until an owner is asked for again.
[[nodiscard]] const OwnerBlocks* blocks_of_owner(const store::Reader& reader, const FreshView& view, const RowTable& table,
                                                 std::uint32_t owner, bool is_walk);

/// The blocks of the owner will be asked for soon.
void expect_blocks(const store::Reader& reader, const RowTable& table, std::uint32_t owner);

}  // namespace entente::claims
