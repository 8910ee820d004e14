#include "tests/oracle/model_tables.h"

#include <algorithm>

#include "tests/oracle/model_rows.h"

namespace entente::oracle {
namespace {

template <class T>
std::optional<int> find(const std::vector<T>& items, const std::string& text, std::string T::*name) {
  auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.*name == text; });
  return found == items.end() ? std::nullopt : std::optional(static_cast<int>(found - items.begin()));
}

OracleTable selected(const OracleTable& table, const std::vector<std::string>& columns) {
  OracleTable out = table;
  out.columns = columns;
  out.is_whole = true;
  for (auto& row : out.rows) {
    std::vector<OracleCell> cells;
    for (const auto& column : columns) {
      cells.push_back(row[column_of(table, column)]);
    }
    row.cells = std::move(cells);
  }
  return out;
}

// Narrowed to one body and one role; nothing where that was not asked.
std::optional<Query> narrowed(const World& world, Query query, const Nothing& nothing) {
  bool is_leaf = query.kind == Query::Kind::kSet && query.set.kind == Node::Kind::kRoleSet;
  bool is_bodies_of = query.kind == Query::Kind::kSet && query.set.kind == Node::Kind::kBodiesOf;
  if (!is_leaf && !is_bodies_of && query.kind != Query::Kind::kMemberships) {
    return query;
  }
  auto& bodies = query.kind == Query::Kind::kSet ? query.set.bodies : query.bodies;
  auto& roles = query.kind == Query::Kind::kSet ? query.set.roles : query.roles;
  if (nothing.body) {
    auto body = find(world.bodies, *nothing.body, &Thing::code);
    if (!body || (!is_bodies_of && !is_wanted(bodies, *body))) {
      return std::nullopt;
    }
    const auto& kind = world.bodies[static_cast<std::size_t>(*body)].kind;
    if (is_bodies_of && query.set.body_word != "bodies" && query.set.body_word != kind + "s") {
      return std::nullopt;
    }
    bodies = {*body};
    query.set.kind = is_bodies_of ? Node::Kind::kRoleSet : query.set.kind;
  }
  if (nothing.role) {
    auto role = find(world.roles, *nothing.role, &Role::name);
    if (!role || !is_of_roles(world, *role, roles)) {
      return std::nullopt;
    }
    roles = {*role};
  }
  return query;
}

// The group whose counts still stand there, if no stage since has left any out.
const Stage* last_group(const Asked& asked, const Stage& until) {
  const Stage* group = nullptr;
  for (const auto& stage : asked.query.stages) {
    if (&stage == &until) {
      break;
    }
    bool groups = stage.kind == Stage::Kind::kGroup || stage.kind == Stage::Kind::kCountBy || stage.kind == Stage::Kind::kCount;
    bool keeps = stage.kind == Stage::Kind::kSelect || stage.kind == Stage::Kind::kSort;
    group = groups ? &stage : keeps ? group : nullptr;
  }
  return group;
}

}  // namespace

bool counts_rows(const Stage& group, const std::string& column) {
  if (group.kind != Stage::Kind::kGroup) {
    return column == "count";
  }
  return std::any_of(group.aggregates.begin(), group.aggregates.end(), [&](const Aggregate& one) {
    bool counts = one.fn == Aggregate::Fn::kCount || one.fn == Aggregate::Fn::kCountDistinct || one.fn == Aggregate::Fn::kSum;
    return counts && one.name == column;
  });
}

OracleCell missing_in(const Query& query, const std::string& column) {
  bool is_date = column.starts_with("began") || column.starts_with("ended");
  for (const auto& stage : query.stages) {
    for (const auto& one : stage.aggregates) {
      is_date = is_date || (one.name == column && of_nothing(one).text == "-");
    }
  }
  return {is_date ? "-" : "", true, 0};
}

bool is_none_known(const Asked& asked, const Nothing& nothing) {
  auto is_known = [&](const Scope& scope) {  // the sets in its lists stand for what they hold at that time
    auto query = narrowed(asked.facts.world(), with_lists(asked.facts, asked.query, scope), nothing);
    return query && is_zero_known(asked.facts, *query, scope);
  };
  return nothing.step ? is_known(asked.scopes[*nothing.step]) : std::all_of(asked.scopes.begin(), asked.scopes.end(), is_known);
}

Clauses inherited(const Clauses& own, const Clauses& outer) {
  Clauses out = own;
  auto is_stated = [&](Series::Axis axis) {
    return axis == Series::Axis::kValid      ? own.time.has_value()
           : axis == Series::Axis::kReported ? own.reported.has_value()
                                             : own.commit.has_value();
  };
  if (!own.series && outer.series && !is_stated(outer.series->axis)) {
    out.series = outer.series;
  }
  out.time = own.time || own.series ? own.time : outer.time;
  out.according = own.according.empty() ? outer.according : own.according;
  out.reported = own.reported ? own.reported : outer.reported;
  out.commit = own.commit ? own.commit : outer.commit;
  out.including = own.including.empty() ? outer.including : own.including;
  out.sureness = own.sureness ? own.sureness : outer.sureness;
  out.counting = own.counting || outer.counting;
  return out;
}

void apply_table_stage(const Asked& asked, const Stage& stage, OracleTable& table) {
  switch (stage.kind) {
    case Stage::Kind::kSelect:
      table = selected(table, stage.columns);
      return;
    case Stage::Kind::kGroup:
      table = grouped(asked, stage, table);
      return;
    case Stage::Kind::kPivot:
      table = pivoted(asked, stage, last_group(asked, stage), table);
      return;
    default:
      table = joined(asked, stage, table);
      return;
  }
}

}  // namespace entente::oracle
