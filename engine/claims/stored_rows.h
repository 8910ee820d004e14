// Tables of packed rows, read and written: the rows in their blocks, and the fresh ones of the log, which take the place of some.
// docs/storage.md, "Packed rows" and table fresh.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/claims/packed_rows.h"
#include "engine/claims/row_table.h"
#include "engine/store/cursor.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class FreshView;
class MergedBlocks;
class OwnerBlocks;

/// The blocks of one owner that may hold rows whose first key number lies in [first, last], in their order. A block with fresh rows
/// is not the stored one, but made of both; of rows outside of that range it may not have the last word. Lives as long as the
/// transaction at most. Throws store::Fault.
class RowCursor {
 public:
  RowCursor(const store::Reader& reader, const RowTable& table, std::uint32_t owner, std::uint32_t first = 0,
            std::uint32_t last = kNoRow);
  RowCursor(RowCursor&&) noexcept;
  RowCursor& operator=(RowCursor&&) = delete;
  ~RowCursor();

  /// As if it were made anew for another owner; where that one comes next, its rows need not be searched.
  void move_to(std::uint32_t owner, std::uint32_t first = 0, std::uint32_t last = kNoRow);

  [[nodiscard]] bool valid() const { return valid_; }
  void next();
  /// These die when the cursor moves.
  [[nodiscard]] std::string_view payload() const { return payload_; }
  [[nodiscard]] const PackedView& view() const { return *view_; }

 private:
  void go_to(std::uint32_t owner, std::uint32_t first, std::uint32_t last, bool is_walk);
  void search(std::uint32_t owner, std::uint32_t first);
  void ask_fresh(const FreshView& view, std::uint32_t owner, std::uint32_t first);
  [[nodiscard]] bool ends_here() const;
  void settle();

  const store::Reader& reader_;
  const RowTable& table_;
  std::uint32_t last_ = 0;
  const OwnerBlocks* kept_ = nullptr;  // null: they are searched
  std::size_t at_ = 0;                 // of those that are kept
  std::optional<store::Cursor> cursor_;
  std::unique_ptr<MergedBlocks> merge_;  // where there are fresh rows
  std::string_view payload_;
  std::optional<PackedView> view_;
  bool valid_ = false;
};

/// Of one owner: takes out all rows with one of the `touched` keys and puts in the `fresh` ones, whose keys are among them. Both
/// ascend, the keys without repeating. In a small write they go into the log; where that has become long, or the write is large,
/// into their blocks.
void replace_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                  std::span<const PackedRow> fresh);

/// From here on the rows of this write go into their blocks, those of the log before them: what changes most blocks anyhow is done
/// sooner so.
void write_blocks(store::WriteTxn& txn);

/// The last owner of rows in a table; 0: it has none; the greatest number there is: it cannot be read, or nothing is to be put
/// behind it, for rows go into the log.
[[nodiscard]] std::uint32_t last_owner(const store::Reader& reader, const RowTable& table);
/// The key of the last row of a table without owners, none of whose rows are ever taken out.
[[nodiscard]] std::optional<RowKey> last_key(const store::Reader& reader, const RowTable& table);
/// The first owner of rows from that number on, though its rows may all have been taken out.
[[nodiscard]] std::optional<std::uint32_t> owner_from(const store::Reader& reader, const RowTable& table, std::uint32_t owner);

/// Puts in the rows of an owner behind the last one, in their order.
void append_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows);

/// The blocks of that owner that hold no rows, in their order; and the key of one.
[[nodiscard]] store::Cursor scan_behind_rows(const store::Reader& reader, const RowTable& table, std::uint32_t owner);
[[nodiscard]] std::string behind_rows(const RowTable& table, std::uint32_t owner, std::uint16_t number);

}  // namespace entente::claims
