// Which rows of a block are so on some day of a window by the best reading, and what stands in their columns: column by column, so
// that nothing is decoded that is not asked for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/claims/block.h"

namespace entente::claims {

/// Of which rows, and what of them. Ids from the least to the greatest.
struct RowQuestion {
  struct Ids {
    std::uint32_t least = 0;
    std::uint32_t most = INT32_MAX;
    friend bool operator==(const Ids&, const Ids&) = default;
  };
  DayRange window;
  Ids roles = {};
  Ids others = {};
  bool wants_roles = true;
  bool wants_begins = false;
  bool wants_ends = false;
  bool has_gaps = false;  // roles that do not count stand between those that do: who asks must leave them out
};
/// Whether what the first finds has all that the second asks for: the same rows, and of them no less.
[[nodiscard]] bool covers(const RowQuestion& found, const RowQuestion& asked);
/// `roles` ascend.
[[nodiscard]] RowQuestion question_of(DayRange window, bool any_role, std::span<const RoleId> roles);

/// In the order of the rows; what is not wanted is left out.
struct FoundRows {
  std::vector<std::uint32_t> others;  // the actors of a body, the bodies of an actor
  std::vector<std::uint32_t> roles;
  std::vector<Day> begins, ends;  // of the best reading

  void clear() {
    others.clear();
    roles.clear();
    begins.clear();
    ends.clear();
  }
  /// As much of the rows as the question wants; these were found by one that covers it.
  void take(const FoundRows& more, const RowQuestion& question);
  /// Leaves the first `count` of them.
  void cut(std::size_t count);
  [[nodiscard]] std::size_t size() const { return others.size(); }
  /// Keeps those for which `takes(row)`.
  template <class Takes>
  void keep(Takes takes);
};

/// Adds those of the block.
void add_rows(const BlockView& block, const RowQuestion& question, FoundRows& out);
/// Of two questions that differ in their windows alone: what only the one finds, only the other, and both.
struct TwoFinds {
  FoundRows first, second, both;

  void clear() {
    first.clear();
    second.clear();
    both.clear();
  }
};
void add_rows(const BlockView& block, const RowQuestion& first, const RowQuestion& second, TwoFinds& out);
/// How many rows a question finds in the block.
[[nodiscard]] std::size_t count_rows(const BlockView& block, const RowQuestion& question);

template <class Takes>
void FoundRows::keep(Takes takes) {
  std::size_t count = 0;
  const auto move = [&](auto& column, std::size_t row) {
    if (!column.empty()) {
      column[count] = column[row];
    }
  };
  for (std::size_t row = 0; row < size(); ++row) {
    const bool is_kept = takes(row);
    move(others, row);
    move(roles, row);
    move(begins, row);
    move(ends, row);
    count += static_cast<std::size_t>(is_kept);  // which cannot be guessed
  }
  cut(count);
}

}  // namespace entente::claims
