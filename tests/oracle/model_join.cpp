// Rows of two questions side by side (rules 4, 23 and 24).
#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_tables.h"

namespace entente::oracle {
namespace {

bool is_equal(const OracleCell& a, const OracleCell& b) {
  if (a.missing || b.missing) {
    return false;
  }
  if (a.is_bound) {  // by the day of the best reading
    return a.number == b.number && a.number > kBefore && a.number < kAfter;
  }
  return a.text == b.text;
}

std::string free_name(const std::vector<std::string>& taken, const std::string& name) {
  std::string out = name;
  for (int number = 2; std::find(taken.begin(), taken.end(), out) != taken.end(); ++number) {
    out = name + "_" + std::to_string(number);
  }
  return out;
}

// The last stage of the right side, if it counts by just these columns.
const Stage* counts_by(const Query& right, std::vector<std::string> on) {
  if (right.stages.empty()) {
    return nullptr;
  }
  const Stage& last = right.stages.back();
  bool groups = last.kind == Stage::Kind::kCountBy || last.kind == Stage::Kind::kGroup;
  auto by = last.columns;
  std::sort(by.begin(), by.end());
  std::sort(on.begin(), on.end());
  return groups && by == on ? &last : nullptr;
}

Nothing nothing_of(const OracleTable& table, const OracleRow& row, const Stage& counts) {
  Nothing nothing;
  for (const auto& column : counts.columns) {
    const auto& cell = row[column_of(table, column)];
    nothing.step = column == "period" ? std::optional(row.step) : nothing.step;
    nothing.body = column == "body" ? std::optional(cell.text) : nothing.body;
    nothing.role = column == "role" ? std::optional(cell.text) : nothing.role;
  }
  return nothing;
}

}  // namespace

OracleTable joined(const Asked& asked, const Stage& stage, const OracleTable& table) {
  Query other = stage.other.front();
  Clauses around = asked.query.clauses;
  if (stage.kind == Stage::Kind::kWithout) {
    around.sureness = turned(Scope{{}, {}, around.sureness.value_or(Sureness::kBest)}).sureness;  // rule 20
  }
  bool own_series = other.clauses.series.has_value();
  other.clauses = inherited(other.clauses, around);
  OracleTable right = answer(asked.facts, other);
  auto scopes = scopes_of(asked.facts, other);
  const Stage* counts = counts_by(other, stage.columns);

  OracleTable out;
  out.columns = table.columns;
  out.ordered = table.ordered;
  out.is_whole = table.is_whole && right.is_whole;
  auto taken = table.columns;
  if (!table.is_whole) {
    taken.insert(taken.end(), {"began", "ended"});  // of states, which the oracle does not show
  }
  std::vector<std::size_t> added;
  for (std::size_t i = 0; i < right.columns.size() && stage.kind != Stage::Kind::kWithout; ++i) {
    if (std::find(stage.columns.begin(), stage.columns.end(), right.columns[i]) == stage.columns.end()) {
      added.push_back(i);
      out.columns.push_back(free_name(taken, right.columns[i]));
      taken.push_back(out.columns.back());
    }
  }
  for (const auto& row : table.rows) {
    bool any = false;
    for (const auto& match : right.rows) {
      bool equal = std::all_of(stage.columns.begin(), stage.columns.end(), [&](const std::string& column) {
        return is_equal(row[column_of(table, column)], match[column_of(right, column)]);
      });
      if (equal && stage.kind != Stage::Kind::kWithout) {
        OracleRow both = row;
        for (auto column : added) {
          both.cells.push_back(match[column]);
        }
        out.rows.push_back(std::move(both));
      }
      any = any || equal;
    }
    if (any || stage.kind == Stage::Kind::kJoin) {
      continue;
    }
    if (stage.kind == Stage::Kind::kWithout && asked.scopes.front().sureness == Sureness::kCertainly) {
      bool compares = std::all_of(stage.columns.begin(), stage.columns.end(), [&](const std::string& column) {
        const auto& cell = row[column_of(table, column)];
        return is_equal(cell, cell);
      });
      bool by_step = other.clauses.series && !own_series;
      if (compares && !is_none_known({asked.facts, other, scopes}, {by_step ? std::optional(row.step) : std::nullopt, {}, {}})) {
        continue;
      }
    }
    OracleRow alone = row;
    bool known = counts != nullptr && is_none_known({asked.facts, other, scopes}, nothing_of(table, row, *counts));
    for (auto column : added) {
      const auto& name = right.columns[column];
      alone.cells.push_back(known && counts_rows(*counts, name) ? whole(0) : missing_in(other, name));
    }
    out.rows.push_back(std::move(alone));
  }
  return out;
}

}  // namespace entente::oracle
