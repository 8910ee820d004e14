// Rows of memberships, sets and states (rules 2, 8, 9, 12 and 19).
#include "tests/oracle/model_rows.h"

#include <algorithm>

#include "tests/oracle/cells.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

std::string status_name(int suspended, int held) {
  return suspended == 0 ? "active" : suspended == held ? "suspended" : "suspended in part";
}

OracleCell ended_cell(const Membership& membership) { return bound(membership.ended, membership.end); }

std::vector<OracleCell> tail(const Membership& membership, const Found& found, const Scope& scope) {
  std::vector<OracleCell> cells = {bound(membership.began, membership.begin), ended_cell(membership), word(found.status),
                                   word(level_name(found.level)), list(membership.sources)};
  if (!scope.view.including.empty()) {
    cells.push_back(word(stance_name(membership.stance)));
  }
  return cells;
}

void add_tail_columns(OracleTable& table, const Scope& scope) {
  for (const char* column : {"began", "ended", "status", "certainty", "sources"}) {
    table.columns.emplace_back(column);
  }
  if (!scope.view.including.empty()) {
    table.columns.emplace_back("stance");
  }
}

// reading: nobody can list all bodies, so that what names none is never covered
bool is_set_covered(const Facts& facts, const Node& node, const Scope& scope) {
  switch (node.kind) {
    case Node::Kind::kPart:
      return is_set_covered(facts, node.parts[0], scope.within(node.clauses));
    case Node::Kind::kBodiesOf:
      return false;
    case Node::Kind::kRoleSet: {
      auto [first, last] = days_of(scope.time);
      for (int day = first; day <= last; ++day) {
        if (node.bodies.empty() || !is_absence_covered(facts, node, scope, 0, day)) {
          return false;
        }
      }
      return true;
    }
    default:
      return std::all_of(node.parts.begin(), node.parts.end(),
                         [&](const Node& part) { return is_set_covered(facts, part, scope); });
  }
}

OracleTable leaf_rows(const Facts& facts, const Node& leaf, const Scope& scope) {
  bool bodies = leaf.kind == Node::Kind::kBodiesOf;
  auto named = named_by(leaf);
  OracleTable table;
  table.columns =
      bodies ? std::vector<std::string>{"body", "name", "kind", "role"} : std::vector<std::string>{"actor", "name", "role", "body"};
  add_tail_columns(table, scope);
  for (const auto& membership : facts.memberships(scope.view, named)) {
    auto found = is_of_leaf(facts.world(scope.view), membership, leaf) ? test(facts, membership, scope, named) : std::nullopt;
    if (!found) {
      continue;
    }
    const auto& actor = at(facts.world().actors, membership.actor);
    const auto& body = at(facts.world().bodies, membership.body);
    std::vector<OracleCell> row;
    if (bodies) {
      row = {word(body.code), word(body.name), word(body.kind), role_cell(facts.world(), membership.role)};
    } else {
      row = {word(actor.code), word(actor.name), role_cell(facts.world(), membership.role), word(body.code)};
    }
    auto rest = tail(membership, *found, scope);
    row.insert(row.end(), rest.begin(), rest.end());
    table.rows.push_back({std::move(row)});
  }
  return table;
}

}  // namespace

bool is_wanted(const std::vector<int>& wanted, int item) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), item) != wanted.end();
}

bool is_of_roles(const World& world, int role, const std::vector<int>& asked) {
  return asked.empty() || std::any_of(asked.begin(), asked.end(), [&](int one) { return world.is_role(role, one); });
}

