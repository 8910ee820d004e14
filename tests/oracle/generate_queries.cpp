// Random questions about a scenario.
#include <algorithm>

#include "tests/oracle/generate_clauses.h"
#include "tests/oracle/model_set.h"

namespace entente::oracle {
namespace {

constexpr int kQueries = 40;

std::vector<int> some(Chance& chance, std::size_t count) {
  std::vector<int> items = {chance.below(count)};
  int other = chance.below(count);
  if (chance.percent(25) && other != items[0]) {
    items.push_back(other);
  }
  return items;
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

// What the rows of a question have, for the stages that may follow.
struct Shape {
  std::vector<std::string> columns;  // that take part in `by` and `distinct`
  bool has_rows = false;             // memberships
  bool has_actor = false;
  bool has_body = false;
  bool has_period = false;
};

Shape shape_of(const Query& query) {
  Shape shape;
  bool leaf = query.set.kind == Node::Kind::kRoleSet || query.set.kind == Node::Kind::kBodiesOf;
  bool bodies = query.kind == Query::Kind::kSet && is_body_set(query.set);
  shape.has_rows = query.kind == Query::Kind::kMemberships || (query.kind == Query::Kind::kSet && leaf);
  shape.has_actor = query.kind != Query::Kind::kClaims && !bodies;
  shape.has_body = shape.has_rows || bodies;
  shape.has_period = query.clauses.series.has_value();
  shape.columns = {shape.has_actor ? "actor" : "body"};
  if (shape.has_rows) {
    shape.columns.insert(shape.columns.end(), {"role", "status", "certainty", "began"});
  }
  return shape;
}

Stage random_test(Chance& chance, Calendar& calendar, const World& world, bool of_actor) {
  Stage stage;
  stage.kind = !of_actor ? Stage::Kind::kSize
                         : chance.pick(std::vector{Stage::Kind::kMemberOf, Stage::Kind::kNotMemberOf, Stage::Kind::kRoleIn,
                                                   Stage::Kind::kBeganIn, Stage::Kind::kEndedIn});
  stage.role = chance.between(0, 2);
  stage.body = chance.below(world.bodies.size());
  if (chance.percent(25)) {
    stage.on_day = calendar.day();
  }
  bool may_keep = stage.kind != Stage::Kind::kSize && stage.kind != Stage::Kind::kBeganIn && stage.kind != Stage::Kind::kEndedIn;
  stage.text = may_keep && chance.percent(70) ? "" : "x";
  return stage;
}

void add_filter(Chance& chance, Calendar& calendar, const World& world, Query& query, const Shape& shape) {
  if (chance.percent(60) && (shape.has_actor || shape.has_body)) {
    query.stages.push_back(random_test(chance, calendar, world, shape.has_actor && (!shape.has_body || chance.percent(80))));
    return;
  }
  if (!shape.has_rows) {
    return;
  }
  Stage stage;
  stage.role = chance.between(0, 2);
  stage.kind =
      chance.pick(std::vector{Stage::Kind::kRole, Stage::Kind::kStatus, Stage::Kind::kCertainty, Stage::Kind::kBeganBefore});
  stage.text = stage.kind == Stage::Kind::kStatus ? chance.pick(std::vector<std::string>{"active", "suspended"})
                                                  : chance.pick(std::vector<std::string>{"certain", "inferred"});
  stage.number = chance.between(800, 3000);
  query.stages.push_back(stage);
}

std::vector<std::string> random_columns(Chance& chance, const Shape& shape) {
  std::vector<std::string> columns;
  if (shape.has_period && chance.percent(60)) {
    columns.emplace_back("period");
  }
  if (columns.empty() || chance.percent(50)) {
    columns.push_back(chance.pick(shape.columns));
  }
  return columns;
}

void add_last_stages(Chance& chance, Query& query, const Shape& shape) {
  Stage stage;
  int kind = chance.between(1, 8);
  stage.number = chance.between(0, 3);
  if (kind <= 2) {
    stage.kind = chance.percent(70) ? Stage::Kind::kCountBy : Stage::Kind::kCount;
    stage.columns = random_columns(chance, shape);
    if (stage.columns == std::vector<std::string>{"period"}) {
      stage.columns.push_back(shape.columns[0]);
    }
    query.stages.push_back(stage);
    return;
  }
  if (kind <= 4) {
    stage.kind = kind == 3 ? Stage::Kind::kDistinct : Stage::Kind::kTakeBy;
    stage.columns = random_columns(chance, shape);
    query.stages.push_back(stage);
    return;
  }
  if (kind >= 6) {
    stage.kind = Stage::Kind::kSort;
    stage.text = shape.has_rows ? chance.pick(std::vector<std::string>{"began", "ended", "role", "name"}) : "name";
    stage.text = shape.has_period && chance.percent(30) ? "period" : stage.text;
    stage.text = stage.text == "name" && query.kind == Query::Kind::kMemberships ? "body_name" : stage.text;
    stage.descending = chance.percent(40);
    query.stages.push_back(stage);
  }
  stage.kind = chance.percent(50) ? Stage::Kind::kTake : Stage::Kind::kSkip;
  query.stages.push_back(stage);
}

// A series is asked of days alone where counted sets need it.
void add_time(Chance& chance, Calendar& calendar, Query& query) {
  if (holds_exactly(query.set) && query.clauses.time->kind != Time::Kind::kOn) {
    int day = calendar.day();
    query.clauses.time = Time{Time::Kind::kOn, day, day, "on " + iso(day)};
  }
  if (!chance.percent(30)) {
    return;
  }
  add_series(chance, calendar, query.clauses);
  if (holds_exactly(query.set) && query.clauses.series->sampling > Series::Sampling::kAtStart) {
    query.clauses.series.reset();
    int day = calendar.day();
    query.clauses.time = Time{Time::Kind::kOn, day, day, "on " + iso(day)};
  }
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
    if (chance.percent(25)) {
      add_series(chance, calendar, query.clauses);
      bool is_sampled =
          query.clauses.series->sampling != Series::Sampling::kAtEnd || query.clauses.series->text.ends_with("at end");
      query.clauses.series = is_sampled ? std::optional<Series>() : query.clauses.series;  // no log takes sampling words
    }
    return query;
  }
  if (kind <= 11) {
    query.kind = Query::Kind::kStates;
    Clauses only_time;
    only_time.time = query.clauses.time;
    query.clauses = only_time;
    if (chance.percent(30)) {
      query.clauses.series = random_series(chance, calendar);
      query.clauses.time.reset();
    }
    return query;
  }
  if (chance.percent(30)) {
    query.clauses.sureness = chance.percent(50) ? Sureness::kCertainly : Sureness::kPossibly;
  }
  if (kind <= 30) {
    query.kind = Query::Kind::kMemberships;
    query.actors = chance.percent(40) ? some(chance, world.actors.size()) : std::vector<int>{};
    query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
    query.roles = chance.percent(40) ? some(chance, world.roles.size()) : std::vector<int>{};
  } else {
    query.set = random_set(chance, calendar, world, kind >= 88, !query.clauses.sureness, chance.percent(45) ? 0 : 2);
  }
  add_time(chance, calendar, query);
  if (chance.percent(30)) {
    add_filter(chance, calendar, world, query, shape_of(query));
  }
  if (chance.percent(25)) {
    add_last_stages(chance, query, shape_of(query));
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
