#include "engine/exec/absence.h"

#include <algorithm>

#include "engine/exec/predecessors.h"
#include "engine/exec/set_eval.h"

namespace entente::exec {
namespace {

using bind::RoleFilter;
using bind::When;
using claims::Coverage;
using claims::Denial;

// A list, or a denial, of a role speaks of all roles under it.
bool speaks_of(const catalog::Catalog& catalog, RoleId said, const RoleFilter& asked) {
  const auto all = catalog.role_and_below(said);
  return !asked.any && std::all_of(asked.ids.begin(), asked.ids.end(),
                                   [&](RoleId role) { return std::find(all.begin(), all.end(), role) != all.end(); });
}

class Search {
 public:
  Search(Machine& machine, claims::Pair pair, const RoleFilter& roles, const claims::View& view)
      : machine_(machine),
        catalog_(machine.catalog_of(view)),
        pair_(pair),
        roles_(roles),
        view_(machine.at_step(view)),
        actors_(with_predecessors(entity(pair.actor))),
        bodies_(with_predecessors(entity(pair.body))) {}

  [[nodiscard]] Absence of(const When& when) {
    const SpanList known = known_days();
    SpanList deciding = when.kind == When::Kind::kThroughout ? enough(when, known) : SpanList{when.window};
    Absence out;
    out.known = !deciding.empty() && subtract(deciding, known).empty();
    if (!out.known) {
      deciding = SpanList{when.window};
    }
    for (const auto& body : bodies_) {
      add_lists(out.lists, body.id, intersect(deciding, counted(body)));
      for (const auto& actor : actors_) {
        add_denials(out.denials, {as_actor(actor.id), as_body(body.id)}, intersect(deciding, counted(actor, body)));
      }
    }
    for (const auto* lives : {&bodies_, &actors_}) {
      if (!intersect(outlived(*lives), deciding).empty()) {
        out.outlived.push_back(lives->front().id);
      }
    }
    return out;
  }

 private:
  // What counts as this one: itself, and where predecessors count those that it continues, each until the succession.
  [[nodiscard]] std::vector<Predecessor> with_predecessors(EntityId id) const {
    std::vector<Predecessor> out = {{id, kAfterAll}};
    if (view_.predecessors) {
      const auto more = predecessors_of(catalog_, id);
      out.insert(out.end(), more.begin(), more.end());
    }
    return out;
  }

  static SpanList counted(const Predecessor& one) { return SpanList{DayRange{kBeforeAll, one.before}}; }
  static SpanList counted(const Predecessor& actor, const Predecessor& body) { return intersect(counted(actor), counted(body)); }
  static SpanList not_counted(const SpanList& counted) { return subtract(SpanList{DayRange{}}, counted); }

  // Where of each of them in each, as far as it counts, it is known: by a list of the body, by the life of either, by a denial.
  [[nodiscard]] SpanList known_days() const {
    SpanList known{DayRange{}};
    for (const auto& body : bodies_) {
      const SpanList covered = machine_.own_covered_days(as_body(body.id), roles_, view_);
      for (const auto& actor : actors_) {
        SpanList of_both = unite(covered, days_outside_life(actor.id));
        for (const auto& denial : denials_of({as_actor(actor.id), as_body(body.id)})) {
          of_both.add(denial.days);
        }
        known = intersect(known, unite(of_both, not_counted(counted(actor, body))));
      }
    }
    return known;
  }

  [[nodiscard]] SpanList outlived(const std::vector<Predecessor>& lives) const {
    SpanList days{DayRange{}};
    for (const auto& life : lives) {
      days = intersect(days, unite(days_outside_life(life.id), not_counted(counted(life))));
    }
    return days;
  }

  // Against `throughout` one day is enough on which it was not so.
  [[nodiscard]] SpanList enough(const When& when, const SpanList& known) {
    SpanList days{when.window};
    for (const auto& m : machine_.of_pair(pair_.actor, pair_.body, view_).memberships) {
      if (roles_.takes(m.role) && m.stance == Stance::kFact) {
        days = subtract(days, m.possible);
      }
    }
    return intersect(days, known);
  }

  // Those that deny all of the roles asked for.
  [[nodiscard]] std::vector<Denial> denials_of(claims::Pair pair) const {
    auto denials = claims::denials_of_pair(machine_.reader(), catalog_, pair, view_);
    std::erase_if(denials, [&](const Denial& denial) { return !speaks_of(catalog_, denial.role, roles_); });
    return denials;
  }

  [[nodiscard]] SpanList days_outside_life(EntityId id) const {
    const auto* record = catalog_.entity(id);
    return record == nullptr ? SpanList{} : subtract(SpanList{DayRange{}}, life_of(*record).possible);
  }

  void add_denials(std::vector<Denial>& out, claims::Pair pair, const SpanList& days) const {
    for (const auto& denial : denials_of(pair)) {
      if (days.touches(denial.days)) {
        out.push_back(denial);
      }
    }
  }

  void add_lists(std::vector<Coverage>& out, EntityId body, const SpanList& days) const {
    for (const auto& list : claims::coverage_of(catalog_, as_body(body), view_)) {
      if ((!list.role || speaks_of(catalog_, list.role, roles_)) && days.touches(list.days)) {
        out.push_back(list);
      }
    }
  }

  Machine& machine_;
  const catalog::Catalog& catalog_;
  claims::Pair pair_;
  const RoleFilter& roles_;
  claims::View view_;
  std::vector<Predecessor> actors_;  // the actor first
  std::vector<Predecessor> bodies_;  // the body first
};

}  // namespace

Absence absence_of(Machine& machine, claims::Pair pair, const RoleFilter& roles, const When& when, const claims::View& view) {
  return Search(machine, pair, roles, view).of(when);
}

}  // namespace entente::exec
