// Who holds what on a day, as it stands in the columns of a block.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/claims/block.h"

namespace entente::claims {

/// Of which rows, by the best reading, and what of them. Ids from the least to the greatest.
struct DayQuestion {
  struct Ids {
    std::uint32_t least = 0;
    std::uint32_t most = INT32_MAX;
  };
  Day day = 0;
  Ids roles = {};
  Ids others = {};
  bool wants_roles = true;
  bool wants_firsts = false;
};

/// In the order of the rows; what is not wanted is left out.
struct DayRows {
  std::vector<std::uint32_t> others;  // the actors of a body, the bodies of an actor
  std::vector<std::uint32_t> roles;
  std::vector<Day> firsts;  // of the best reading

  void clear() { cut(0); }
  /// Leaves the first `count` of them.
  void cut(std::size_t count);
  [[nodiscard]] std::size_t size() const { return others.size(); }
};

/// Adds those of the block.
void add_rows_on(const BlockView& block, const DayQuestion& question, DayRows& out);

}  // namespace entente::claims
