// `diff with …`: the query so far, bound once more under other clauses, and the columns by which rows of both are matched (rule
// 28).
#include <algorithm>
#include <array>
#include <iterator>

#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

constexpr std::array<std::string_view, 3> kDiffWords = {"removed", "added", "changed"};

using Names = std::vector<std::string>;

// What tells one row of a source from another.
Names key_of_rows(Query::Rows rows) {
  switch (rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kAllMemberships:
    case Query::Rows::kClaims:
    case Query::Rows::kChanges:
    case Query::Rows::kTransitions:
    case Query::Rows::kConflicts:
      return {"actor", "body"};
    case Query::Rows::kActorSet:
    case Query::Rows::kActors:
      return {"actor"};
    case Query::Rows::kBodySet:
    case Query::Rows::kBodies:
    case Query::Rows::kBodiesOf:
      return {"body"};
    case Query::Rows::kPairs:
      return {"a", "b"};
    case Query::Rows::kEvents:
      return {"date", "event", "actor"};
    case Query::Rows::kProvisions:
      return {"topic", "text"};
    case Query::Rows::kRoles:
      return {"role"};
    case Query::Rows::kSources:
      return {"source"};
    case Query::Rows::kCommits:
      return {"commit"};
    case Query::Rows::kHistory:
      return {"commit", "what"};
    case Query::Rows::kIs:
    case Query::Rows::kFile:
      break;
  }
  return {};
}

// In a file, whoever and whatever day a row is about.
Names key_in_file(const Query& query) {
  Names names;
  for (const auto& field : query.source_schema) {
    if (field.type.is(Type::Kind::kActor) || field.type.is(Type::Kind::kBody) || field.type.is(Type::Kind::kBegan)) {
      names.push_back(field.name);
    }
  }
  return names;
}

// The columns of `by` once rows were counted; before that those of the source, and `period` with each.
Names key_names(const Query& query) {
  const auto groups = [](const Stage& stage) { return stage.op == Stage::Op::kCount || stage.op == Stage::Op::kGroup; };
  const auto last = std::find_if(query.stages.rbegin(), query.stages.rend(), groups);
  if (last != query.stages.rend()) {
    Names names;
    const auto keys = static_cast<std::ptrdiff_t>(last->columns.size());
    std::transform(last->schema.begin(), last->schema.begin() + keys, std::back_inserter(names),
                   [](const Field& f) { return f.name; });
    return names;
  }
  Names names = query.file ? key_in_file(query) : key_of_rows(query.rows);
  if (query.series) {
    names.insert(names.begin(), "period");
  }
  return names;
}

std::string joined(const Names& names) {
  std::string out;
  for (const auto& name : names) {
    out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

std::size_t place_of(const Schema& schema, const std::string& name) {
  const auto it = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; });
  return static_cast<std::size_t>(it - schema.begin());
}

}  // namespace

// The query in one piece, as if its parentheses and lets were not there (rule 8), with the first `stage_count` of its stages.
ast::Query Binder::flattened(const ast::Query& query, std::size_t stage_count) {
  const ast::Query* inner = inner_query(query);
  ast::Query out = inner == nullptr ? query : flattened(*inner, inner->stages.size());
  const auto end = query.stages.begin() + static_cast<std::ptrdiff_t>(stage_count);
  if (inner == nullptr) {
    out.stages.assign(query.stages.begin(), end);
    return out;
  }
  out.clauses = merged(out.clauses, {query.clauses}).list;
  out.stages.insert(out.stages.end(), query.stages.begin(), end);
  return out;
}

Stage Binder::diff_stage(const Query& before, const ast::Query& query, std::size_t number, const Clauses& outer) {
  const auto& diff = std::get<ast::Diff>(query.stages[number].kind);
  const Span span = query.stages[number].span;
  const auto is_diff = [](const Stage& stage) { return stage.op == Stage::Op::kDiff; };
  if (std::any_of(before.stages.begin(), before.stages.end(), is_diff)) {
    refuse("B04", "diff stands once in a query", span,
           "compare two times, sources or states of knowledge at once: diff with on 2024-01-01 according to …");
  }
  ast::Query other = flattened(query, number);
  other.clauses = merged(diff.clauses, {other.clauses}).list;
  const auto around = std::exchange(named_at_, place(span));  // some of its parts may be those of a let
  auto after = std::make_shared<Query>(this->query(other, outer, true));
  named_at_ = around;
  if (before.series.has_value() != after->series.has_value()) {
    refuse("B18", "one side is a series and the other is not", span, "each … stands on both sides, or on none");
  }
  if (before.file && key_names(before).empty()) {
    refuse("B18", "rows of a file are matched by their actors, bodies and dates, and none is named", span,
           "say what the columns hold: with state as actor");
  }
  Stage out;
  out.op = Stage::Op::kDiff;
  const Schema& left = before.schema();
  for (const auto& name : key_names(before)) {
    const std::size_t column = place_of(left, name);
    if (column == left.size()) {
      refuse("B18", "rows are matched by " + joined(key_names(before)) + ", and " + name + " is not among the columns", span,
             "keep " + name + " in select");
    }
    out.columns.push_back(column);
    out.schema.push_back(left[column]);
  }
  out.schema.push_back({"change", {Type::Kind::kWord, kDiffWords, {}}});
  for (const char* name : {"column", "before", "after"}) {
    out.schema.push_back({name, {Type::Kind::kText, {}, {}}});
  }
  out.other = std::move(after);
  return out;
}

}  // namespace entente::bind
