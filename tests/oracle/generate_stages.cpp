// Random stages.
#include "tests/oracle/generate_queries.h"
#include "tests/oracle/model_set.h"

namespace entente::oracle {
namespace {

bool is_pairs(const Query& query) { return query.kind == Query::Kind::kPairs || query.kind == Query::Kind::kOrderedPairs; }

}  // namespace

Shape shape_of(const Query& query) {
  Shape shape;
  bool leaf = query.set.kind == Node::Kind::kRoleSet || query.set.kind == Node::Kind::kBodiesOf;
  bool bodies = (query.kind == Query::Kind::kSet || query.kind == Query::Kind::kThings) && is_body_set(query.set);
  shape.has_rows = query.kind == Query::Kind::kMemberships || (query.kind == Query::Kind::kSet && leaf);
  shape.has_actor = query.kind != Query::Kind::kClaims && !bodies && !is_pairs(query);
  shape.has_body = shape.has_rows || bodies;
  shape.has_period = query.clauses.series.has_value();
  if (is_pairs(query)) {
    shape.columns = {"a", "b", "shared"};
    return shape;
  }
  shape.columns = {shape.has_actor ? "actor" : "body"};
  if (shape.has_rows) {
    shape.columns.insert(shape.columns.end(), {"role", "status", "certainty"});
  }
  return shape;
}

namespace {

Stage random_test(Chance& chance, Calendar& calendar, const World& world, bool of_actor) {
  Stage stage;
  // Whether the body of a row counts as named is left open.
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
  if (is_pairs(query)) {
    Stage stage;
    stage.kind = Stage::Kind::kSharedAbove;
    stage.number = chance.between(0, 2);
    query.stages.push_back(stage);
    return;
  }
  bool asks_actor = shape.has_actor && (!shape.has_body || query.clauses.counting || chance.percent(80));
  if (chance.percent(60) && (asks_actor || (shape.has_body && !query.clauses.counting))) {
    query.stages.push_back(random_test(chance, calendar, world, asks_actor));
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
    stage.text = is_pairs(query) ? "shared" : stage.text;
    stage.descending = chance.percent(40);
    query.stages.push_back(stage);
  }
  stage.kind = chance.percent(50) ? Stage::Kind::kTake : Stage::Kind::kSkip;
  query.stages.push_back(stage);
}

// Kinds of clauses that keep the columns of the answer as they are.
void add_diff(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  Stage stage;
  stage.kind = Stage::Kind::kDiff;
  auto is_along = [&](Series::Axis axis) { return query.clauses.series && query.clauses.series->axis == axis; };
  int kind = chance.between(1, 100);
  bool asks_claims = query.kind != Query::Kind::kThings;
  if (!is_along(Series::Axis::kValid) && (kind <= 50 || !asks_claims)) {
    stage.with.time = random_time(chance, calendar);
  } else if (!asks_claims) {
    return;
  } else if (kind <= 70) {
    stage.with.according = {random_source(chance, world)};
  } else if (kind <= 80 && !is_along(Series::Axis::kReported)) {
    stage.with.reported = calendar.day();
  } else if (kind <= 90 && query.clauses.sureness) {
    stage.with.sureness = chance.percent(50) ? Sureness::kCertainly : Sureness::kPossibly;
  } else if (kind <= 95 && query.kind != Query::Kind::kMemberships) {
    stage.with.counting = true;
  } else {
    stage.with.including = {chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged})};
  }
  query.stages.push_back(stage);
}

}  // namespace

void add_stages(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  if (query.kind == Query::Kind::kIs) {
    return;
  }
  if (chance.percent(30) && query.kind != Query::Kind::kThings) {
    add_filter(chance, calendar, world, query, shape_of(query));
  }
  bool joins = chance.percent(15);
  if (joins) {
    add_join(chance, calendar, world, query);
  }
  bool groups = chance.percent(15);
  bool may_differ = !groups || add_group(chance, query);
  if (!groups && !joins && chance.percent(25) && query.kind != Query::Kind::kThings) {
    add_last_stages(chance, query, shape_of(query));
  }
  if (may_differ && !joins && chance.percent(12)) {
    add_diff(chance, calendar, world, query);
  }
}

}  // namespace entente::oracle
