#include "engine/exec/kept_counts.h"

#include <algorithm>
#include <bit>

#if defined(__x86_64__)
#define ENTENTE_WIDE_COUNTS
#include <immintrin.h>
#endif

namespace entente::exec {

// Without a branch: what does not stay is written over.
std::size_t keep_counts_portably(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range,
                                 KeptCounts out) {
  const std::uint32_t span = range.most - range.least;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; ++i) {
    out.counts[kept] = counts[i];
    out.places[kept] = place + static_cast<std::uint32_t>(i);
    kept += counts[i] - range.least <= span ? 1U : 0U;
  }
  return kept;
}

namespace {

using Keep = std::size_t (*)(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range, KeptCounts out);

#ifdef ENTENTE_WIDE_COUNTS
#define ENTENTE_WIDEST __attribute__((target("avx512f,popcnt")))

ENTENTE_WIDEST std::size_t keep_counts_widest(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range,
                                              KeptCounts out) {
  constexpr std::size_t kTogether = KeptCounts::kSpare;
  const __m512i least = _mm512_set1_epi32(static_cast<std::int32_t>(range.least));
  const __m512i span = _mm512_set1_epi32(static_cast<std::int32_t>(range.most - range.least));
  __m512i places = _mm512_add_epi32(_mm512_set1_epi32(static_cast<std::int32_t>(place)),
                                    _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; i += kTogether) {
    const std::size_t left = std::min(kTogether, size - i);
    const auto there = static_cast<__mmask16>(0xFFFFU >> (kTogether - left));
    const __m512i some = _mm512_maskz_loadu_epi32(there, counts + i);
    const __mmask16 stay = _mm512_mask_cmple_epu32_mask(there, _mm512_sub_epi32(some, least), span);
    _mm512_storeu_si512(out.counts + kept, _mm512_maskz_compress_epi32(stay, some));
    _mm512_storeu_si512(out.places + kept, _mm512_maskz_compress_epi32(stay, places));
    kept += static_cast<std::size_t>(std::popcount(static_cast<unsigned>(stay)));
    places = _mm512_add_epi32(places, _mm512_set1_epi32(kTogether));
  }
  return kept;
}
#endif

// What this CPU does best.
Keep best_way() {
#ifdef ENTENTE_WIDE_COUNTS
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("popcnt")) {
    return keep_counts_widest;
  }
#endif
  return keep_counts_portably;
}

}  // namespace

std::size_t keep_counts(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range, KeptCounts out) {
  static const Keep kBest = best_way();
  return kBest(counts, size, place, range, out);
}

}  // namespace entente::exec
