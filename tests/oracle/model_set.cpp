// Rules 1, 8, 9 and 20: set algebra, day by day.
#include "tests/oracle/model_set.h"

#include <algorithm>

namespace entente::oracle {
namespace {

template <class T>
bool holds(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

Sureness against(Sureness sureness) {
  if (sureness == Sureness::kBest) {
    return sureness;
  }
  return sureness == Sureness::kCertainly ? Sureness::kPossibly : Sureness::kCertainly;
}

Grid empty_grid(const World& world, const Node& node, const Scope& scope) {
  std::size_t subjects = is_body_set(node) ? world.bodies.size() : world.actors.size();
  auto days = days_of(scope.time);
  return Grid(subjects, std::vector<int>(static_cast<std::size_t>(days.latest - days.earliest + 1), 0));
}

Grid leaf_grid(const Facts& facts, const Node& leaf, const Scope& scope) {
  Grid grid = empty_grid(facts.world(), leaf, scope);
  int first = days_of(scope.time).earliest;
  for (const auto& membership : facts.memberships(scope.view, named_by(leaf))) {
    if (!is_of_leaf(facts.world(scope.view), membership, leaf)) {
      continue;
    }
    auto& days = grid[static_cast<std::size_t>(leaf.kind == Node::Kind::kBodiesOf ? membership.body : membership.actor)];
    for (std::size_t i = 0; i < days.size(); ++i) {
      days[i] = days[i] > 0 || membership.holds(first + static_cast<int>(i), scope.sureness) ? 1 : 0;
    }
  }
  return grid;
}

// Rule 9: unknown bounds of existence count as existing; what stands in braces is there on every day,
// whenever its name became known.
Grid catalogue_grid(const Facts& facts, const Node& node, const Scope& scope) {
  Grid grid = empty_grid(facts.world(), node, scope);
  const auto& world = facts.world(scope.view);
  const auto& things = is_body_set(node) ? world.bodies : world.actors;
  const auto& named = is_body_set(node) ? node.bodies : node.actors;
  auto asked = days_of(scope.time);
  for (std::size_t i = 0; i < things.size(); ++i) {
    const auto& thing = things[i];
    bool is_known = thing.present && is_of_catalogue(thing, node);
    for (int day = asked.earliest; day <= asked.latest; ++day) {
      bool is_there = node.kind == Node::Kind::kBraces ? holds(named, static_cast<int>(i))
                                                       : is_known && thing.life.begin <= day && day < thing.life.end;
      grid[i][static_cast<std::size_t>(day - asked.earliest)] = is_there ? 1 : 0;
    }
  }
  return grid;
}

// A part with a time of its own rests on every day of that.
bool is_part_covered(const Facts& facts, const Node& node, const Scope& inner, std::size_t subject, int day) {
  auto days = node.clauses.time ? days_of(inner.time) : Interval{day, day};
  for (int one = days.earliest; one <= days.latest; ++one) {
    if (!is_absence_covered(facts, node.parts[0], inner, subject, one)) {
      return false;
    }
  }
  return true;
}

Grid except_grid(const Facts& facts, const Node& node, const Scope& scope) {
  Grid grid = grid_of(facts, node.parts[0], scope);
  Grid right = grid_of(facts, node.parts[1], turned(scope));
  auto asked = days_of(scope.time);
  for (int day = asked.earliest; day <= asked.latest; ++day) {
    auto at = static_cast<std::size_t>(day - asked.earliest);
    for (std::size_t subject = 0; subject < grid.size(); ++subject) {
      bool known = scope.sureness != Sureness::kCertainly || is_absence_covered(facts, node.parts[1], scope, subject, day);
      grid[subject][at] = grid[subject][at] > 0 && right[subject][at] == 0 && known ? 1 : 0;
    }
  }
  return grid;
}

// In how many parts each is.
Grid sums(const Facts& facts, const Node& node, const Scope& scope) {
  Grid sum = empty_grid(facts.world(), node, scope);
  for (const auto& part : node.parts) {
    Grid one = grid_of(facts, part, scope);
    for (std::size_t subject = 0; subject < sum.size(); ++subject) {
      for (std::size_t day = 0; day < sum[subject].size(); ++day) {
        sum[subject][day] += one[subject][day] > 0 ? 1 : 0;
      }
    }
  }
  return sum;
}

Grid counted_grid(const Facts& facts, const Node& node, const Scope& scope) {
  Grid sum = sums(facts, node, scope);
  for (auto& days : sum) {
    for (auto& count : days) {
      bool kept = node.kind == Node::Kind::kAnd  ? count == static_cast<int>(node.parts.size())
                  : node.kind == Node::Kind::kOr ? count > 0
                                                 : count >= node.number;
      count = !kept ? 0 : node.kind == Node::Kind::kAtLeast ? count : 1;
    }
  }
  return sum;
}

// Rule 20, part by part: to be in exactly n is to be in n and not in the others. So under a reading it is in n by that, and by the
// reading against it in no more; and `certainly` wants the absence from the others covered.
Grid exactly_grid(const Facts& facts, const Node& node, const Scope& scope) {
  Grid grid = sums(facts, node, scope);
  Grid against_it = sums(facts, node, turned(scope));
  std::vector<Grid> out_of;
  for (const auto& part : node.parts) {
    out_of.push_back(grid_of(facts, part, turned(scope)));
  }
  int first = days_of(scope.time).earliest;
  for (std::size_t subject = 0; subject < grid.size(); ++subject) {
    for (std::size_t at = 0; at < grid[subject].size(); ++at) {
      int here = grid[subject][at];
      int there = against_it[subject][at];
      bool kept = scope.sureness == Sureness::kPossibly ? here >= node.number && there <= node.number
                                                        : here == node.number && there == node.number;
      for (std::size_t i = 0; kept && scope.sureness == Sureness::kCertainly && i < node.parts.size(); ++i) {
        kept = out_of[i][subject][at] > 0 || is_absence_covered(facts, node.parts[i], scope, subject, first + static_cast<int>(at));
      }
      grid[subject][at] = kept ? node.number : 0;
    }
  }
  return grid;
}

// A part that states its own time is one set, the same on every day of the query around it.
Grid part_grid(const Facts& facts, const Node& node, const Scope& scope) {
  Scope inner = scope.within(node.clauses);
  Grid grid = grid_of(facts, node.parts[0], inner);
  if (!node.clauses.time) {
    return grid;
  }
  auto outer = days_of(scope.time);
  for (auto& days : grid) {
    days.assign(static_cast<std::size_t>(outer.latest - outer.earliest + 1), is_in(days, inner.time) ? 1 : 0);
  }
  return grid;
}

}  // namespace

Scope turned(Scope scope) {
  scope.sureness = against(scope.sureness);
  return scope;
}

Interval days_of(const Time& time) {
  return time.kind == Time::Kind::kEver ? Interval{kBefore, kAfter} : Interval{time.first, time.last};
}

Scope Scope::within(const Clauses& clauses) const {
  Scope inner = *this;
  inner.time = clauses.time.value_or(time);
  inner.sureness = clauses.sureness.value_or(sureness);
  inner.view.according = clauses.according.empty() ? view.according : clauses.according;
  inner.view.reported = clauses.reported ? clauses.reported : view.reported;
  inner.view.commit = clauses.commit.value_or(view.commit);
  inner.view.including = clauses.including.empty() ? view.including : clauses.including;
  inner.view.counting = view.counting || clauses.counting;
  return inner;
}

Named named_by(const Node& leaf) { return {leaf.actors, leaf.bodies}; }

// Reported and known steps are read at their end.
Scope Scope::at(const Series& series, const Step& step) const {
  Scope inner = *this;
  switch (series.axis) {
    case Series::Axis::kReported:
      inner.view.reported = step.last;
      return inner;
    case Series::Axis::kKnown:
      inner.view.commit = step.known;
      return inner;
    case Series::Axis::kValid:
      break;
  }
  switch (series.sampling) {
    case Series::Sampling::kAtEnd:
      inner.time = {Time::Kind::kOn, step.last, step.last, ""};
      break;
    case Series::Sampling::kAtStart:
      inner.time = {Time::Kind::kOn, step.first, step.first, ""};
      break;
    case Series::Sampling::kAnyDay:
      inner.time = {Time::Kind::kDuring, step.first, step.last, ""};
      break;
    case Series::Sampling::kEveryDay:
      inner.time = {Time::Kind::kThroughout, step.first, step.last, ""};
      break;
  }
  return inner;
}

bool is_body_set(const Node& node) {
  return node.kind == Node::Kind::kBodiesOf || node.kind == Node::Kind::kBodies ||
         (node.kind == Node::Kind::kBraces && !node.bodies.empty()) || (!node.parts.empty() && is_body_set(node.parts[0]));
}

bool is_of_leaf(const World& world, const Membership& membership, const Node& leaf) {
  bool role = leaf.roles.empty() ||
              std::any_of(leaf.roles.begin(), leaf.roles.end(), [&](int asked) { return world.is_role(membership.role, asked); });
  if (!role) {
    return false;
  }
  if (leaf.kind == Node::Kind::kRoleSet) {
    return holds(leaf.bodies, membership.body);
  }
  return holds(leaf.actors, membership.actor) && is_of_catalogue(world.bodies[static_cast<std::size_t>(membership.body)], leaf);
}

bool is_of_catalogue(const Thing& thing, const Node& node) {
  bool is_kind = node.body_word == "bodies" || node.body_word == "actors" || node.body_word == thing.kind + "s";
  auto meets = [](const auto& wanted, const auto& has) {
    return wanted.empty() || std::any_of(has.begin(), has.end(), [&](const auto& one) {
             return std::find(wanted.begin(), wanted.end(), one) != wanted.end();
           });
  };
  return is_kind && meets(node.under, thing.under) && meets(node.topics, thing.topics);
}

bool is_in(const std::vector<int>& days, const Time& time) {
  auto is_set = [](int count) { return count > 0; };
  return time.kind == Time::Kind::kThroughout ? std::all_of(days.begin(), days.end(), is_set)
                                              : std::any_of(days.begin(), days.end(), is_set);
}

bool is_absence_covered(const Facts& facts, const Node& node, const Scope& scope, std::size_t subject, int day) {
  const auto& world = facts.world(scope.view);
  // reading: of any role none but a list of participants is one
  auto roles = node.roles.empty() ? std::vector<int>{kAnyRole} : node.roles;
  auto of_all_roles = [&](auto is_known, int body) {
    return std::all_of(roles.begin(), roles.end(), [&](int role) { return is_known(world, scope.view, role, body, day); });
  };
  switch (node.kind) {
    case Node::Kind::kRoleSet:
      return std::all_of(node.bodies.begin(), node.bodies.end(),
                         [&](int body) { return body < 0 || of_all_roles(is_known_absence, body); });
    case Node::Kind::kBodiesOf:  // that the actor holds no role in that very body
      return of_all_roles(is_covered, static_cast<int>(subject));
    case Node::Kind::kExcept:  // who is not in what is left of A is not in A, or is in what was taken away
      return is_absence_covered(facts, node.parts[0], scope, subject, day);
    case Node::Kind::kPart:
      return is_part_covered(facts, node, scope.within(node.clauses), subject, day);
    default:
      return std::all_of(node.parts.begin(), node.parts.end(),
                         [&](const Node& part) { return is_absence_covered(facts, part, scope, subject, day); });
  }
}

Grid grid_of(const Facts& facts, const Node& node, const Scope& scope) {
  switch (node.kind) {
    case Node::Kind::kRoleSet:
    case Node::Kind::kBodiesOf:
      return leaf_grid(facts, node, scope);
    case Node::Kind::kStates:
    case Node::Kind::kBodies:
    case Node::Kind::kBraces:
      return catalogue_grid(facts, node, scope);
    case Node::Kind::kExactly:
      return exactly_grid(facts, node, scope);
    case Node::Kind::kExcept:
      return except_grid(facts, node, scope);
    case Node::Kind::kPart:
      return part_grid(facts, node, scope);
    case Node::Kind::kAnd:
    case Node::Kind::kOr:
    case Node::Kind::kAtLeast:
      return counted_grid(facts, node, scope);
  }
  return {};
}

}  // namespace entente::oracle
