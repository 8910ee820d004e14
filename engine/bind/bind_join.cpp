// `join (QUERY) on COLS`, `left join`, `without`: rows of two queries side by side.
#include <algorithm>

#include "engine/bind/expr_binder.h"
#include "engine/bind/origin.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

std::optional<std::size_t> find(const Schema& schema, const std::string& name) {
  const auto it = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; });
  return it == schema.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - schema.begin()));
}

std::string names_of(const Schema& schema) {
  std::vector<std::string> names;
  names.reserve(schema.size());
  std::transform(schema.begin(), schema.end(), std::back_inserter(names), [](const Field& f) { return f.name; });
  return alternatives(names);
}

// Each column of `on` stands on both sides, and its values compare.
std::size_t right_column(const Schema& right, const Field& left, const ast::Column& column) {
  const auto found = find(right, column.text);
  if (!found) {
    refuse("N08", "the query in parentheses has no column \"" + column.text + "\"", column.span,
           "it has " + names_of(right) + "; both sides have the columns of on: | derive " + column.text + " = …");
  }
  const Type& type = right[*found].type;
  if (left.type.is(TypeKind::kList) || type.is(TypeKind::kList)) {
    refuse("B09", "lists do not join", column.span, "join on columns of single values");
  }
  if (!comparable(left.type, type)) {
    refuse("B09",
           column.text + " is " + std::string(describe(left.type)) + " on the left and " + std::string(describe(type)) +
               " in the parentheses",
           column.span, "the columns of on are of one kind on both sides");
  }
  return *found;
}

// A left join fills in what is not there, where the right side is counts and `on` names each of the columns that they are by.
std::optional<Counted> counted_for(const Query& right, const std::vector<std::size_t>& right_on) {
  auto out = counted_of(right);
  if (!out) {
    return std::nullopt;
  }
  const auto groups = [](const Stage& s) { return s.op == Stage::Op::kCount || s.op == Stage::Op::kGroup; };
  const auto last = std::find_if(right.stages.rbegin(), right.stages.rend(), groups);
  const auto behind = static_cast<std::size_t>(right.stages.rend() - last);
  std::vector<std::size_t> named;
  for (const std::size_t column : right_on) {
    const Origin origin = origin_of(right, column, behind);
    if (origin.stages != behind || origin.column >= last->columns.size()) {
      return std::nullopt;
    }
    named.push_back(origin.column);
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named.size() == last->columns.size() ? out : std::nullopt;
}

}  // namespace

Stage Binder::join_stage(const Query& before, const ExprBinder& binder, const ast::Join& join, const Clauses& clauses, bool whole) {
  Stage out;
  out.op = Stage::Op::kJoin;
  out.join = join.kind == ast::Join::Kind::kInner  ? Stage::Join::kInner
             : join.kind == ast::Join::Kind::kLeft ? Stage::Join::kLeft
                                                   : Stage::Join::kWithout;
  const Schema& left = before.schema();
  out.schema = left;
  out.columns = columns_of(binder, join.on);
  const bool absent = out.join == Stage::Join::kWithout;
  auto right = std::make_shared<Query>(query(*join.query.query, absent ? turned(clauses) : clauses, whole));
  const Schema& schema = right->schema();
  if (!right->stages.empty() && right->stages.back().op == Stage::Op::kPivot) {
    const auto& stages = join.query.query->stages;
    refuse("B22", "pivot is the last stage of the whole query", stages.empty() ? join.query.span : stages.back().span,
           "join first, then pivot");
  }
  for (std::size_t i = 0; i < out.columns.size(); ++i) {
    out.right_on.push_back(right_column(schema, left[out.columns[i]], join.on[i]));
  }
  const auto is_series = [](const Query& q) {
    const auto period = find(q.schema(), "period");
    return period && is_own_period(q, *period);
  };
  const auto is_period = [](const ast::Column& column) { return column.text == "period"; };
  if (is_series(before) && is_series(*right) && std::none_of(join.on.begin(), join.on.end(), is_period)) {
    refuse("B23", "both sides are series, and every step would meet every other", join.query.span,
           "name period behind \"on\", or drop that column of one side");
  }
  if (out.join != Stage::Join::kWithout) {
    for (std::size_t i = 0; i < schema.size(); ++i) {
      if (std::find(out.right_on.begin(), out.right_on.end(), i) == out.right_on.end()) {
        out.added.push_back(i);
        out.schema.push_back({free_name(out.schema, schema[i].name), schema[i].type});
      }
    }
  }
  if (out.join == Stage::Join::kLeft) {
    out.counted = counted_for(*right, out.right_on);
  }
  out.other = std::move(right);
  return out;
}

}  // namespace entente::bind
