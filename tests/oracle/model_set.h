// Sets day by day: who, or which body, belongs on each day of the window.
#pragma once

#include "tests/oracle/query.h"

namespace entente::oracle {

/// In how many sets a subject is, by subject and by day + 1; 0 or 1 for all but counted sets.
using Grid = std::vector<std::vector<int>>;

/// What is in force once an inner part has stated its own.
struct Scope {
  Time time;
  View view;
  Sureness sureness = Sureness::kBest;

  [[nodiscard]] Scope within(const Clauses& clauses) const;
};

Grid grid_of(const World& world, const Node& node, const Scope& scope);

/// The subject is in the set at the time that the scope states: on a day of it, or on all.
bool is_in(const std::vector<int>& days, const Time& time);

bool is_body_set(const Node& node);

/// The membership is of the leaf's roles, bodies and actors, stance aside.
bool is_of_leaf(const World& world, const Membership& membership, const Node& leaf);

}  // namespace entente::oracle
