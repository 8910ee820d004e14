// Rule 29: the other columns name the row.
#include <algorithm>
#include <map>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_tables.h"

namespace entente::oracle {
namespace {

std::string heading(const OracleCell& cell) { return cell.missing ? "missing" : cell.text; }

}  // namespace

OracleTable pivoted(const Asked& asked, const Stage& stage, const Stage* group, const OracleTable& table) {
  const std::string& by = stage.columns.front();
  OracleTable out;
  std::vector<std::string> named;
  for (const auto& column : table.columns) {
    if (column != by && column != stage.text) {
      named.push_back(column);
    }
  }
  std::map<OracleCell, std::size_t> headings;  // and a step of theirs
  std::map<Key, std::map<std::string, OracleCell>> cells;
  std::map<Key, std::size_t> steps;
  for (const auto& row : table.rows) {
    const auto& head = row[column_of(table, by)];
    const auto& value = row[column_of(table, stage.text)];
    headings[head] = row.step;
    auto key = key_of(table, row, named);
    steps[key] = row.step;
    auto& cell = cells[key].try_emplace(heading(head), value).first->second;
    cell = cell.missing ? value : cell;
  }
  out.columns = named;
  for (const auto& [head, step] : headings) {
    out.columns.push_back(heading(head));
  }
  bool counts = group != nullptr && counts_rows(*group, stage.text);
  auto is_by = [&](const std::string& column) {
    return counts && std::find(group->columns.begin(), group->columns.end(), column) != group->columns.end();
  };
  for (const auto& [key, found] : cells) {
    OracleRow row{key};
    const auto& cells_of_key = key;  // clang takes no part of a pair into a closure
    auto of_cell = [&](const std::string& column, const OracleCell& head) -> std::optional<std::string> {
      auto at = std::find(named.begin(), named.end(), column);
      bool is_shown = is_by(column) && (column == by || at != named.end());
      return !is_shown      ? std::nullopt
             : column == by ? std::optional(head.text)
                            : std::optional(cells_of_key[static_cast<std::size_t>(at - named.begin())].text);
    };
    for (const auto& [head, step_of_head] : headings) {
      auto there = found.find(heading(head));
      if (there != found.end()) {
        row.cells.push_back(there->second);
        continue;
      }
      Nothing nothing{{}, of_cell("body", head), of_cell("role", head)};
      bool tells = true;
      if (is_by("period")) {
        tells = of_cell("period", head).has_value();
        nothing.step = by == "period" ? step_of_head : steps[key];
      }
      bool known = counts && tells && is_none_known(asked, nothing);
      row.cells.push_back(known ? whole(0) : missing_in(asked.query, stage.text));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace entente::oracle
