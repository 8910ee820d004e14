#include "engine/claims/column_scan.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#define ENTENTE_WIDE_SCANS
#endif

namespace entente::claims {
namespace {

// Cells sort as their numbers do, so that days are compared without being made: a window's side becomes a cell.
// Marks are those of cells that are at most, or at least, `limit`.
template <class Cell, bool kAtMost>
inline __attribute__((always_inline)) void mark_cells(const char* cells, Cell limit, std::size_t size, std::uint8_t* marks) {
  for (std::size_t i = 0; i < size; ++i) {
    Cell cell;
    std::memcpy(&cell, cells + sizeof(Cell) * i, sizeof cell);
    marks[i] = static_cast<std::uint8_t>(marks[i] & static_cast<std::uint8_t>(kAtMost ? cell <= limit : cell >= limit));
  }
}

template <bool kAtMost>
inline __attribute__((always_inline)) void mark_column(const PackedColumn& column, std::uint32_t limit, std::size_t first,
                                                       std::size_t size, std::uint8_t* marks) {
  const char* cells = column.cells + column.width * first;
  switch (column.width) {
    case 1:
      mark_cells<std::uint8_t, kAtMost>(cells, static_cast<std::uint8_t>(limit), size, marks);
      break;
    case 2:
      mark_cells<std::uint16_t, kAtMost>(cells, static_cast<std::uint16_t>(limit), size, marks);
      break;
    case 4:
      mark_cells<std::uint32_t, kAtMost>(cells, limit, size, marks);
      break;
    default:
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t cell = column.cell(first + i);
        marks[i] = static_cast<std::uint8_t>(marks[i] & static_cast<std::uint8_t>(kAtMost ? cell <= limit : cell >= limit));
      }
  }
}

struct Limits {
  std::uint32_t begins;
  std::uint32_t ends;
};

void mark(const PackedColumn& begins, const PackedColumn& ends, Limits limits, std::size_t first, std::size_t size,
          std::uint8_t* marks) {
  mark_column<true>(begins, limits.begins, first, size, marks);
  mark_column<false>(ends, limits.ends, first, size, marks);
}

#ifdef ENTENTE_WIDE_SCANS
__attribute__((target("avx2"))) void mark_wide(const PackedColumn& begins, const PackedColumn& ends, Limits limits,
                                               std::size_t first, std::size_t size, std::uint8_t* marks) {
  mark_column<true>(begins, limits.begins, first, size, marks);
  mark_column<false>(ends, limits.ends, first, size, marks);
}
#endif

using Mark = void (*)(const PackedColumn&, const PackedColumn&, Limits, std::size_t, std::size_t, std::uint8_t*);

Mark chosen() {
#ifdef ENTENTE_WIDE_SCANS
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") ? mark_wide : mark;
#else
  return mark;
#endif
}

// The cell that a day would have, as far as it can be told apart from the least and the greatest number.
std::uint32_t cell_of(const PackedColumn& column, std::int64_t day) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(day - column.base, 0, column.most()));
}

}  // namespace

void mark_within(const PackedColumn& begins, const PackedColumn& ends, DayRange window, std::size_t first, std::size_t size,
                 std::uint8_t* marks) {
  static const Mark kMark = chosen();
  const bool begins_in_time = begins.width != 0 || begins.base < window.end;
  const bool ends_in_time = ends.width != 0 || ends.base > window.begin;
  const std::size_t whole = (size + 7) / 8 * 8;
  const bool none = !begins_in_time || !ends_in_time || window.end == kBeforeAll || window.begin == kAfterAll;
  std::memset(marks, none ? 0 : 1, size);
  std::memset(marks + size, 0, whole - size);
  if (none) {
    return;
  }
  // Last cell that begins before the window's end: never that of the greatest number. First that ends behind its begin: never the
  // least's.
  const std::uint32_t last = begins.width == 0 ? 0 : std::min(cell_of(begins, std::int64_t{window.end} - 1), begins.most() - 1);
  const std::uint32_t from = ends.width == 0 ? 0 : std::max(cell_of(ends, std::int64_t{window.begin} + 1), 1U);
  kMark(begins, ends, {last, from}, first, size, marks);
}

}  // namespace entente::claims
