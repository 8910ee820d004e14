// In how many bodies both of each two actors are, year by year: a bit for each actor and body, one word column for 64 bodies, eight
// pairs at once where the CPU counts bits of a whole vector. From year to year only what changed is turned over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::bench {

class PairCounts {
 public:
  /// Throws where the bodies are too many for bits.
  PairCounts(std::uint32_t actors, std::uint32_t bodies, std::size_t years);

  /// The actor is in the body in the years [begin, end), counted from 0. Its spans in one body must not overlap.
  void add(std::uint32_t actor, std::uint32_t body, int begin, int end);

  /// Calls each_pair(a, b, year, count) with a < b for every count above 0; once.
  template <class EachPair>
  void run(const EachPair& each_pair) {
    for (int year = 0; year + 1 < static_cast<int>(changes_.size()); ++year) {
      turn_over(year);
      for (std::uint32_t a = 0; a < actors_; ++a) {
        count_beside(a);
        for (std::uint32_t b = a + 1; b < actors_; ++b) {
          if (counts_[b] != 0) {
            each_pair(a, b, year, counts_[b]);
          }
        }
      }
    }
  }

 private:
  struct Change {
    std::uint32_t actor, body;
  };

  void turn_over(int year);
  void count_beside(std::uint32_t a);  // counts_[b] for all b > a

  std::uint32_t actors_;
  std::size_t words_, stride_;
  std::vector<std::uint64_t> memory_, counts_;
  std::uint64_t* bits_;  // in memory_, aligned: word w of actor a at [w * stride_ + a]
  std::vector<std::vector<Change>> changes_;
};

}  // namespace entente::bench
