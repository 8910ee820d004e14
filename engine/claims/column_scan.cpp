#include "engine/claims/column_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

#if defined(__x86_64__)
#define ENTENTE_WIDE_SCANS
#include <immintrin.h>
#endif

namespace entente::claims {
namespace {

constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kGreatest = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kWordBits = 64;

// Cells sort as their numbers do, so that numbers are compared without being made: the sides of a test become cells. A cell passes
// that lies at most `span` above `least`.
struct CellRange {
  std::uint32_t least;
  std::uint32_t span;
};

// None: no cell of the column passes.
std::optional<CellRange> cells_of(const ColumnTest& test) {
  const PackedColumn& column = *test.column;
  const auto most_cell = std::int64_t{column.most()};
  const auto cell = [&](std::int32_t number) { return std::int64_t{number} - column.base; };
  const auto least = test.least == kLeast ? 0 : std::clamp<std::int64_t>(cell(test.least), 1, most_cell);
  const auto most = test.most == kGreatest ? most_cell : std::clamp<std::int64_t>(cell(test.most), 0, most_cell - 1);
  if (test.least > test.most || least > most) {
    return std::nullopt;
  }
  return CellRange{static_cast<std::uint32_t>(least), static_cast<std::uint32_t>(most - least)};
}

// Takes the bits of the cells that do not pass out of the words.
using Keep = void (*)(const char* cells, unsigned width, CellRange range, std::size_t size, std::uint64_t* words);

std::uint32_t three_bytes(const char* cell) {
  std::uint32_t value = 0;
  std::memcpy(&value, cell, 3);
  return value;
}

// First a byte for each cell, without a branch, which compilers do several at once; then eight bytes become eight bits.
template <unsigned kWidth, class Cell>
inline __attribute__((always_inline)) void keep_cells(const char* cells, CellRange range, std::size_t size, std::uint64_t* words) {
  constexpr std::uint64_t kGather = 0x0102'0408'1020'4080;
  const auto least = static_cast<Cell>(range.least);
  const auto span = static_cast<Cell>(range.span);
  for (std::size_t first = 0; first < size; first += kWordBits, ++words) {
    std::array<std::uint8_t, kWordBits> marks{};
    const std::size_t count = std::min(kWordBits, size - first);
    for (std::size_t i = 0; i < count; ++i) {
      Cell cell = 0;
      if constexpr (kWidth == 3) {
        cell = three_bytes(cells + kWidth * (first + i));
      } else {
        std::memcpy(&cell, cells + kWidth * (first + i), sizeof cell);
      }
      marks[i] = static_cast<std::uint8_t>(static_cast<Cell>(cell - least) <= span ? 1 : 0);
    }
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < count; at += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, marks.data() + at, sizeof eight);
      word |= (eight * kGather >> 56U) << at;
    }
    *words &= word;
  }
}

inline __attribute__((always_inline)) void keep_column(const char* cells, unsigned width, CellRange range, std::size_t size,
                                                       std::uint64_t* words) {
  switch (width) {
    case 1:
      return keep_cells<1, std::uint8_t>(cells, range, size, words);
    case 2:
      return keep_cells<2, std::uint16_t>(cells, range, size, words);
    case 3:
      return keep_cells<3, std::uint32_t>(cells, range, size, words);
    default:
      return keep_cells<4, std::uint32_t>(cells, range, size, words);
  }
}

void keep(const char* cells, unsigned width, CellRange range, std::size_t size, std::uint64_t* words) {
  keep_column(cells, width, range, size, words);
}

#ifdef ENTENTE_WIDE_SCANS
__attribute__((target("avx2"))) void keep_wide(const char* cells, unsigned width, CellRange range, std::size_t size,
                                               std::uint64_t* words) {
  keep_column(cells, width, range, size, words);
}

#define ENTENTE_WIDEST __attribute__((target("avx512f,avx512bw,avx512vl,popcnt")))

// As many bits as there are cells, at most 64.
std::uint64_t low_bits(std::size_t count) { return count < kWordBits ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0}; }

// Sixteen cells of three bytes, from 48 bytes.
ENTENTE_WIDEST __m512i spread_threes(__m512i bytes) {
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0);
  const __m512i in_lane = _mm512_set4_epi32(static_cast<std::int32_t>(0xFF0B'0A09), static_cast<std::int32_t>(0xFF08'0706),
                                            static_cast<std::int32_t>(0xFF05'0403), static_cast<std::int32_t>(0xFF02'0100));
  return _mm512_shuffle_epi8(_mm512_maskz_permutexvar_epi32(0xFFFF, lanes, bytes), in_lane);  // masked: g++ 12 warns of the other
}

