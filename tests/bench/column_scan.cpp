#include "tests/bench/column_scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace entente::bench {
namespace {

#ifdef __x86_64__
#define ENTENTE_CLONES __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#define ENTENTE_WIDE __attribute__((target("avx512f,popcnt")))

const bool kIsWide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("popcnt");

ENTENTE_WIDE inline __mmask16 rows_of_step(std::uint32_t at, std::uint32_t end) {
  return static_cast<__mmask16>(end - at >= 16 ? 0xffffU : (1U << (end - at)) - 1);
}

ENTENTE_WIDE std::size_t holding_wide(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day,
                                      const Day* known, std::uint32_t* out) {
  const __m512i on = _mm512_set1_epi32(day);
  const __m512i by = _mm512_set1_epi32(known == nullptr ? 0 : *known);
  std::size_t count = 0;
  for (std::uint32_t at = begin; at < end; at += 16) {
    __mmask16 rows = rows_of_step(at, end);
    rows = _mm512_mask_cmple_epi32_mask(rows, _mm512_maskz_loadu_epi32(rows, columns.from + at), on);
    if (rows == 0) {
      break;
    }
    rows = _mm512_mask_cmpgt_epi32_mask(rows, _mm512_maskz_loadu_epi32(rows, columns.to + at), on);
    if (known != nullptr) {
      rows = _mm512_mask_cmple_epi32_mask(rows, _mm512_maskz_loadu_epi32(rows, columns.known_from + at), by);
    }
    _mm512_mask_compressstoreu_epi32(out + count, rows, _mm512_maskz_loadu_epi32(rows, columns.id + at));
    count += static_cast<std::size_t>(_mm_popcnt_u32(rows));
  }
  return count;
}

ENTENTE_WIDE std::size_t places_holding_wide(const Day* from, const Day* to, std::uint32_t end, Day day, std::uint32_t* out) {
  const __m512i on = _mm512_set1_epi32(day);
  const __m512i step = _mm512_set1_epi32(16);
  __m512i place = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  std::size_t count = 0;
  for (std::uint32_t at = 0; at < end; at += 16, place = _mm512_add_epi32(place, step)) {
    __mmask16 rows = rows_of_step(at, end);
    rows = _mm512_mask_cmple_epi32_mask(rows, _mm512_maskz_loadu_epi32(rows, from + at), on);
    rows = _mm512_mask_cmpgt_epi32_mask(rows, _mm512_maskz_loadu_epi32(rows, to + at), on);
    _mm512_mask_compressstoreu_epi32(out + count, rows, place);
    count += static_cast<std::size_t>(_mm_popcnt_u32(rows));
  }
  return count;
}
#else
#define ENTENTE_CLONES
#endif

std::size_t holding_plain(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day, const Day* known,
                          std::uint32_t* out) {
  std::size_t count = 0;
  for (std::uint32_t at = begin; at < end && columns.from[at] <= day; ++at) {
    out[count] = columns.id[at];
    count += columns.to[at] > day && (known == nullptr || columns.known_from[at] <= *known) ? 1 : 0;
  }
  return count;
}

}  // namespace

std::size_t holding(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day, std::uint32_t* out) {
#ifdef __x86_64__
  if (kIsWide) {
    return holding_wide(columns, begin, end, day, nullptr, out);
  }
#endif
  return holding_plain(columns, begin, end, day, nullptr, out);
}

std::size_t holding_as_known(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day, Day known,
                             std::uint32_t* out) {
#ifdef __x86_64__
  if (kIsWide) {
    return holding_wide(columns, begin, end, day, &known, out);
  }
#endif
  return holding_plain(columns, begin, end, day, &known, out);
}

std::size_t places_holding(const Day* from, const Day* to, std::uint32_t count, Day day, std::uint32_t* out) {
#ifdef __x86_64__
  if (kIsWide) {
    return places_holding_wide(from, to, count, day, out);
  }
#endif
  std::size_t found = 0;
  for (std::uint32_t at = 0; at < count; ++at) {
    out[found] = at;
    found += from[at] <= day && to[at] > day ? 1 : 0;
  }
  return found;
}

ENTENTE_CLONES std::uint32_t count_holding(const Day* from, const Day* to, const std::uint8_t* role, std::uint32_t count, Day day,
                                           std::uint8_t wanted) {
  std::uint32_t found = 0;
  for (std::uint32_t at = 0; at < count; ++at) {
    found += ((role[at] == wanted) & (from[at] <= day) & (to[at] > day)) ? 1U : 0U;
  }
  return found;
}

}  // namespace entente::bench
