// What a peer answered: how many rows, and a hash of them by which answers are compared.
#pragma once

#include <cstdint>

namespace entente::bench {

class Digest {
 public:
  /// A row of a set: the order of rows does not count.
  template <class... Cells>
  void row(Cells... cells) {
    ++rows_;
    hash_ += mixed(cells...) * kOdd;
  }
  /// A row of a list: the order counts.
  template <class... Cells>
  void next_row(Cells... cells) {
    ++rows_;
    hash_ += mixed(cells...) * (kOdd + 2 * rows_);
  }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  static constexpr std::uint64_t kOdd = 0xBF58476D1CE4E5B9U;
  static constexpr std::uint64_t kOfCell[] = {0x9E3779B97F4A7C15U, 0xC2B2AE3D27D4EB4FU, 0x165667B19E3779F9U, 0xD6E8FEB86659FD93U};

  template <class... Cells>
  static std::uint64_t mixed(Cells... cells) {
    std::uint64_t sum = 0;
    const std::uint64_t* of_cell = kOfCell;
    ((sum += static_cast<std::uint64_t>(static_cast<std::int64_t>(cells)) * *of_cell++), ...);
    return sum ^ (sum >> 29U);
  }

  std::uint64_t rows_ = 0, hash_ = 0;
};

}  // namespace entente::bench
