// Stored blocks of one owner together with the fresh rows that take the place of some of theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/fresh_rows.h"
#include "engine/claims/row_table.h"
#include "engine/store/cursor.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Whether a cursor stands at a block that begins with a row whose first key number is at most `last`.
[[nodiscard]] bool begins_by(const RowTable& table, const store::Cursor& cursor, std::uint32_t last);

/// Blocks are made of the fresh rows and those of their stretch of keys; stored blocks that have none are handed out in place.
class MergedBlocks {
 public:
  /// Of `only`, where it is given, the rows whose keys begin with it are enough.
  MergedBlocks(const store::Reader& reader, const RowTable& table, std::vector<FreshRow> fresh, std::optional<std::uint32_t> only,
               std::uint32_t last)
      : reader_(reader), table_(table), fresh_(std::move(fresh)), only_(only), last_(last) {}

  struct Block {
    std::string_view payload;
    std::optional<store::Place> place;  // where it is stored, if it is
  };
  /// The next block, up to those that begin behind `last`; none behind the last. Good until the next one is asked for.
  [[nodiscard]] std::optional<Block> next(store::Cursor& cursor);

 private:
  [[nodiscard]] std::size_t lower_bound(const RowKey& key) const;
  void put_before(const RowKey& key, std::size_t end);
  void merge(std::string_view payload, std::size_t end);

  const store::Reader& reader_;
  const RowTable& table_;
  std::vector<FreshRow> fresh_;
  std::optional<std::uint32_t> only_;
  std::uint32_t last_;
  std::size_t next_ = 0;
  std::vector<PackedRow> rows_;
  std::vector<std::string> blocks_;  // those that were made of one stretch, and how many were handed out
  std::size_t made_ = 0;
};

}  // namespace entente::claims
