// Sets of one universe as bits, laid out so that one set is counted against many others at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::exec {

/// Sets that are counted together: cells are read, and counts written, up to a multiple of so many.
inline constexpr std::size_t kSetsTogether = 32;
/// Counts the bits that `own`, of so many words, has in common with each of so many sets. Word w of the first set is
/// cells[w * stride], those of the next ones follow it.
using CountCommon = void (*)(const std::uint64_t* own, std::size_t words, const std::uint64_t* cells, std::size_t stride,
                             std::size_t sets, std::uint64_t* counts);
/// All ways to do it that this CPU has, the fastest first; the last one any CPU has.
[[nodiscard]] std::vector<CountCommon> ways_to_count();

/// Word w of all sets stands together, set after set: a vector of the CPU holds one word of several sets.
class BitColumns {
 public:
  using Bits = std::vector<std::uint64_t>;

  /// Room for so many sets of so many words, all empty.
  void assign(std::size_t sets, std::size_t words);
  /// `bits` has as many words as were assigned.
  void put(std::size_t set, const Bits& bits);
  [[nodiscard]] std::size_t words() const { return words_; }

  /// How many bits each of the sets [begin, end) has in common with `own`; valid until the next call. By the widest instructions
  /// that this CPU has.
  [[nodiscard]] const std::uint64_t* count_common(const Bits& own, std::size_t begin, std::size_t end);

 private:
  std::size_t words_ = 0;
  std::size_t stride_ = 0;
  std::vector<std::uint64_t> cells_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace entente::exec
