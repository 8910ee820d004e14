// Sets day by day: who, or which body, belongs on each day asked for.
#pragma once

#include "tests/oracle/query.h"

namespace entente::oracle {

/// In how many sets a subject is, by subject and by day since the first day asked for; 0 or 1 for all but counted sets.
using Grid = std::vector<std::vector<int>>;

/// The first and the last day that a time clause looks at.
Interval days_of(const Time& time);

/// What is in force once an inner part has stated its own.
struct Scope {
  Time time;
  View view;
  Sureness sureness = Sureness::kBest;

  [[nodiscard]] Scope within(const Clauses& clauses) const;
  [[nodiscard]] Scope at(const Series& series, const Step& step) const;
};

/// Whom a leaf names.
Named named_by(const Node& leaf);

/// The scope of what is taken away: `certainly` takes away what possibly is, and the other way (rule 20).
Scope turned(Scope scope);

/// The question with those in place of the sets in its lists who are in them at the time asked; nobody is -1.
Query with_lists(const Facts& facts, Query query, const Scope& scope);

Grid grid_of(const Facts& facts, const Node& node, const Scope& scope);

/// The subject is in the set at the time: on a day of it, or on all.
bool is_in(const std::vector<int>& days, const Time& time);

bool is_body_set(const Node& node);

/// The membership is of the leaf's roles, bodies and actors, stance aside.
bool is_of_leaf(const World& world, const Membership& membership, const Node& leaf);

/// A state, or a body of the kinds, the topics and the bodies above that the node names.
bool is_of_catalogue(const Thing& thing, const Node& node);

/// That the subject is not in the set on the day is known: every role of every body on which that rests is covered.
bool is_absence_covered(const Facts& facts, const Node& node, const Scope& scope, std::size_t subject, int day);

}  // namespace entente::oracle
