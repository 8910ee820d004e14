// Rule 26: groups, and what is worked out of each.
#include <algorithm>
#include <map>
#include <numeric>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_tables.h"

namespace entente::oracle {
namespace {

using Fn = Aggregate::Fn;

bool names_a_day(const OracleCell& cell) {
  return !cell.missing && (!cell.is_bound || (cell.number > kBefore && cell.number < kAfter));
}

// The values that an aggregate looks at, in the order of the rows; missing ones are passed over.
std::vector<OracleCell> values_of(const OracleTable& table, const std::vector<const OracleRow*>& rows, const Aggregate& aggregate) {
  std::vector<OracleCell> values;
  for (const auto* row : rows) {
    OracleCell cell = (*row)[column_of(table, aggregate.column)];
    bool counts = aggregate.fn != Fn::kMin && aggregate.fn != Fn::kMax && !aggregate.of_year;
    if (!(counts ? !cell.missing : names_a_day(cell))) {
      continue;
    }
    values.push_back(aggregate.of_year ? whole(std::stoi(iso(cell.number).substr(0, 4))) : cell);
  }
  return values;
}

OracleCell median_of(const std::vector<OracleCell>& values) {
  std::vector<int> numbers;
  for (const auto& value : values) {
    numbers.push_back(value.number);
  }
  std::sort(numbers.begin(), numbers.end());
  auto middle = numbers.size() / 2;
  return decimal(numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2.0);
}

OracleCell worked_out(const OracleTable& table, const std::vector<const OracleRow*>& rows, const Aggregate& aggregate) {
  if (aggregate.fn == Fn::kCount) {
    return whole(static_cast<int>(rows.size()));
  }
  auto values = values_of(table, rows, aggregate);
  if (values.empty()) {
    return of_nothing(aggregate);
  }
  auto less = [](const OracleCell& a, const OracleCell& b) { return a.is_bound ? a.number < b.number : a < b; };
  int sum =
      std::accumulate(values.begin(), values.end(), 0, [](int so_far, const OracleCell& cell) { return so_far + cell.number; });
  switch (aggregate.fn) {
    case Fn::kCountDistinct: {
      std::set<std::string> texts;
      for (const auto& value : values) {
        texts.insert(value.text);
      }
      return whole(static_cast<int>(texts.size()));
    }
    case Fn::kMin:
      return *std::min_element(values.begin(), values.end(), less);
    case Fn::kMax: {  // the first of equal ones
      auto best = values.begin();
      for (auto it = values.begin(); it != values.end(); ++it) {
        best = less(*best, *it) ? it : best;
      }
      return *best;
    }
    case Fn::kSum:
      return whole(sum);
    case Fn::kMean:
      return decimal(static_cast<double>(sum) / static_cast<double>(values.size()));
    case Fn::kMedian:
      return median_of(values);
    default: {
      std::string text;
      for (const auto& value : values) {
        text += (text.empty() ? "" : ", ") + value.text;
      }
      return {text, false, 0};
    }
  }
}

}  // namespace

OracleCell of_nothing(const Aggregate& aggregate) {
  bool is_date = (aggregate.fn == Fn::kMin || aggregate.fn == Fn::kMax) && !aggregate.of_year &&
                 (aggregate.column == "began" || aggregate.column == "ended");
  switch (aggregate.fn) {
    case Fn::kCount:
    case Fn::kCountDistinct:
    case Fn::kSum:
      return whole(0);
    default:
      return {is_date ? "-" : "", true, 0};
  }
}

OracleTable grouped(const Asked& asked, const Stage& stage, const OracleTable& table) {
  std::map<Key, std::vector<const OracleRow*>> groups;
  for (const auto& row : table.rows) {
    groups[key_of(table, row, stage.columns)].push_back(&row);
  }
  OracleTable out;
  out.columns = stage.columns;
  for (const auto& aggregate : stage.aggregates) {
    out.columns.push_back(aggregate.name);
  }
  for (const auto& [key, rows] : groups) {
    OracleRow row{key, rows.front()->step};
    for (const auto& aggregate : stage.aggregates) {
      row.cells.push_back(worked_out(table, rows, aggregate));
    }
    out.rows.push_back(std::move(row));
  }
  if (stage.columns != std::vector<std::string>{"period"}) {
    return out;
  }
  const auto& steps = asked.query.clauses.series->steps;
  for (std::size_t step = 0; step < steps.size(); ++step) {  // rule 4: steps without rows are kept
    bool is_there = std::any_of(out.rows.begin(), out.rows.end(), [&](const OracleRow& row) { return row.step == step; });
    bool known = is_there || is_none_known(asked, {step, {}, {}});
    OracleRow row{{{steps[step].label, false, static_cast<int>(step)}}, step};
    for (const auto& aggregate : stage.aggregates) {
      row.cells.push_back(known ? of_nothing(aggregate) : missing_in(asked.query, aggregate.name));
    }
    if (!is_there) {
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace entente::oracle
