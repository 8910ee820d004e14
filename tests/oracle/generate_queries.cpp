// Random questions about a scenario.
#include <algorithm>

#include "tests/oracle/generate.h"

namespace entente::oracle {
namespace {

constexpr int kQueries = 40;

Time random_time(Chance& chance, Calendar& calendar) {
  Time time;
  int a = calendar.day();
  int b = calendar.day();
  time.first = std::min(a, b);
  time.last = std::max(a, b);
  int kind = chance.between(1, 100);
  if (kind <= 55) {
    time.last = time.first = a;
    time.text = "on " + iso(a);
    return time;
  }
  if (kind <= 65) {
    time.kind = Time::Kind::kEver;
    time.text = "ever";
    return time;
  }
  time.kind = kind <= 85 ? Time::Kind::kDuring : Time::Kind::kThroughout;
  time.text = time.kind == Time::Kind::kDuring ? "during " : "throughout ";
  if (chance.percent(50)) {
    std::string date = iso(a).substr(0, chance.percent(50) ? 4 : 7);
    auto days = *read_bound(date);
    time.first = days.earliest;
    time.last = days.latest;
    time.text += date;
  } else if (chance.percent(50) && time.first < time.last) {
    time.text += iso(time.first) + " until " + iso(time.last);
    --time.last;
  } else {
    time.text += iso(time.first) + " through " + iso(time.last);
  }
  return time;
}

std::vector<int> some(Chance& chance, std::size_t count) {
  std::vector<int> items = {chance.below(count)};
  int other = chance.below(count);
  if (chance.percent(25) && other != items[0]) {
    items.push_back(other);
  }
  return items;
}

SourceRef random_source(Chance& chance, const World& world) {
  SourceRef ref{chance.below(world.sources.size()), {}};
  if (chance.percent(10)) {
    ref.via = chance.below(world.sources.size());
  }
  return ref;
}

Clauses random_view(Chance& chance, Calendar& calendar, const World& world, const Scenario& scenario) {
  Clauses clauses;
  if (chance.percent(20)) {
    clauses.according.push_back(random_source(chance, world));
    if (chance.percent(30)) {
      clauses.according.push_back(random_source(chance, world));
    }
  }
  if (chance.percent(15)) {
    clauses.reported = calendar.day();
  }
  if (chance.percent(15)) {
    clauses.commit = chance.between(1, static_cast<int>(scenario.statements.size()) + 1);
  }
  if (chance.percent(15)) {
    clauses.including.insert(chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged}));
    clauses.including.insert(chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged}));
  }
  return clauses;
}

Node random_leaf(Chance& chance, const World& world, bool bodies) {
  Node leaf;
  if (bodies) {
    leaf.kind = Node::Kind::kBodiesOf;
    leaf.actors = some(chance, world.actors.size());
    leaf.body_word = chance.pick(std::vector<std::string>{"organisations", "bodies", "groups"});
    leaf.roles = chance.percent(60) ? some(chance, world.roles.size()) : std::vector<int>{};
    return leaf;
  }
  leaf.bodies = some(chance, world.bodies.size());
  if (!chance.percent(15)) {
    leaf.roles = chance.percent(60) ? std::vector<int>{chance.between(0, 1)} : some(chance, world.roles.size());
  }
  return leaf;
}

// What may stand to the right of `except` where the coverage of an absence matters.
Node random_right(Chance& chance, const World& world) {
  Node leaf;
  leaf.bodies = {chance.below(world.bodies.size())};
  leaf.roles = {chance.between(0, 2)};
  return leaf;
}

// Under `certainly` and `possibly` only those shapes whose meaning the language fixes part by part.
Node random_set(Chance& chance, Calendar& calendar, const World& world, bool bodies, bool plain, int depth) {
  if (depth == 0 || chance.percent(35)) {
    return random_leaf(chance, world, bodies);
  }
  Node node;
  node.kind = chance.pick(std::vector{Node::Kind::kAnd, Node::Kind::kAnd, Node::Kind::kOr, Node::Kind::kExcept, Node::Kind::kExcept,
                                      Node::Kind::kAtLeast, Node::Kind::kExactly});
  if (node.kind == Node::Kind::kExactly && !plain) {
    node.kind = Node::Kind::kAtLeast;
  }
  if (node.kind == Node::Kind::kExcept && !plain && bodies) {
    node.kind = Node::Kind::kAnd;
  }
  bool counted = node.kind == Node::Kind::kAtLeast || node.kind == Node::Kind::kExactly;
  node.number = chance.between(1, 2);
  for (int i = 0; i < (counted ? 3 : 2); ++i) {
    bool right = node.kind == Node::Kind::kExcept && i == 1 && !plain;
    node.parts.push_back(right ? random_right(chance, world) : random_set(chance, calendar, world, bodies, plain, depth - 1));
  }
  auto& last = node.parts.back();
  if (plain && chance.percent(20) && last.kind != Node::Kind::kPart) {
    Node part;
    part.kind = Node::Kind::kPart;
    if (chance.percent(60)) {
      part.clauses.time = random_time(chance, calendar);
    } else {
      part.clauses.according = {random_source(chance, world)};
    }
    part.parts = {last};
    last = part;
  }
  return node;
}

