// Rows of whole numbers as short columns: each column as wide as the rows of its block need it, read in place. What does not fit
// into numbers is the rest of a row, bytes behind the columns. docs/storage.md, "Packed rows", has the bytes. Knows no table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::claims {

/// Blocks are split so that a value, with its checksum, fills one of LMDB's pages of 4,096 bytes, and what is left of an owner
/// stands beside others. A single row may exceed it.
inline constexpr std::size_t kBlockBytes = 4076;

/// A row that is to be packed, or was. `rest` is a view of what must outlive it.
struct PackedRow {
  static constexpr std::size_t kMostColumns = 12;
  std::array<std::int32_t, kMostColumns> cells{};
  std::string_view rest;
};

/// A column in place: cells of 0 to 4 bytes above a base, and so that cells sort as their numbers do: 0 is the least number of all,
/// all bits the greatest.
struct PackedColumn {
  const char* cells = nullptr;
  std::int32_t base = 0;
  unsigned width = 0;

  [[nodiscard]] std::uint32_t cell(std::size_t row) const {
    std::uint32_t value = 0;
    switch (width) {
      case 0:
        return 0;
      case 1:
        return static_cast<unsigned char>(cells[row]);
      case 2:
        std::memcpy(&value, cells + 2 * row, 2);
        return value;
      case 3:
        std::memcpy(&value, cells + 3 * row, 3);
        return value;
      default:
        std::memcpy(&value, cells + 4 * row, 4);
        return value;
    }
  }
  /// The greatest cell of its width.
  [[nodiscard]] std::uint32_t most() const {
    return width == 0 ? 0U : std::numeric_limits<std::uint32_t>::max() >> (32U - 8U * width);
  }
  /// Of a column that holds neither the least nor the greatest number there is: ids, flags.
  [[nodiscard]] std::uint32_t id(std::size_t row) const { return static_cast<std::uint32_t>(base) + cell(row); }
  /// Of any column.
  [[nodiscard]] std::int32_t number(std::size_t row) const {
    const std::uint32_t value = cell(row);
    if (width == 0) {
      return base;
    }
    if (value == 0) {
      return std::numeric_limits<std::int32_t>::min();
    }
    return value == most() ? std::numeric_limits<std::int32_t>::max()
                           : static_cast<std::int32_t>(static_cast<std::uint32_t>(base) + value);
  }
};

/// Rows in place: a view of a payload that must outlive it. Throws store::Fault (kCorrupt) on bytes that are no such rows.
class PackedView {
 public:
  PackedView(std::string_view payload, std::size_t columns);

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] const PackedColumn& column(std::size_t at) const { return columns_[at]; }
  [[nodiscard]] std::uint32_t id(std::size_t column, std::size_t row) const { return columns_[column].id(row); }
  [[nodiscard]] std::int32_t number(std::size_t column, std::size_t row) const { return columns_[column].number(row); }
  /// What stands behind the columns of a row: from where it begins to the end of the payload.
  [[nodiscard]] std::string_view rest(std::size_t row) const;
  /// What stands behind the columns of all rows.
  [[nodiscard]] std::string_view behind() const { return behind_; }
  /// The row as it was packed; its rest is a view of the payload.
  [[nodiscard]] PackedRow row(std::size_t at) const;
  /// Rows that hold `value` in a column by which they are sorted.
  struct Rows {
    std::size_t begin;
    std::size_t end;
  };
  [[nodiscard]] Rows equal(std::size_t column, std::int32_t value) const { return equal(column, value, {0, count_}); }
  [[nodiscard]] Rows equal(std::size_t column, std::int32_t value, Rows among) const;

 private:
  std::size_t count_ = 0;
  std::size_t column_count_ = 0;
  std::array<PackedColumn, PackedRow::kMostColumns + 1> columns_;  // and where the rests begin
  std::string_view behind_;
};

/// The block of those rows, however large it is.
[[nodiscard]] std::string packed(std::span<const PackedRow> rows, std::size_t columns);

/// The block with that row put in front of the one at `at`, or instead of it, where it fits into the columns as they are and has no
/// rest; in less time than packing all rows anew. None where it does not.
[[nodiscard]] std::optional<std::string> spliced(std::string_view payload, std::size_t columns, std::size_t at,
                                                 const PackedRow& row, bool instead);

/// Blocks for rows that come in order; none exceeds kBlockBytes unless a single row does. `even`: all about as large as the others,
/// where there are several; else all but the last are full.
[[nodiscard]] std::vector<std::string> pack(std::span<const PackedRow> rows, std::size_t columns, bool even);

}  // namespace entente::claims
