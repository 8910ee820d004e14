#include "engine/exec/bit_columns.h"

#include <gtest/gtest.h>

#include <random>

namespace entente::exec {
namespace {

using Bits = BitColumns::Bits;

constexpr std::size_t kSets = 21;  // no multiple of those that are counted together

std::vector<Bits> some_sets(std::size_t words) {
  std::mt19937_64 chance{words};
  std::vector<Bits> sets(kSets, Bits(words));
  for (Bits& bits : sets) {
    for (std::uint64_t& word : bits) {
      word = chance() & chance();
    }
  }
  sets[3].assign(words, ~std::uint64_t{0});
  sets[4].assign(words, 0);
  return sets;
}

std::uint64_t in_common(const Bits& a, const Bits& b) {
  std::uint64_t count = 0;
  for (std::size_t bit = 0; bit < a.size() * 64; ++bit) {
    count += (a[bit / 64] & b[bit / 64]) >> (bit % 64) & 1U;
  }
  return count;
}

TEST(BitColumns, CountWhatSetsHaveInCommon) {
  for (const std::size_t words : {0U, 1U, 2U, 9U, 40U}) {
    const auto sets = some_sets(words);
    BitColumns columns;
    columns.assign(kSets, words);
    for (std::size_t set = 0; set < kSets; ++set) {
      columns.put(set, sets[set]);
    }
    for (std::size_t begin = 0; begin < kSets; ++begin) {
      const std::uint64_t* counts = columns.count_common(sets[begin], begin, kSets);
      for (std::size_t set = begin; set < kSets; ++set) {
        ASSERT_EQ(counts[set - begin], in_common(sets[begin], sets[set])) << words << " words, sets " << begin << " and " << set;
      }
    }
  }
}

TEST(BitColumns, AllWaysToCountGiveTheSame) {
  constexpr std::size_t kWords = 9;
  const auto sets = some_sets(kWords);
  Bits cells;
  for (std::size_t word = 0; word < kWords; ++word) {
    for (std::size_t set = 0; set < kSetsTogether; ++set) {
      cells.push_back(sets[set % kSets][word]);
    }
  }
  for (const CountCommon count : ways_to_count()) {
    Bits counts(kSetsTogether);
    count(sets.back().data(), kWords, cells.data(), kSetsTogether, kSets, counts.data());
    for (std::size_t set = 0; set < kSets; ++set) {
      EXPECT_EQ(counts[set], in_common(sets.back(), sets[set]));
    }
  }
}

}  // namespace
}  // namespace entente::exec
