// The blocks of a table of packed rows: where they stand, and how some rows are replaced without touching the blocks of others.
// What the log of fresh rows says is not heard here: see stored_rows.h. docs/storage.md, "Packed rows".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/row_table.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// A stored block: with which row it begins, and the how many-th of those it is.
struct BlockPlace {
  RowKey from{};
  std::uint16_t number = 0;
};

[[nodiscard]] BlockPlace place_in(const RowTable& table, std::string_view key);
/// With what the keys of an owner's blocks begin.
[[nodiscard]] std::string prefix_of(const RowTable& table, std::uint32_t owner);
/// Where blocks that begin with that row stand: no key of theirs is less, and none with which a longer one begins.
[[nodiscard]] std::string place_of(const RowTable& table, std::uint32_t owner, const RowKey& from);
[[nodiscard]] std::string block_key(const RowTable& table, std::uint32_t owner, const RowKey& from, std::uint16_t number);

/// Of one owner: takes out all rows with one of the `touched` keys and puts in the `fresh` ones, whose keys are among them. Both
/// ascend, the keys without repeating. Throws store::Fault.
void replace_in_blocks(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                       std::span<const PackedRow> fresh);

/// A block as it is stored, made before it is written.
struct StoredBlock {
  std::string key;
  std::string payload;
};

/// Those of the rows of an owner who has none, in their order.
[[nodiscard]] std::vector<StoredBlock> blocks_of(const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows);
/// Puts them in behind the last one. Throws store::Fault.
void append_blocks(store::WriteTxn& txn, const RowTable& table, std::span<const StoredBlock> blocks);

}  // namespace entente::claims
