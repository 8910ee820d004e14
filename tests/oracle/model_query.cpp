// Rows of the sources: memberships, sets, claims and states.
#include <algorithm>

#include "tests/oracle/model_set.h"
#include "tests/oracle/model_stage.h"
#include "tests/oracle/reading.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

bool is_wanted(const std::vector<int>& wanted, int item) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), item) != wanted.end();
}

bool is_of_roles(const World& world, int role, const std::vector<int>& asked) {
  return asked.empty() || std::any_of(asked.begin(), asked.end(), [&](int one) { return world.is_role(role, one); });
}

OracleCell word(const std::string& text) { return {text, text.empty(), 0}; }

OracleCell bound(const std::optional<Interval>& days, int best) { return {plain(days), !days, best, true}; }

std::string status_name(int suspended, int held) {
  return suspended == 0 ? "active" : suspended == held ? "suspended" : "suspended in part";
}

struct Found {
  Level level = Level::kNo;
  std::string status;
};

// Nothing when the membership does not answer the time clause.
std::optional<Found> test(const World& world, const Membership& membership, const Scope& scope) {
  const Time& time = scope.time;
  int first = time.kind == Time::Kind::kEver ? kBefore : time.first;
  int last = time.kind == Time::Kind::kEver ? kAfter : time.last;
  auto suspended = suspended_days(world, scope.view, membership.actor, membership.body);
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

std::string level_name(Level level) {
  return level == Level::kCertain ? "certain" : level == Level::kInferred ? "inferred" : "possible";
}

std::string joined(const std::set<std::string>& keys) {
  std::string text;
  for (const auto& key : keys) {
    text += (text.empty() ? "" : ", ") + key;
  }
  return text;
}

std::string stance_name(Stance stance) {
  switch (stance) {
    case Stance::kFact:
      return "fact";
    case Stance::kPlanned:
      return "planned";
    case Stance::kProposed:
      return "proposed";
    case Stance::kAlleged:
      return "alleged";
    case Stance::kDenied:
      return "denied";
  }
  return "";
}

OracleCell role_cell(const World& world, int role) {
  // Roles without rank stand behind the ladder.
  return {at(world.roles, role).name, false, at(world.roles, role).rank.value_or(1000)};
}

OracleCell ended_cell(const Membership& membership) { return bound(membership.ended, membership.end); }

std::vector<OracleCell> tail(const World& world, const Membership& membership, const Found& found, const Scope& scope) {
  (void)world;
  std::vector<OracleCell> cells = {bound(membership.began, membership.begin), ended_cell(membership), word(found.status),
                                   word(level_name(found.level)), word(joined(membership.sources))};
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

OracleTable leaf_rows(const World& world, const Node& leaf, const Scope& scope) {
  bool bodies = leaf.kind == Node::Kind::kBodiesOf;
  OracleTable table;
  table.columns =
      bodies ? std::vector<std::string>{"body", "name", "kind", "role"} : std::vector<std::string>{"actor", "name", "role", "body"};
  add_tail_columns(table, scope);
  for (const auto& membership : fold(world, scope.view)) {
    auto found = is_of_leaf(world, membership, leaf) ? test(world, membership, scope) : std::nullopt;
    if (!found) {
      continue;
    }
    const auto& actor = at(world.actors, membership.actor);
    const auto& body = at(world.bodies, membership.body);
    std::vector<OracleCell> row;
    if (bodies) {
      row = {word(body.code), word(body.name), word(body.kind), role_cell(world, membership.role)};
    } else {
      row = {word(actor.code), word(actor.name), role_cell(world, membership.role), word(body.code)};
    }
    auto rest = tail(world, membership, *found, scope);
    row.insert(row.end(), rest.begin(), rest.end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

OracleTable set_rows(const World& world, const Node& node, const Scope& scope) {
  if (node.kind == Node::Kind::kPart) {
    return set_rows(world, node.parts[0], scope.within(node.clauses));
  }
  if (node.kind == Node::Kind::kRoleSet || node.kind == Node::Kind::kBodiesOf) {
    return leaf_rows(world, node, scope);
  }
  bool counted = node.kind == Node::Kind::kAtLeast || node.kind == Node::Kind::kExactly;
  bool bodies = is_body_set(node);
  OracleTable table;
  table.columns = {bodies ? "body" : "actor", "name"};
  if (counted) {
    table.columns.emplace_back("count");
  }
  Grid grid = grid_of(world, node, scope);
  for (std::size_t subject = 0; subject < grid.size(); ++subject) {
    if (!is_in(grid[subject], scope.time)) {
      continue;
    }
    const auto& thing = bodies ? world.bodies[subject] : world.actors[subject];
    std::vector<OracleCell> row = {word(thing.code), word(thing.name)};
    if (counted) {
      int highest = 0;
      for (int day = kBefore; day <= kAfter; ++day) {
        bool asked = scope.time.kind == Time::Kind::kEver || (scope.time.first <= day && day <= scope.time.last);
        highest = std::max(highest, asked ? grid[subject][static_cast<std::size_t>(day + 1)] : 0);
      }
      row.push_back({std::to_string(highest), false, highest});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

OracleTable membership_rows(const World& world, const Query& query, const Scope& scope) {
  OracleTable table;
  table.columns = {"actor", "actor_name", "role", "body", "body_name"};
  add_tail_columns(table, scope);
  for (const auto& membership : fold(world, scope.view)) {
    bool role = is_of_roles(world, membership.role, query.roles);
    if (!role || !is_wanted(query.actors, membership.actor) || !is_wanted(query.bodies, membership.body)) {
      continue;
    }
    auto found = test(world, membership, scope);
    if (!found) {
      continue;
    }
    const auto& actor = at(world.actors, membership.actor);
    const auto& body = at(world.bodies, membership.body);
    std::vector<OracleCell> row = {word(actor.code), word(actor.name), role_cell(world, membership.role), word(body.code),
                                   word(body.name)};
    auto rest = tail(world, membership, *found, scope);
    row.insert(row.end(), rest.begin(), rest.end());
    table.rows.push_back(std::move(row));
  }
  return table;
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

OracleTable claim_rows(const World& world, const Query& query, const Scope& scope) {
  OracleTable table;
  table.columns = {"actor", "role", "body", "began", "ended", "stance", "source", "via", "commit"};
  for (const auto& claim : world.claims) {
    bool stance = claim.stance == Stance::kFact || claim.stance == Stance::kDenied || scope.view.including.count(claim.stance) > 0;
    bool is_suspension = claim.kind == Kind::kSuspension;  // reading: it is a claim of no role
    bool role = is_suspension ? query.roles.empty() : is_of_roles(world, claim.role, query.roles);
    if (!stance || !role || !scope.view.shows(world, claim) || !is_wanted(query.actors, claim.actor) ||
        !is_wanted(query.bodies, claim.body) || !may_hold_in(claim, query.clauses.time)) {
      continue;
    }
    std::optional<Interval> began = claim.since ? std::optional(claim.since->days) : std::nullopt;
    std::optional<Interval> ended = claim.until ? std::optional(claim.until->days) : std::nullopt;
    if (!began && claim.observed) {
      began = Interval{kBefore, claim.observed->days.latest};  // it states no beginning: then, or earlier
    }
    int first = claim.observed ? claim.observed->days.earliest : began ? began->earliest : 0;
    table.rows.push_back({word(at(world.actors, claim.actor).code),
                          is_suspension ? word("") : role_cell(world, claim.role),
                          word(at(world.bodies, claim.body).code),
                          bound(began, first),
                          bound(ended, ended ? ended->latest : 0),
                          word(stance_name(claim.stance)),
                          word(claim.source ? at(world.sources, *claim.source).key : ""),
                          word(claim.via ? at(world.sources, *claim.via).key : ""),
                          {std::to_string(claim.commit), false, claim.commit}});
  }
  return table;
}

OracleTable state_rows(const World& world, const Scope& scope) {
  OracleTable table;
  table.columns = {"actor", "name", "kind"};
  for (const auto& actor : world.actors) {
    std::vector<int> days(kDayCount, 0);
    for (int day = kBefore; day <= kAfter; ++day) {
      days[static_cast<std::size_t>(day + 1)] = actor.life.begin <= day && day < actor.life.end ? 1 : 0;
    }
    if (actor.present && actor.kind == "state" && is_in(days, scope.time)) {
      table.rows.push_back({word(actor.code), word(actor.name), word(actor.kind)});
    }
  }
  return table;
}

OracleTable source_rows(const World& world, const Query& query, const Scope& scope) {
  switch (query.kind) {
    case Query::Kind::kSet:
      return set_rows(world, query.set, scope);
    case Query::Kind::kMemberships:
      return membership_rows(world, query, scope);
    case Query::Kind::kClaims:
      return claim_rows(world, query, scope);
    case Query::Kind::kStates:
      return state_rows(world, scope);
  }
  return {};
}

}  // namespace

OracleTable answer(const World& world, const Query& query) {
  Scope scope = Scope{}.within(query.clauses);
  OracleTable table = source_rows(world, query, scope);
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  });
  for (const auto& stage : query.stages) {
    apply_stage(world, scope, stage, table);
  }
  return table;
}

}  // namespace entente::oracle
