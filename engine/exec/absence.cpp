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
      : machine_(machine), catalog_(machine.catalog_of(view)), pair_(pair), roles_(roles), view_(machine.at_step(view)) {}

  [[nodiscard]] Absence of(const When& when) {
    const EntityId body = entity(pair_.body);
    const EntityId actor = entity(pair_.actor);
    const auto covered = [&](EntityId id) { return machine_.covered_days(as_body(id), roles_, view_); };
    const auto outside_life = [&](EntityId id) { return days_outside_life(id); };
    auto denials = denials_of_all_roles();
    SpanList known = unite(known_of(body, covered), known_of(actor, outside_life));
    const SpanList own{DayRange{succession_last(), kAfterAll}};
    for (const auto& denial : denials) {
      known = unite(known, intersect(SpanList{denial.days}, own));
    }
    SpanList deciding = when.kind == When::Kind::kThroughout ? enough(when, known) : SpanList{when.window};
    Absence out;
    out.known = !deciding.empty() && subtract(deciding, known).empty();
    if (!out.known) {
      deciding = SpanList{when.window};
    }
    std::erase_if(denials, [&](const Denial& denial) { return !deciding.touches(denial.days); });
    out.denials = std::move(denials);
    out.lists = lists(deciding);
    for (const EntityId id : {body, actor}) {
      if (!intersect(known_of(id, outside_life), deciding).empty()) {
        out.outlived.push_back(id);
      }
    }
    return out;
  }

 private:
  // Who denies it of a successor says nothing of those whom it continues: from this day on none of them counts.
  [[nodiscard]] Day succession_last() const {
    Day last = kBeforeAll;
    if (view_.predecessors) {
      for (const EntityId id : {entity(pair_.actor), entity(pair_.body)}) {
        for (const auto& predecessor : predecessors_of(catalog_, id)) {
          last = std::max(last, predecessor.before);
        }
      }
    }
    return last;
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

  [[nodiscard]] std::vector<Denial> denials_of_all_roles() const {
    auto denials = claims::denials_of_pair(machine_.reader(), catalog_, pair_, view_);
    std::erase_if(denials, [&](const Denial& denial) { return !speaks_of(catalog_, denial.role, roles_); });
    return denials;
  }

  [[nodiscard]] SpanList days_outside_life(EntityId id) const {
    const auto* record = catalog_.entity(id);
    return record == nullptr ? SpanList{} : subtract(SpanList{DayRange{}}, life_of(*record).possible);
  }

  // Where predecessors count, nothing is known of the days before the succession that is not known of them too.
  template <class Known>
  [[nodiscard]] SpanList known_of(EntityId id, const Known& known) const {
    SpanList days = known(id);
    if (view_.predecessors) {
      for (const auto& predecessor : predecessors_of(catalog_, id)) {
        days = intersect(days, unite(SpanList{DayRange{predecessor.before, kAfterAll}}, known(predecessor.id)));
      }
    }
    return days;
  }

  [[nodiscard]] std::vector<Coverage> lists(const SpanList& days) const {
    std::vector<Coverage> out;
    add_lists(out, entity(pair_.body), days);
    if (view_.predecessors) {
      for (const auto& predecessor : predecessors_of(catalog_, entity(pair_.body))) {
        add_lists(out, predecessor.id, intersect(days, SpanList{DayRange{kBeforeAll, predecessor.before}}));
      }
    }
    return out;
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
};

}  // namespace

Absence absence_of(Machine& machine, claims::Pair pair, const RoleFilter& roles, const When& when, const claims::View& view) {
  return Search(machine, pair, roles, view).of(when);
}

}  // namespace entente::exec
