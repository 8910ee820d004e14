// Random stages that put rows together or side by side.
#include <algorithm>

#include "tests/oracle/generate_queries.h"
#include "tests/oracle/model_set.h"

namespace entente::oracle {
namespace {

using Columns = std::vector<std::string>;

bool has(const Columns& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// Some of the columns, each once; at least one.
Columns some_of(Chance& chance, const Columns& columns, int most) {
  Columns chosen;
  for (int n = chance.between(1, most); n > 0; --n) {
    const auto& one = chance.pick(columns);
    if (!has(chosen, one)) {
      chosen.push_back(one);
    }
  }
  return chosen;
}

bool is_pairs(const Query& query) { return query.kind == Query::Kind::kPairs || query.kind == Query::Kind::kOrderedPairs; }

// What groups may be by.
Columns group_columns(const Query& query) {
  auto shape = shape_of(query);
  auto columns = shape.columns;
  if (shape.has_rows && shape.has_actor && !has(columns, "body")) {
    columns.emplace_back("body");
  }
  if (query.kind == Query::Kind::kSet && query.set.kind == Node::Kind::kBodiesOf) {
    columns[0] = "body";
  }
  if (shape.has_period) {
    columns.insert(columns.end(), {"period", "period"});
  }
  return columns;
}

Aggregate random_aggregate(Chance& chance, const Query& query, int number) {
  using Fn = Aggregate::Fn;
  auto shape = shape_of(query);
  Aggregate one;
  one.fn = chance.pick(
      std::vector{Fn::kCount, Fn::kCount, Fn::kCountDistinct, Fn::kMin, Fn::kMax, Fn::kSum, Fn::kMean, Fn::kMedian, Fn::kList});
  one.name = (one.fn == Fn::kList ? "list_" : "a") + std::to_string(number);
  one.column = chance.pick(shape.columns);
  bool adds = one.fn == Fn::kSum || one.fn == Fn::kMean || one.fn == Fn::kMedian;
  if (shape.has_rows && (adds || ((one.fn == Fn::kMin || one.fn == Fn::kMax) && chance.percent(60)))) {
    one.column = chance.pick(Columns{"began", "ended"});
    one.of_year = adds || chance.percent(30);
  } else if (adds && is_pairs(query)) {
    one.column = "shared";
  } else if (adds) {
    one.fn = Fn::kCount;
  }
  return one;
}

Stage random_group(Chance& chance, const Query& query) {
  Stage stage;
  stage.kind = chance.percent(25) ? Stage::Kind::kCountBy : Stage::Kind::kGroup;
  stage.columns = some_of(chance, group_columns(query), 3);
  int number = stage.kind == Stage::Kind::kGroup ? chance.between(1, 3) : 0;
  for (int i = 1; i <= number; ++i) {
    stage.aggregates.push_back(random_aggregate(chance, query, i));
  }
  return stage;
}

// One value for each cell: a group for each row and column, or the first row of each.
void add_pivot(Chance& chance, Query& query, const Stage& group) {
  auto by = chance.pick(group.columns);
  if (by == "shared") {
    return;
  }
  Stage select;
  select.kind = Stage::Kind::kSelect;
  select.columns = group.columns;
  auto value = group.kind == Stage::Kind::kCountBy ? "count" : chance.pick(group.aggregates).name;
  select.columns.push_back(value);
  query.stages.push_back(select);
  Stage pivot;
  pivot.kind = Stage::Kind::kPivot;
  pivot.text = value;
  pivot.columns = {by};
  query.stages.push_back(pivot);
}

void pivot_rows(Chance& chance, Query& query) {
  bool actors = shape_of(query).has_actor;
  Stage distinct;
  distinct.kind = Stage::Kind::kDistinct;
  distinct.columns = {actors ? "actor" : "body"};
  if (query.clauses.series) {
    distinct.columns.insert(distinct.columns.begin(), "period");
  }
  Stage select = distinct;
  select.kind = Stage::Kind::kSelect;
  select.columns.push_back(chance.pick(Columns{"began", "ended", "status"}));
  select.columns.emplace_back("role");
  Stage pivot;
  pivot.kind = Stage::Kind::kPivot;
  pivot.text = select.columns[select.columns.size() - 2];
  pivot.columns = {chance.percent(50) ? "role" : distinct.columns.back()};
  query.stages.insert(query.stages.end(), {distinct, select, pivot});
}

// The question in parentheses: plain, with counts, or with a time of its own.
Query random_other(Chance& chance, Calendar& calendar, const World& world) {
  Query other;
  int kind = chance.between(1, 100);
  if (kind <= 45) {
    other.set.bodies = some(chance, world.bodies.size());
    other.set.roles = chance.percent(80) ? some(chance, world.roles.size()) : std::vector<int>{};
  } else if (kind <= 65) {
    other.kind = Query::Kind::kMemberships;
    other.bodies = chance.percent(60) ? some(chance, world.bodies.size()) : std::vector<int>{};
    other.actors = chance.percent(25) ? some(chance, world.actors.size()) : std::vector<int>{};
    other.roles = chance.percent(50) ? some(chance, world.roles.size()) : std::vector<int>{};
  } else if (kind <= 80) {
    other.set = random_set(chance, calendar, world, false, 1);
  } else if (kind <= 92) {
    other.set.kind = Node::Kind::kBodiesOf;
    other.set.body_word = chance.pick(Columns{"organisations", "bodies", "groups"});
    other.set.actors = some(chance, world.actors.size());
  } else {
    other.kind = Query::Kind::kThings;
  }
  if (chance.percent(25)) {
    int day = calendar.day();
    other.clauses.time = Time{Time::Kind::kOn, day, day, "on " + iso(day)};
  }
  return other;
}

// The columns that both sides have.
Columns common_columns(const Query& left, const Query& right) {
  auto columns_of = [](const Query& query) {
    Columns columns = {shape_of(query).has_actor ? "actor" : "body"};
    if (shape_of(query).has_rows) {
      columns.insert(columns.end(), {"body", "role", "status", "certainty", "began", "ended"});
    }
    bool bodies = query.kind == Query::Kind::kSet && query.set.kind == Node::Kind::kBodiesOf;
    return bodies ? Columns{"body", "role", "status", "certainty", "began", "ended"} : columns;
  };
  Columns common;
  auto others = columns_of(right);
  for (const auto& column : columns_of(left)) {
    if (has(others, column)) {
      common.push_back(column);
    }
  }
  return common;
}

bool is_series(const Query& outer, const Query& other) {
  return outer.clauses.series && !(other.clauses.time && outer.clauses.series->axis == Series::Axis::kValid);
}

}  // namespace

void add_join(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  if (is_pairs(query)) {
    return;
  }
  Query other = random_other(chance, calendar, world);
  auto common = common_columns(query, other);
  if (common.empty()) {
    return;
  }
  Stage stage;
  stage.kind = chance.pick(std::vector{Stage::Kind::kJoin, Stage::Kind::kLeftJoin, Stage::Kind::kLeftJoin, Stage::Kind::kWithout});
  stage.columns = some_of(chance, common, 3);
  Query asked = other;
  asked.clauses.series = is_series(query, other) ? query.clauses.series : std::nullopt;
  if (chance.percent(45)) {
    Stage group = random_group(chance, asked);
    group.columns = stage.columns;
    if (asked.clauses.series) {
      group.columns.emplace_back("period");
    }
    for (auto& aggregate : group.aggregates) {
      aggregate.name += "x";
    }
    other.stages.push_back(group);
  }
  if (asked.clauses.series) {
    stage.columns.insert(chance.percent(50) ? stage.columns.begin() : stage.columns.end(), "period");
  }
  stage.other = {other};
  query.stages.push_back(stage);
}

bool add_group(Chance& chance, Query& query) {
  bool joined = std::any_of(query.stages.begin(), query.stages.end(), [](const Stage& s) { return !s.other.empty(); });
  if (chance.percent(15) && shape_of(query).has_rows && !joined) {
    pivot_rows(chance, query);
    return false;
  }
  Stage group = random_group(chance, query);
  query.stages.push_back(group);
  if (chance.percent(50)) {
    add_pivot(chance, query, group);
    return false;
  }
  return std::none_of(group.aggregates.begin(), group.aggregates.end(), [](const Aggregate& one) {
    return one.fn == Aggregate::Fn::kMean || one.fn == Aggregate::Fn::kMedian || one.fn == Aggregate::Fn::kList;
  });
}

}  // namespace entente::oracle