// The bits of as many cells as a vector holds, `count` of which are there: no other byte is read.
template <unsigned kWidth>
ENTENTE_WIDEST std::uint64_t passing(const char* cells, CellRange range, std::size_t count) {
  const __m512i bytes = _mm512_maskz_loadu_epi8(low_bits(kWidth * count), cells);
  if constexpr (kWidth == 1) {
    const __m512i above = _mm512_sub_epi8(bytes, _mm512_set1_epi8(static_cast<char>(range.least)));
    return _mm512_cmple_epu8_mask(above, _mm512_set1_epi8(static_cast<char>(range.span)));
  } else if constexpr (kWidth == 2) {
    const __m512i above = _mm512_sub_epi16(bytes, _mm512_set1_epi16(static_cast<std::int16_t>(range.least)));
    return _mm512_cmple_epu16_mask(above, _mm512_set1_epi16(static_cast<std::int16_t>(range.span)));
  } else {
    const __m512i cells_of_four = kWidth == 3 ? spread_threes(bytes) : bytes;
    const __m512i above = _mm512_sub_epi32(cells_of_four, _mm512_set1_epi32(static_cast<std::int32_t>(range.least)));
    return _mm512_cmple_epu32_mask(above, _mm512_set1_epi32(static_cast<std::int32_t>(range.span)));
  }
}

template <unsigned kWidth>
ENTENTE_WIDEST void keep_cells_widest(const char* cells, CellRange range, std::size_t size, std::uint64_t* words) {
  constexpr std::size_t kTogether = kWidth == 1 ? 64 : kWidth == 2 ? 32 : 16;
  for (std::size_t first = 0; first < size; first += kWordBits, ++words) {
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < kWordBits && first + at < size; at += kTogether) {
      word |= passing<kWidth>(cells + kWidth * (first + at), range, std::min(kTogether, size - first - at)) << at;
    }
    *words &= word;
  }
}

ENTENTE_WIDEST void keep_widest(const char* cells, unsigned width, CellRange range, std::size_t size, std::uint64_t* words) {
  switch (width) {
    case 1:
      return keep_cells_widest<1>(cells, range, size, words);
    case 2:
      return keep_cells_widest<2>(cells, range, size, words);
    case 3:
      return keep_cells_widest<3>(cells, range, size, words);
    default:
      return keep_cells_widest<4>(cells, range, size, words);
  }
}
#endif

inline __attribute__((always_inline)) RowBits pass(Keep keep_passing, std::span<const ColumnTest> tests, std::size_t first,
                                                   std::size_t size) {
  RowBits bits{};
  const std::size_t whole = size / kWordBits;
  std::fill_n(bits.begin(), whole, ~std::uint64_t{0});
  if (whole < bits.size()) {
    bits[whole] = (std::uint64_t{1} << (size % kWordBits)) - 1;
  }
  for (const ColumnTest& test : tests) {
    const PackedColumn& column = *test.column;
    if (column.width == 0) {
      if (column.base < test.least || column.base > test.most) {
        return {};
      }
      continue;
    }
    const auto range = cells_of(test);
    if (!range) {
      return {};
    }
    keep_passing(column.cells + column.width * first, column.width, *range, size, bits.data());
  }
  return bits;
}

// How a cell becomes a number: ids have no least and no greatest.
struct Numbers {
  std::uint32_t base;
  std::uint32_t most;  // cell of the greatest number; 0: of a column of ids
  [[nodiscard]] std::int32_t of(std::uint32_t cell) const {
    return most == 0      ? static_cast<std::int32_t>(base + cell)
           : cell == 0    ? kLeast
           : cell == most ? kGreatest
                          : static_cast<std::int32_t>(base + cell);
  }
};

// Puts the numbers of those rows there, and returns behind the last one. There is room for as many as rows have bits.
using Put = std::int32_t* (*)(const char* cells, unsigned width, Numbers numbers, const RowBits& rows, std::int32_t* out);

template <unsigned kWidth>
std::int32_t* put_cells(const char* cells, Numbers numbers, const RowBits& rows, std::int32_t* out) {
  each_row(rows, 0, [&](std::size_t row) {
    std::uint32_t cell = 0;
    std::memcpy(&cell, cells + kWidth * row, kWidth);
    *out++ = numbers.of(cell);
  });
  return out;
}

std::int32_t* put(const char* cells, unsigned width, Numbers numbers, const RowBits& rows, std::int32_t* out) {
  switch (width) {
    case 0:
      return put_cells<0>(cells, numbers, rows, out);
    case 1:
      return put_cells<1>(cells, numbers, rows, out);
    case 2:
      return put_cells<2>(cells, numbers, rows, out);
    case 3:
      return put_cells<3>(cells, numbers, rows, out);
    default:
      return put_cells<4>(cells, numbers, rows, out);
  }
}

