#include "engine/exec/stays.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente::exec {

using claims::Membership;

std::vector<FoldedPair> by_pair(const claims::Derived& derived) {
  std::map<claims::Pair, FoldedPair> pairs;
  for (const auto& m : derived.memberships) {
    pairs[{m.actor, m.body}].memberships.push_back(&m);
  }
  for (const auto& s : derived.suspensions) {
    pairs[{s.actor, s.body}].suspensions.push_back(&s.suspension);
  }
  std::vector<FoldedPair> out;
  out.reserve(pairs.size());
  for (auto& [pair, history] : pairs) {
    history.pair = pair;
    out.push_back(std::move(history));
  }
  return out;
}

std::vector<Stay> stays_of(Machine& machine, const FoldedPair& history, const bind::RoleFilter& roles) {
  std::vector<const Membership*> held;
  std::copy_if(history.memberships.begin(), history.memberships.end(), std::back_inserter(held),
               [&](const Membership* m) { return roles.takes(m->role) && !m->best.empty(); });
  const auto place = [&](const Membership* m) { return std::tuple(m->stance, m->best.begin, machine.order_of(m->role)); };
  std::sort(held.begin(), held.end(), [&](const Membership* a, const Membership* b) { return place(a) < place(b); });
  std::vector<Stay> out;
  for (const Membership* m : held) {
    if (out.empty() || out.back().stance != m->stance || m->best.begin > out.back().days.end) {
      out.push_back({m->stance, m->best, m, m});
      continue;
    }
    Stay& stay = out.back();
    const auto ends = [&](const Membership* x) { return std::tuple(-std::int64_t{x->best.end}, machine.order_of(x->role)); };
    stay.last = ends(m) < ends(stay.last) ? m : stay.last;
    stay.days.end = stay.last->best.end;
  }
  return out;
}

DatedBound dated(const Bound& bound, Day best) {
  const bool holds = bound.stated() && bound.earliest <= best && best <= bound.latest;
  return {holds || best == kBeforeAll || best == kAfterAll ? bound : exact_bound(best), best};
}

Datum bound_datum(Pool& pool, const DatedBound& bound) { return bound.bound.stated() ? pool.bound(bound) : kAbsent; }

}  // namespace entente::exec
