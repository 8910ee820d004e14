#include "engine/exec/bit_columns.h"

#include <algorithm>

namespace entente::exec {
namespace {

constexpr std::size_t kLanes = 8;  // sets that are counted together

// Written once and compiled for several CPUs: `count` is inlined into each of the functions below. Sums stay in registers while the
// words of all sets go by.
[[gnu::always_inline]] inline void count(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells,
                                         std::size_t stride, std::size_t groups, std::uint64_t* counts) {
  for (std::size_t group = 0; group < groups; ++group, cells += kLanes, counts += kLanes) {
    std::uint64_t sums[kLanes] = {};
    for (std::size_t word = 0; word < words; ++word) {
      const std::uint64_t* column = cells + word * stride;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        sums[lane] += static_cast<std::uint64_t>(__builtin_popcountll(own[word] & column[lane]));
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      counts[lane] = sums[lane];
    }
  }
}

using Count = void (*)(const std::uint64_t*, std::size_t, const std::uint64_t*, std::size_t, std::size_t, std::uint64_t*);

void count_anywhere(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells, std::size_t stride, std::size_t groups,
                    std::uint64_t* counts) {
  count(own, words, cells, stride, groups, counts);
}

#ifdef __x86_64__
[[gnu::target("popcnt")]] void count_by_word(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells,
                                             std::size_t stride, std::size_t groups, std::uint64_t* counts) {
  count(own, words, cells, stride, groups, counts);
}

[[gnu::target("avx512f,avx512vpopcntdq,prefer-vector-width=512")]] void count_by_vector(const std::uint64_t* own, std::size_t words,
                                                                                        const std::uint64_t* cells,
                                                                                        std::size_t stride, std::size_t groups,
                                                                                        std::uint64_t* counts) {
  count(own, words, cells, stride, groups, counts);
}
#endif

Count fastest() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0) {
    return count_by_vector;
  }
  if (__builtin_cpu_supports("popcnt") != 0) {
    return count_by_word;
  }
#endif
  return count_anywhere;
}

}  // namespace

void BitColumns::assign(std::size_t sets, std::size_t words) {
  words_ = words;
  stride_ = sets + kLanes;  // the last group may reach beyond the last set
  cells_.assign(words * stride_, 0);
  counts_.resize(stride_);
}

void BitColumns::put(std::size_t set, const Bits& bits) {
  for (std::size_t word = 0; word < words_; ++word) {
    cells_[word * stride_ + set] = bits[word];
  }
}

const std::uint64_t* BitColumns::count_common(const Bits& own, std::size_t begin, std::size_t end) {
  static const Count kCount = fastest();
  const std::size_t groups = (end - begin + kLanes - 1) / kLanes;
  kCount(own.data(), words_, cells_.data() + begin, stride_, groups, counts_.data());
  return counts_.data();
}

}  // namespace entente::exec