std::optional<Found> test(const Facts& facts, const Membership& membership, const Scope& scope, const Named& named) {
  const Time& time = scope.time;
  auto [first, last] = days_of(time);
  const auto& suspended = facts.suspended(scope.view, membership.actor, membership.body, named);
  Level lowest = Level::kCertain;
  Level highest = Level::kNo;
  int held = 0;
  // reading: the status is that of the days of the best reading, where there are any
  int best = 0;
  int best_suspended = 0;
  int possible = 0;
  int possible_suspended = 0;
  for (int day = first; day <= last; ++day) {
    lowest = std::min(lowest, membership.level(day));
    highest = std::max(highest, membership.level(day));
    held += membership.holds(day, scope.sureness) ? 1 : 0;
    if (membership.holds(day, Sureness::kBest)) {
      ++best;
      best_suspended += suspended[static_cast<std::size_t>(day + 1)] ? 1 : 0;
    } else if (membership.holds(day, Sureness::kPossibly)) {
      ++possible;
      possible_suspended += suspended[static_cast<std::size_t>(day + 1)] ? 1 : 0;
    }
  }
  bool throughout = time.kind == Time::Kind::kThroughout;
  if (held == 0 || (throughout && held != last - first + 1)) {
    return std::nullopt;
  }
  return Found{throughout ? lowest : highest,
               best > 0 ? status_name(best_suspended, best) : status_name(possible_suspended, possible)};
}

OracleTable set_rows(const Facts& facts, const Node& node, const Scope& scope) {
  if (node.kind == Node::Kind::kPart) {
    return set_rows(facts, node.parts[0], scope.within(node.clauses));
  }
  if (node.kind == Node::Kind::kRoleSet || node.kind == Node::Kind::kBodiesOf) {
    return leaf_rows(facts, node, scope);
  }
  bool counted = node.kind == Node::Kind::kAtLeast || node.kind == Node::Kind::kExactly;
  bool bodies = is_body_set(node);
  OracleTable table;
  table.columns = {bodies ? "body" : "actor", "name"};
  if (counted) {
    table.columns.emplace_back("count");
  }
  Grid grid = grid_of(facts, node, scope);
  for (std::size_t subject = 0; subject < grid.size(); ++subject) {
    if (!is_in(grid[subject], scope.time)) {
      continue;
    }
    const auto& thing = bodies ? facts.world().bodies[subject] : facts.world().actors[subject];
    std::vector<OracleCell> row = {word(thing.code), word(thing.name)};
    if (counted) {
      row.push_back(whole(*std::max_element(grid[subject].begin(), grid[subject].end())));
    }
    table.rows.push_back({std::move(row)});
  }
  return table;
}

OracleTable membership_rows(const Facts& facts, const Query& query, const Scope& scope) {
  OracleTable table;
  Named named{query.actors, query.bodies};
  table.columns = {"actor", "actor_name", "role", "body", "body_name"};
  add_tail_columns(table, scope);
  for (const auto& membership : facts.memberships(scope.view, named)) {
    bool role = is_of_roles(facts.world(), membership.role, query.roles);
    if (!role || !is_wanted(query.actors, membership.actor) || !is_wanted(query.bodies, membership.body)) {
      continue;
    }
    auto found = test(facts, membership, scope, named);
    if (!found) {
      continue;
    }
    const auto& actor = at(facts.world().actors, membership.actor);
    const auto& body = at(facts.world().bodies, membership.body);
    std::vector<OracleCell> row = {word(actor.code), word(actor.name), role_cell(facts.world(), membership.role), word(body.code),
                                   word(body.name)};
    auto rest = tail(membership, *found, scope);
    row.insert(row.end(), rest.begin(), rest.end());
    table.rows.push_back({std::move(row)});
  }
  return table;
}

bool is_zero_known(const Facts& facts, const Query& asked, const Scope& scope) {
  Query query = with_lists(facts, asked, scope);
  switch (query.kind) {
    case Query::Kind::kSet:
      return is_set_covered(facts, query.set, scope);
    case Query::Kind::kMemberships:
    case Query::Kind::kChanges:
    case Query::Kind::kTransitions: {
      Node named;
      named.roles = query.roles;
      named.bodies = query.bodies;
      return is_set_covered(facts, named, scope);
    }
    case Query::Kind::kClaims:
    case Query::Kind::kConflicts:
    case Query::Kind::kEvents:
    case Query::Kind::kThings:
    case Query::Kind::kProvisions:
    case Query::Kind::kRoles:
    case Query::Kind::kSources:
    case Query::Kind::kCommits:
    case Query::Kind::kHistory:
    case Query::Kind::kPairs:
    case Query::Kind::kOrderedPairs:
    case Query::Kind::kIs:
      break;
  }
  return true;
}

}  // namespace entente::oracle
