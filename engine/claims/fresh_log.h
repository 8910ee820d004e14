// The log of fresh rows: what small writes put into tables of packed rows, or took out, since those were last written. A write that
// changes a few rows, each in a block of its own, appends them here instead of writing all those blocks. docs/storage.md, table
// fresh, has the bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/claims/row_table.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Of one owner: rows with a touched key are taken out, then `rows` put in, whose keys are among them. Both ascend.
struct FreshChange {
  store::Table table{};
  std::uint32_t owner = 0;
  std::size_t key_size = 0;
  std::vector<RowKey> touched;
  std::vector<PackedRow> rows;      // their rests are views of the record
  std::vector<std::uint32_t> ends;  // of each touched key, behind its last row
  std::size_t bytes = 0;            // of its record
};

/// How far a log goes. It begins anew, as another generation, when its rows have gone into their blocks.
struct LogEnd {
  std::uint32_t generation = 0;
  std::uint32_t records = 0;  // numbered from 1
};

// All throw store::Fault.
[[nodiscard]] LogEnd log_end(const store::Reader& reader);
/// Whose rows a record changes.
struct FreshNote {
  store::Table table{};
  std::uint32_t owner = 0;
  std::size_t bytes = 0;
};
/// Calls `take(number, note)` for the records behind that many, up to one, in their order; of one table alone, where it is given.
void each_note(const store::Reader& reader, LogEnd behind, std::uint32_t up_to, std::optional<store::Table> table,
               const std::function<void(std::uint32_t, const FreshNote&)>& take);
/// What a record says that is there.
[[nodiscard]] FreshChange change_of(const store::Reader& reader, LogEnd record);
/// Appends a change, as several records where it is large; `written` is called with each, and with its number.
void append_change(store::WriteTxn& txn, LogEnd& end, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                   std::span<const PackedRow> rows, const std::function<void(std::uint32_t, const FreshChange&)>& written);
/// Leaves an empty log of the next generation.
void begin_anew(store::WriteTxn& txn, LogEnd& end);

/// What a record says; none where it says only that the log began anew.
[[nodiscard]] FreshChange decode_change(std::string_view payload);
[[nodiscard]] bool is_beginning(std::string_view key);

}  // namespace entente::claims
