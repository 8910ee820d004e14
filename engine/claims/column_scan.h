// Which rows of packed columns hold what is asked for: many rows at once, with the widest vectors there are.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/claims/packed_rows.h"
#include "engine/value/date.h"

namespace entente::claims {

inline constexpr std::size_t kScanRows = 256;  // at most at once

/// Rows as bits: that of row `first + i` is bit i % 64 of word i / 64.
using RowBits = std::array<std::uint64_t, kScanRows / 64>;

/// A column holds a number from `least` to `most`.
struct ColumnTest {
  const PackedColumn* column;
  std::int32_t least = std::numeric_limits<std::int32_t>::min();
  std::int32_t most = std::numeric_limits<std::int32_t>::max();
};

/// Some tests at once.
class ColumnTests {
 public:
  static constexpr std::size_t kMost = 4;
  void add(const ColumnTest& test) { tests_.at(size_++) = test; }
  [[nodiscard]] std::span<const ColumnTest> all() const { return {tests_.data(), size_}; }

 private:
  std::array<ColumnTest, kMost> tests_;
  std::size_t size_ = 0;
};

/// Of `size` rows from `first`, those that pass all tests.
[[nodiscard]] RowBits rows_that_pass(std::span<const ColumnTest> tests, std::size_t first, std::size_t size);

/// The same without vectors that not every CPU has.
[[nodiscard]] RowBits rows_that_pass_portably(std::span<const ColumnTest> tests, std::size_t first, std::size_t size);

/// Calls `take(row)` for each of those rows, in their order.
template <class Take>
void each_row(const RowBits& rows, std::size_t first, Take take) {
  for (const std::uint64_t word : rows) {
    for (std::uint64_t bits = word; bits != 0; bits &= bits - 1) {
      take(first + static_cast<std::size_t>(std::countr_zero(bits)));
    }
    first += 64;
  }
}

/// Puts the ids that the column has in those rows behind the others.
void add_ids(const PackedColumn& column, const RowBits& rows, std::size_t first, std::vector<std::uint32_t>& out);
/// The same of numbers of any kind.
void add_numbers(const PackedColumn& column, const RowBits& rows, std::size_t first, std::vector<std::int32_t>& out);

}  // namespace entente::claims