#ifdef ENTENTE_WIDE_SCANS
// Sixteen cells, of which those in `there` are read.
template <unsigned kWidth>
ENTENTE_WIDEST __m512i cells_at(const char* cells, std::uint32_t there) {
  if constexpr (kWidth == 1) {
    return _mm512_maskz_cvtepu8_epi32(0xFFFF, _mm_maskz_loadu_epi8(static_cast<__mmask16>(there), cells));
  } else if constexpr (kWidth == 2) {
    return _mm512_maskz_cvtepu16_epi32(0xFFFF, _mm256_maskz_loadu_epi16(static_cast<__mmask16>(there), cells));
  } else if constexpr (kWidth == 3) {
    const auto last = static_cast<unsigned>(std::bit_width(there));
    return spread_threes(_mm512_maskz_loadu_epi8(low_bits(std::size_t{3} * last), cells));
  } else {
    return _mm512_maskz_loadu_epi32(static_cast<__mmask16>(there), cells);
  }
}

template <unsigned kWidth>
ENTENTE_WIDEST std::int32_t* put_cells_widest(const char* cells, Numbers numbers, const RowBits& rows, std::int32_t* out) {
  constexpr std::size_t kTogether = 16;
  const __m512i base = _mm512_set1_epi32(static_cast<std::int32_t>(numbers.base));
  const __m512i most = _mm512_set1_epi32(static_cast<std::int32_t>(numbers.most));
  std::size_t first = 0;
  for (const std::uint64_t word : rows) {
    for (std::uint64_t left = word; left != 0;) {
      const std::size_t at = static_cast<std::size_t>(std::countr_zero(left)) / kTogether * kTogether;
      const auto there = static_cast<std::uint32_t>(left >> at & 0xFFFF);
      left &= ~(std::uint64_t{0xFFFF} << at);
      const __m512i found = cells_at<kWidth>(cells + kWidth * (first + at), there);
      __m512i made = _mm512_add_epi32(found, base);
      if (numbers.most != 0) {
        made = _mm512_mask_mov_epi32(made, _mm512_cmpeq_epi32_mask(found, _mm512_setzero_si512()), _mm512_set1_epi32(kLeast));
        made = _mm512_mask_mov_epi32(made, _mm512_cmpeq_epi32_mask(found, most), _mm512_set1_epi32(kGreatest));
      }
      _mm512_storeu_si512(out, _mm512_maskz_compress_epi32(static_cast<__mmask16>(there), made));
      out += std::popcount(there);
    }
    first += kWordBits;
  }
  return out;
}

ENTENTE_WIDEST std::int32_t* put_widest(const char* cells, unsigned width, Numbers numbers, const RowBits& rows,
                                        std::int32_t* out) {
  switch (width) {
    case 0:
      return put_cells<0>(cells, numbers, rows, out);
    case 1:
      return put_cells_widest<1>(cells, numbers, rows, out);
    case 2:
      return put_cells_widest<2>(cells, numbers, rows, out);
    case 3:
      return put_cells_widest<3>(cells, numbers, rows, out);
    default:
      return put_cells_widest<4>(cells, numbers, rows, out);
  }
}
#endif

// What this CPU does best.
struct Way {
  Keep keep_passing = keep;
  Put put_numbers = put;
};

Way best_way() {
#ifdef ENTENTE_WIDE_SCANS
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("popcnt")) {
    return {keep_widest, put_widest};
  }
  if (__builtin_cpu_supports("avx2")) {
    return {keep_wide, put};
  }
#endif
  return {};
}

const Way& way() {
  static const Way kBest = best_way();
  return kBest;
}

template <class Number>
void add_cells(const PackedColumn& column, std::uint32_t most, const RowBits& rows, std::size_t first, std::vector<Number>& out) {
  constexpr std::size_t kSpare = 16;                     // a vector is written whole
  std::array<std::int32_t, kScanRows + kSpare> numbers;  // NOLINT(cppcoreguidelines-pro-type-member-init): written as far as read
  const Numbers made{static_cast<std::uint32_t>(column.base), most};
  const auto* end = way().put_numbers(column.cells + column.width * first, column.width, made, rows, numbers.data());
  const auto before = out.size();
  const auto count = static_cast<std::size_t>(end - numbers.data());
  if (count > 0) {  // else there may be no place to copy to
    out.resize(before + count);
    std::memcpy(out.data() + before, numbers.data(), count * sizeof(Number));
  }
}

}  // namespace

RowBits rows_that_pass(std::span<const ColumnTest> tests, std::size_t first, std::size_t size) {
  return pass(way().keep_passing, tests, first, size);
}

RowBits rows_that_pass_portably(std::span<const ColumnTest> tests, std::size_t first, std::size_t size) {
  return pass(keep, tests, first, size);
}

void add_ids(const PackedColumn& column, const RowBits& rows, std::size_t first, std::vector<std::uint32_t>& out) {
  add_cells(column, 0, rows, first, out);
}

void add_numbers(const PackedColumn& column, const RowBits& rows, std::size_t first, std::vector<std::int32_t>& out) {
  add_cells(column, column.width == 0 ? 0U : column.most(), rows, first, out);
}

}  // namespace entente::claims
