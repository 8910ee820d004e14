// Rules 26, 27 and 31: counts and order.
#include "tests/oracle/model_stage.h"

#include <algorithm>
#include <map>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"
#include "tests/oracle/model_tables.h"

namespace entente::oracle {
namespace {

bool is_kept(const World& world, const Stage& stage, const OracleTable& table, const OracleRow& row) {
  switch (stage.kind) {
    case Stage::Kind::kRole:
      return row[column_of(table, "role")].text == world.roles[static_cast<std::size_t>(stage.role)].name;
    case Stage::Kind::kStatus:
      return row[column_of(table, "status")].text == stage.text;
    case Stage::Kind::kCertainty:
      return row[column_of(table, "certainty")].text == stage.text;
    case Stage::Kind::kBeganBefore:
      return row[column_of(table, "began")].number < stage.number;
    case Stage::Kind::kSharedAbove:
      return row[column_of(table, "shared")].number > stage.number;
    default:
      return true;
  }
}

OracleTable counted_by(const OracleTable& table, const std::vector<std::string>& columns) {
  std::map<Key, int> counts;
  for (const auto& row : table.rows) {
    ++counts[key_of(table, row, columns)];
  }
  OracleTable counted;
  counted.columns = columns;
  counted.columns.emplace_back("count");
  for (const auto& [key, count] : counts) {
    OracleRow row{key};
    row.cells.push_back(whole(count));
    counted.rows.push_back(std::move(row));
  }
  return counted;
}

// Rule 4: steps without rows are kept.
OracleTable counted_by_period(const Asked& asked, const OracleTable& table) {
  OracleTable counted;
  counted.columns = {"period", "count"};
  const auto& series = *asked.query.clauses.series;
  for (std::size_t step = 0; step < series.steps.size(); ++step) {
    auto count = std::count_if(table.rows.begin(), table.rows.end(), [&](const OracleRow& row) { return row.step == step; });
    OracleCell cell = whole(static_cast<int>(count));
    if (count == 0 && !is_zero_known(asked.facts, asked.query, asked.scopes[step])) {
      cell = {"", true, 0};
    }
    counted.rows.push_back({{{series.steps[step].label, false, static_cast<int>(step)}, cell}, step});
  }
  return counted;
}

// Missing sorts last under `desc` too, and equal rows keep their order.
void sort_rows(OracleTable& table, const Stage& stage) {
  auto column = column_of(table, stage.text);
  auto less = [&](const OracleCell& a, const OracleCell& b) { return a.is_bound ? a.number < b.number : a < b; };
  std::stable_sort(table.rows.begin(), table.rows.end(), [&](const OracleRow& a, const OracleRow& b) {
    if (a[column].missing || b[column].missing) {
      return !a[column].missing && b[column].missing;
    }
    return stage.descending ? less(b[column], a[column]) : less(a[column], b[column]);
  });
  table.ordered = true;
}

// The first rows of each key, as many as the stage says.
void keep_first(OracleTable& table, const std::vector<std::string>& columns, int number) {
  std::map<Key, int> seen;
  std::erase_if(table.rows, [&](const OracleRow& row) { return ++seen[key_of(table, row, columns)] > number; });
  table.ordered = true;
}

}  // namespace

std::size_t column_of(const OracleTable& table, const std::string& name) {
  return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) - table.columns.begin());
}

Key key_of(const OracleTable& table, const OracleRow& row, const std::vector<std::string>& columns) {
  Key key;
  for (const auto& column : columns) {
    key.push_back(row[column_of(table, column)]);
    key.back().is_bound = false;
  }
  return key;
}

void apply_stage(const Asked& asked, const Stage& stage, OracleTable& table) {
  auto number = static_cast<std::ptrdiff_t>(std::min(stage.number, static_cast<int>(table.rows.size())));
  switch (stage.kind) {
    case Stage::Kind::kCount: {
      int count = static_cast<int>(table.rows.size());
      table.columns = {"count"};
      table.rows = {{{whole(count)}}};
      return;
    }
    case Stage::Kind::kCountBy:
      table =
          stage.columns == std::vector<std::string>{"period"} ? counted_by_period(asked, table) : counted_by(table, stage.columns);
      return;
    case Stage::Kind::kSort:
      sort_rows(table, stage);
      return;
    case Stage::Kind::kTake:
      table.rows.erase(table.rows.begin() + number, table.rows.end());
      table.ordered = true;
      return;
    case Stage::Kind::kTakeBy:
      keep_first(table, stage.columns, stage.number);
      return;
    case Stage::Kind::kDistinct:
      keep_first(table, stage.columns, 1);
      return;
    case Stage::Kind::kSkip:
      table.rows.erase(table.rows.begin(), table.rows.begin() + number);
      table.ordered = true;
      return;
    case Stage::Kind::kSelect:
    case Stage::Kind::kGroup:
    case Stage::Kind::kJoin:
    case Stage::Kind::kLeftJoin:
    case Stage::Kind::kWithout:
    case Stage::Kind::kPivot:
      apply_table_stage(asked, stage, table);
      return;
    default:
      if (is_test(stage)) {
        apply_test(asked, stage, table);
      } else {
        std::erase_if(table.rows, [&](const OracleRow& row) { return !is_kept(asked.facts.world(), stage, table, row); });
      }
      return;
  }
}

}  // namespace entente::oracle
