// Rows of `claims`: what each source says, unmerged.
#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"
#include "tests/oracle/reading.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

// reading: an observation began then or earlier and ended later or never, so that it may hold on any day
bool may_hold_in(const Claim& claim, const std::optional<Time>& time) {
  if (!time || time->kind == Time::Kind::kEver) {
    return true;
  }
  for (int day = time->first; day <= time->last; ++day) {
    if (may_hold(claim, day)) {
      return true;
    }
  }
  return false;
}

// reading: a claim is dated by the first day of its beginning, a claim of an end by the last day of that
bool is_dated_in(const Claim& claim, const Step& step) {
  const auto& first = claim.observed ? claim.observed : claim.since;
  int date = first ? first->days.earliest : claim.until ? claim.until->days.latest : kBefore;
  return step.first <= date && date <= step.last;
}

// Rule 15. reading: whether it came true is asked of all that is known, whoever says so and whenever it was reported.
OracleCell came_true(const World& world, const View& view, const Claim& plan) {
  if (plan.stance == Stance::kFact || plan.stance == Stance::kDenied) {
    return word("");
  }
  View everyone;
  everyone.commit = view.commit;
  const auto& dated = plan.observed ? plan.observed : plan.since;
  auto published = plan.source ? at(world.sources, *plan.source).published : std::nullopt;
  int report = published ? *published : dated ? dated->days.earliest : kBefore;
  for (const auto& claim : world.claims) {
    bool same = claim.kind == Kind::kMembership && claim.stance == Stance::kFact && claim.actor == plan.actor &&
                claim.role == plan.role && claim.body == plan.body;
    if (same && everyone.shows(world, claim) && claim.since && claim.since->days.earliest >= report) {
      return word("yes");
    }
  }
  bool passed = dated && dated->days.latest != kAfter;
  return word(passed && is_covered(world, everyone, plan.role, plan.body, dated->days.latest) ? "no" : "unknown");
}

}  // namespace

OracleTable claim_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  const World& world = facts.world(scope.view);
  OracleTable table;
  table.columns = {"actor", "role", "body", "began", "ended", "stance", "came_true", "source", "via", "commit"};
  table.is_whole = false;
  for (const auto& claim : world.claims) {
    bool stance = claim.stance == Stance::kFact || claim.stance == Stance::kDenied || scope.view.including.count(claim.stance) > 0;
    bool is_suspension = claim.kind == Kind::kSuspension;  // reading: it is a claim of no role
    bool role = is_suspension ? query.roles.empty() : is_of_roles(world, claim.role, query.roles);
    if (!stance || !role || !scope.view.shows(world, claim) || !is_wanted(query.actors, claim.actor) ||
        !is_wanted(query.bodies, claim.body) || !may_hold_in(claim, query.clauses.time) ||
        (step != nullptr && !is_dated_in(claim, *step))) {
      continue;
    }
    std::optional<Interval> began = claim.since ? std::optional(claim.since->days) : std::nullopt;
    std::optional<Interval> ended = claim.until ? std::optional(claim.until->days) : std::nullopt;
    if (!began && claim.observed) {
      began = Interval{kBefore, claim.observed->days.latest};  // it states no beginning: then, or earlier
    }
    int first = claim.observed ? claim.observed->days.earliest : began ? began->earliest : 0;
    table.rows.push_back({{word(at(world.actors, claim.actor).code), is_suspension ? word("") : role_cell(world, claim.role),
                           word(at(world.bodies, claim.body).code), bound(began, first), bound(ended, ended ? ended->latest : 0),
                           word(stance_name(claim.stance)), came_true(world, scope.view, claim),
                           word(claim.source ? at(world.sources, *claim.source).key : ""),
                           word(claim.via ? at(world.sources, *claim.via).key : ""), whole(claim.commit)}});
  }
  return table;
}

}  // namespace entente::oracle
