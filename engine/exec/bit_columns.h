// Sets of one universe as bits, laid out so that one set is counted against many others at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::exec {

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
