// When an actor held a role in a body, by the best reading, from the day on which it began to the day on which it ended: what the
// logs of change are made of.
#pragma once

#include <vector>

#include "engine/claims/ledger.h"
#include "engine/exec/machine.h"

namespace entente::exec {

/// A time without a gap during which at least one of some roles was held, with one stance.
struct Stay {
  Stance stance = Stance::kFact;
  DayRange days;                              // by the best reading
  const claims::Membership* first = nullptr;  // the one that begins it, of several the highest
  const claims::Membership* last = nullptr;   // the one that ends it, likewise
};

/// What folded of one actor in one body. Points into what was read.
struct FoldedPair {
  claims::Pair pair;
  std::vector<const claims::Membership*> memberships;
  std::vector<const claims::Suspension*> suspensions;
};

/// What was read, pair by pair.
[[nodiscard]] std::vector<FoldedPair> by_pair(const claims::Derived& derived);
/// The stays of the pair in any of these roles; by stance, then in time.
[[nodiscard]] std::vector<Stay> stays_of(Machine& machine, const FoldedPair& history, const bind::RoleFilter& roles);

/// A bound as it was recorded, with the day that the best reading takes; that day itself where a life cuts what was recorded.
[[nodiscard]] DatedBound dated(const Bound& bound, Day best);
/// What a column of type `kBegan` holds for it: missing where no day is known.
[[nodiscard]] Datum bound_datum(Pool& pool, const DatedBound& bound);

}  // namespace entente::exec