// Counted sets over a period count on the highest day; `exactly` is asked of days alone.
bool holds_exactly(const Node& node) {
  return node.kind == Node::Kind::kExactly ||
         std::any_of(node.parts.begin(), node.parts.end(), [](const Node& part) { return holds_exactly(part); });
}

void add_filter(Chance& chance, const World& world, Query& query, bool has_rows) {
  Stage stage;
  stage.role = chance.between(0, 2);
  stage.body = chance.below(world.bodies.size());
  bool on_day = query.clauses.time && query.clauses.time->kind == Time::Kind::kOn;
  bool has_actor = query.kind == Query::Kind::kMemberships || query.kind == Query::Kind::kSet;
  has_actor = has_actor && !(query.kind == Query::Kind::kSet && query.set.kind == Node::Kind::kBodiesOf);
  if (on_day && has_actor && chance.percent(50)) {
    stage.kind = chance.pick(std::vector{Stage::Kind::kMemberOf, Stage::Kind::kNotMemberOf, Stage::Kind::kRoleIn});
  } else if (has_rows) {
    stage.kind =
        chance.pick(std::vector{Stage::Kind::kRole, Stage::Kind::kStatus, Stage::Kind::kCertainty, Stage::Kind::kBeganBefore});
    stage.text = stage.kind == Stage::Kind::kStatus ? chance.pick(std::vector<std::string>{"active", "suspended"})
                                                    : chance.pick(std::vector<std::string>{"certain", "inferred"});
    stage.number = chance.between(800, 3000);
  } else {
    return;
  }
  query.stages.push_back(stage);
}

void add_last_stages(Chance& chance, Query& query, bool has_rows, bool has_actor) {
  Stage stage;
  int kind = chance.between(1, 5);
  if (kind == 1) {
    stage.kind = has_rows && chance.percent(70)
                     ? (has_actor && chance.percent(50) ? Stage::Kind::kCountByActor : Stage::Kind::kCountByRole)
                     : Stage::Kind::kCount;
    query.stages.push_back(stage);
    return;
  }
  if (kind >= 4) {
    stage.kind = Stage::Kind::kSort;
    stage.text = has_rows ? chance.pick(std::vector<std::string>{"began", "ended", "role", "body"}) : "name";
    stage.descending = chance.percent(40);
    query.stages.push_back(stage);
  }
  stage.kind = chance.percent(50) ? Stage::Kind::kTake : Stage::Kind::kSkip;
  stage.number = chance.between(0, 3);
  query.stages.push_back(stage);
}

Query random_query(Chance& chance, Calendar& calendar, const Scenario& scenario) {
  const auto& world = scenario.world;
  Query query;
  int kind = chance.between(1, 100);
  query.clauses = random_view(chance, calendar, world, scenario);
  query.clauses.time = random_time(chance, calendar);
  if (kind <= 8) {
    query.kind = Query::Kind::kClaims;
    if (chance.percent(50) || query.clauses.time->kind == Time::Kind::kThroughout) {
      query.clauses.time.reset();
    }
    return query;
  }
  if (kind <= 11) {
    query.kind = Query::Kind::kStates;
    Clauses only_time;
    only_time.time = query.clauses.time;
    query.clauses = only_time;
    return query;
  }
  if (chance.percent(30)) {
    query.clauses.sureness = chance.percent(50) ? Sureness::kCertainly : Sureness::kPossibly;
  }
  bool has_rows = true;
  bool has_actor = true;
  if (kind <= 30) {
    query.kind = Query::Kind::kMemberships;
    query.actors = chance.percent(40) ? some(chance, world.actors.size()) : std::vector<int>{};
    query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
    query.roles = chance.percent(40) ? some(chance, world.roles.size()) : std::vector<int>{};
  } else {
    bool bodies = kind >= 88;
    query.set = random_set(chance, calendar, world, bodies, !query.clauses.sureness, chance.percent(45) ? 0 : 2);
    has_rows = query.set.kind == Node::Kind::kRoleSet || query.set.kind == Node::Kind::kBodiesOf;
    has_actor = !bodies;
    if (holds_exactly(query.set) && query.clauses.time->kind != Time::Kind::kOn) {
      int day = calendar.day();
      query.clauses.time = Time{Time::Kind::kOn, day, day, "on " + iso(day)};
    }
  }
  if (chance.percent(30) && (has_rows || has_actor)) {
    add_filter(chance, world, query, has_rows);
  }
  if (chance.percent(25)) {
    add_last_stages(chance, query, has_rows, has_actor);
  }
  return query;
}

}  // namespace

void add_queries(Chance& chance, Calendar& calendar, Scenario& scenario) {
  for (int i = 0; i < kQueries; ++i) {
    scenario.queries.push_back(random_query(chance, calendar, scenario));
  }
}

}  // namespace entente::oracle
