#include "tests/bench/pair_counts.h"

#include <bit>

#include "tests/bench/spell.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace entente::bench {
namespace {

struct Bits {
  const std::uint64_t* words;
  std::size_t stride;
  std::uint32_t actors;
};

#ifdef __x86_64__
const bool kIsWide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq");

// So many words stay in registers while all others go by.
template <std::size_t Words>
__attribute__((target("avx512f,avx512vpopcntdq"))) void count_wide(const Bits& bits, std::uint32_t a, std::uint64_t* counts) {
  __m512i own[Words];
  for (std::size_t word = 0; word < Words; ++word) {
    own[word] = _mm512_set1_epi64(static_cast<long long>(bits.words[word * bits.stride + a]));
  }
  for (std::uint32_t b = (a + 1) & ~7U; b < bits.actors; b += 8) {
    __m512i sum = _mm512_setzero_si512();
#pragma GCC unroll 32
    for (std::size_t word = 0; word < Words; ++word) {
      const __m512i others = _mm512_load_si512(bits.words + word * bits.stride + b);
      sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(own[word], others)));
    }
    _mm512_storeu_si512(counts + b, sum);
  }
}
#define ENTENTE_CLONES __attribute__((target_clones("popcnt", "default")))
#else
#define ENTENTE_CLONES
#endif

ENTENTE_CLONES void count_plain(const Bits& bits, std::size_t words, std::uint32_t a, std::uint64_t* counts) {
  for (std::uint32_t b = a + 1; b < bits.actors; ++b) {
    counts[b] = 0;
  }
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t* column = bits.words + word * bits.stride;
    for (std::uint32_t b = a + 1; b < bits.actors; ++b) {
      counts[b] += static_cast<std::uint64_t>(std::popcount(column[a] & column[b]));
    }
  }
}

// Of the numbers of words that the code is written out for.
std::size_t words_for(std::uint32_t bodies) {
  for (const std::size_t words : {8U, 9U, 10U, 16U, 32U, 40U}) {
    if (bodies <= words * 64) {
      return words;
    }
  }
  fail("too many bodies to count pairs in bits");
}

}  // namespace

PairCounts::PairCounts(std::uint32_t actors, std::uint32_t bodies, std::size_t years)
    : actors_(actors),
      words_(words_for(bodies)),
      stride_((actors + 15U) & ~7U),
      memory_(words_ * stride_ + 8),
      counts_(stride_ + 8),
      changes_(years + 1) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
  bits_ = memory_.data() + ((64 - address % 64) % 64) / sizeof(std::uint64_t);
}

void PairCounts::add(std::uint32_t actor, std::uint32_t body, int begin, int end) {
  if (begin < end) {
    changes_[static_cast<std::size_t>(begin)].push_back({actor, body});
    changes_[static_cast<std::size_t>(end)].push_back({actor, body});
  }
}

void PairCounts::turn_over(int year) {
  for (const auto& change : changes_[static_cast<std::size_t>(year)]) {
    bits_[change.body / 64 * stride_ + change.actor] ^= std::uint64_t{1} << (change.body % 64);
  }
}

void PairCounts::count_beside(std::uint32_t a) {
  const Bits bits{bits_, stride_, actors_};
#ifdef __x86_64__
  if (kIsWide) {
    switch (words_) {
      case 8:
        return count_wide<8>(bits, a, counts_.data());
      case 9:
        return count_wide<9>(bits, a, counts_.data());
      case 10:
        return count_wide<10>(bits, a, counts_.data());
      case 16:
        return count_wide<16>(bits, a, counts_.data());
      case 32:
        return count_wide<32>(bits, a, counts_.data());
      default:
        return count_wide<40>(bits, a, counts_.data());
    }
  }
#endif
  count_plain(bits, words_, a, counts_.data());
}

}  // namespace entente::bench
