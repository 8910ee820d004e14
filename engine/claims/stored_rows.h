// Tables of packed rows: kept in the order of their keys, in blocks, each found by the row with which it begins; and how some rows
// are replaced without touching the blocks of others. docs/storage.md, "Packed rows".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/claims/packed_rows.h"
#include "engine/store/cursor.h"
#include "engine/store/transaction.h"

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
  std::size_t block_bytes = kSmallBlock;

  [[nodiscard]] RowKey key_of(const PackedRow& row) const;
  [[nodiscard]] RowKey key_of(const PackedView& rows, std::size_t at) const;
};

inline constexpr std::uint32_t kNoRow = UINT32_MAX;  // in the key of a block: it holds something else, behind all rows

/// The blocks of one owner that may hold rows whose first key number lies in [first, last], in their order. Lives as long as the
/// transaction at most. Throws store::Fault.
class RowCursor {
 public:
  RowCursor(const store::Reader& reader, const RowTable& table, std::uint32_t owner, std::uint32_t first = 0,
            std::uint32_t last = kNoRow);

  /// As if it were made anew for another owner; where that one comes next, its rows need not be searched.
  void move_to(std::uint32_t owner, std::uint32_t first = 0, std::uint32_t last = kNoRow);

  [[nodiscard]] bool valid() const { return valid_; }
  void next();
  /// These die when the cursor moves.
  [[nodiscard]] std::string_view payload() const { return cursor_.value(); }
  [[nodiscard]] const PackedView& view() const { return *view_; }

 private:
  void settle();

  const RowTable& table_;
  std::uint32_t last_;
  store::Cursor cursor_;
  std::optional<PackedView> view_;
  bool valid_ = false;
};

/// Of one owner: takes out all rows with one of the `touched` keys and puts in the `fresh` ones, whose keys are among them. Both
/// ascend, the keys without repeating.
void replace_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                  std::span<const PackedRow> fresh);

/// The last owner of rows in a table; 0: it has none; the greatest number there is: it cannot be read.
[[nodiscard]] std::uint32_t last_owner(const store::Reader& reader, const RowTable& table);

/// Puts in the rows of an owner behind the last one, in their order.
void append_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows);

/// The blocks of that owner that hold no rows, in their order; and the key of one.
[[nodiscard]] store::Cursor scan_behind_rows(const store::Reader& reader, const RowTable& table, std::uint32_t owner);
[[nodiscard]] std::string behind_rows(const RowTable& table, std::uint32_t owner, std::uint16_t number);

}  // namespace entente::claims
