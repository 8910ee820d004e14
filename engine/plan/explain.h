// A plan as lines that are worth reading: the last stage on top, under it what it takes its rows from.
#pragma once

#include <string>
#include <vector>

#include "engine/plan/node.h"
#include "engine/plan/words.h"

namespace entente::plan {

struct Line {
  std::size_t depth = 0;
  std::string step;
  std::string what;
  const Node* node = nullptr;  // null for what says more about the line above
};

/// Borrows from the plan.
[[nodiscard]] std::vector<Line> lines_of(const Node& node, const Words& words);
/// Indented, one line a line.
[[nodiscard]] std::string to_text(const std::vector<Line>& lines);

}  // namespace entente::plan
