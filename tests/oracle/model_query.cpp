// A question as a whole: its source, once or for every step of its series, and the stages behind it.
#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_changes.h"
#include "tests/oracle/model_conflicts.h"
#include "tests/oracle/model_diff.h"
#include "tests/oracle/model_is.h"
#include "tests/oracle/model_pairs.h"
#include "tests/oracle/model_rows.h"
#include "tests/oracle/model_stage.h"
#include "tests/oracle/model_transitions.h"

namespace entente::oracle {
namespace {

OracleTable source_rows(const Facts& facts, const Query& asked, const Scope& scope, const Step* step) {
  Query query = with_lists(facts, asked, scope);
  switch (query.kind) {
    case Query::Kind::kSet:
      return set_rows(facts, query.set, scope);
    case Query::Kind::kMemberships:
      return membership_rows(facts, query, scope);
    case Query::Kind::kClaims:
      return claim_rows(facts, query, scope, step);
    case Query::Kind::kThings:
    case Query::Kind::kRoles:
    case Query::Kind::kSources:
    case Query::Kind::kCommits:
    case Query::Kind::kHistory:
      return catalogue_rows(facts, query, scope);
    case Query::Kind::kProvisions:
      return provision_rows(facts, query, scope);
    case Query::Kind::kPairs:
    case Query::Kind::kOrderedPairs:
      return pair_rows(facts, query, scope);
    case Query::Kind::kIs:
      return is_rows(facts, query, scope);
    case Query::Kind::kChanges:
      return change_rows(facts, query, scope, step);
    case Query::Kind::kEvents:
      return event_rows(facts, query, scope, step);
    case Query::Kind::kConflicts:
      return conflict_rows(facts, query, scope, step);
    case Query::Kind::kTransitions:
      return transition_rows(facts, query, scope, step);
  }
  return {};
}

OracleTable sorted_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  OracleTable table = source_rows(facts, query, scope, step);
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const OracleRow& a, const OracleRow& b) {
    return std::lexicographical_compare(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end());
  });
  return table;
}

// Steps come in their order, so that the rows are sorted by `period` first.
OracleTable series_rows(const Facts& facts, const Query& query, const Series& series, const std::vector<Scope>& scopes) {
  OracleTable table;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    auto found = sorted_rows(facts, query, scopes[i], series.axis == Series::Axis::kValid ? &series.steps[i] : nullptr);
    table.columns = found.columns;
    table.is_whole = found.is_whole;
    for (auto& row : found.rows) {
      row.step = i;
      row.cells.insert(row.cells.begin(), OracleCell{series.steps[i].label, false, static_cast<int>(i)});
      table.rows.push_back(std::move(row));
    }
  }
  table.columns.insert(table.columns.begin(), "period");
  return table;
}

OracleTable answer_without_diff(const Facts& facts, const Query& query) {
  auto scopes = scopes_of(facts, query);
  OracleTable table;
  if (query.clauses.series) {
    table = series_rows(facts, query, *query.clauses.series, scopes);
  } else {
    table = sorted_rows(facts, query, scopes[0], nullptr);
  }
  for (const auto& stage : query.stages) {
    apply_stage({facts, query, scopes}, stage, table);
  }
  return table;
}

}  // namespace

std::vector<Scope> scopes_of(const Facts& facts, const Query& query) {
  Scope whole;  // a log without a time is whole
  whole.time.kind = Time::Kind::kEver;
  const Scope all = whole.within(query.clauses);
  if (!query.clauses.series) {
    return {all};
  }
  std::vector<Scope> scopes;
  for (auto step : query.clauses.series->steps) {
    step.known = facts.world().commit_on(step.last);
    scopes.push_back(all.at(*query.clauses.series, step));
  }
  return scopes;
}

OracleTable answer(const Facts& facts, const Query& query) {
  if (query.stages.empty() || query.stages.back().kind != Stage::Kind::kDiff) {
    return answer_without_diff(facts, query);
  }
  Query before = query;
  before.stages.pop_back();
  Query after = before;
  after.clauses = replaced(before.clauses, query.stages.back().with);
  return diff_of(answer_without_diff(facts, before), answer_without_diff(facts, after), key_columns(before));
}

}  // namespace entente::oracle
