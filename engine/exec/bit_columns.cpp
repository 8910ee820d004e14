#include "engine/exec/bit_columns.h"

#include <algorithm>

namespace entente::exec {
namespace {

// Written once and compiled for several CPUs: it is inlined into each of the functions below. The sums of so many lanes stay in
// registers while the words of their sets go by.
template <std::size_t Lanes>
[[gnu::always_inline]] inline void count(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells,
                                         std::size_t stride, std::size_t sets, std::uint64_t* counts) {
  static_assert(kSetsTogether % Lanes == 0);
  for (std::size_t set = 0; set < sets; set += Lanes) {
    std::uint64_t sums[Lanes] = {};
    for (std::size_t word = 0; word < words; ++word) {
      const std::uint64_t* column = cells + word * stride + set;
      for (std::size_t lane = 0; lane < Lanes; ++lane) {
        sums[lane] += static_cast<std::uint64_t>(__builtin_popcountll(own[word] & column[lane]));
      }
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
      counts[set + lane] = sums[lane];
    }
  }
}

void count_anywhere(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells, std::size_t stride, std::size_t sets,
                    std::uint64_t* counts) {
  count<8>(own, words, cells, stride, sets, counts);
}

#ifdef __x86_64__
[[gnu::target("popcnt")]] void count_by_word(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells,
                                             std::size_t stride, std::size_t sets, std::uint64_t* counts) {
  count<8>(own, words, cells, stride, sets, counts);
}

[[gnu::target("avx512f,avx512vpopcntdq")]] void count_by_vector(const std::uint64_t* own, std::size_t words,
                                                                const std::uint64_t* cells, std::size_t stride, std::size_t sets,
                                                                std::uint64_t* counts) {
  count<32>(own, words, cells, stride, sets, counts);
}
#endif

}  // namespace

std::vector<CountCommon> ways_to_count() {
  std::vector<CountCommon> ways;
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0) {
    ways.push_back(count_by_vector);
  }
  if (__builtin_cpu_supports("popcnt") != 0) {
    ways.push_back(count_by_word);
  }
#endif
  ways.push_back(count_anywhere);
  return ways;
}

void BitColumns::assign(std::size_t sets, std::size_t words) {
  words_ = words;
  stride_ = sets + kSetsTogether;  // the last ones may reach beyond the last set
  cells_.assign(words * stride_, 0);
  counts_.resize(stride_);
}

void BitColumns::put(std::size_t set, const Bits& bits) {
  for (std::size_t word = 0; word < words_; ++word) {
    cells_[word * stride_ + set] = bits[word];
  }
}

const std::uint64_t* BitColumns::count_common(const Bits& own, std::size_t begin, std::size_t end) {
  static const CountCommon kCount = ways_to_count().front();
  kCount(own.data(), words_, cells_.data() + begin, stride_, end - begin, counts_.data());
  return counts_.data();
}

}  // namespace entente::exec
