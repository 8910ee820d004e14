#include "tests/oracle/model_diff.h"

#include <algorithm>
#include <map>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_set.h"
#include "tests/oracle/model_stage.h"

namespace entente::oracle {
namespace {

using Rows = std::vector<const OracleRow*>;

std::vector<std::string> source_key(const Query& query) {
  switch (query.kind) {
    case Query::Kind::kPairs:
    case Query::Kind::kOrderedPairs:
      return {"a", "b"};
    case Query::Kind::kThings:
    case Query::Kind::kSet:
      if (query.set.kind == Node::Kind::kRoleSet) {
        return {"actor", "body"};
      }
      return {is_body_set(query.set) ? "body" : "actor"};
    case Query::Kind::kIs:
    case Query::Kind::kProvisions:
    case Query::Kind::kRoles:
    case Query::Kind::kSources:
    case Query::Kind::kCommits:
    case Query::Kind::kHistory:
      return {};
    case Query::Kind::kMemberships:
    case Query::Kind::kChanges:
    case Query::Kind::kConflicts:
    case Query::Kind::kEvents:
    case Query::Kind::kTransitions:
    case Query::Kind::kClaims:
      break;
  }
  return {"actor", "body"};
}

std::vector<std::string> compared_columns(const OracleTable& table, const std::vector<std::string>& key) {
  std::vector<std::string> columns;
  for (const auto& column : table.columns) {
    bool is_aside = column == "certainty" || column == "sources" || std::find(key.begin(), key.end(), column) != key.end();
    if (!is_aside) {
      columns.push_back(column);
    }
  }
  return columns;
}

std::vector<std::string> texts(const OracleTable& table, const OracleRow& row, const std::vector<std::string>& columns) {
  std::vector<std::string> found;
  for (const auto& column : columns) {
    auto at = column_of(table, column);
    found.push_back(at == table.columns.size() || row[at].missing ? "" : row[at].text);
  }
  return found;
}

std::map<std::vector<OracleCell>, Rows> by_key(const OracleTable& table, const std::vector<std::string>& key) {
  std::map<std::vector<OracleCell>, Rows> found;
  for (const auto& row : table.rows) {
    std::vector<OracleCell> cells;
    for (const auto& column : key) {
      cells.push_back(row[column_of(table, column)]);
    }
    found[cells].push_back(&row);
  }
  for (auto& [cells, rows] : found) {  // rule 28: in the order of rule 27, whatever `sort` made of it
    std::stable_sort(rows.begin(), rows.end(), [](const OracleRow* a, const OracleRow* b) { return a->cells < b->cells; });
  }
  return found;
}

}  // namespace

std::vector<std::string> key_columns(const Query& query) {
  auto key = source_key(query);
  if (query.clauses.series) {
    key.insert(key.begin(), "period");
  }
  for (const auto& stage : query.stages) {
    if (stage.kind == Stage::Kind::kCount || stage.kind == Stage::Kind::kCountBy || stage.kind == Stage::Kind::kGroup) {
      key = stage.kind == Stage::Kind::kCount ? std::vector<std::string>() : stage.columns;
    }
  }
  return key;
}

Clauses replaced(Clauses clauses, const Clauses& with) {
  clauses.time = with.time ? with.time : clauses.time;
  clauses.according = with.according.empty() ? clauses.according : with.according;
  clauses.reported = with.reported ? with.reported : clauses.reported;
  clauses.commit = with.commit ? with.commit : clauses.commit;
  clauses.including = with.including.empty() ? clauses.including : with.including;
  clauses.sureness = with.sureness ? with.sureness : clauses.sureness;
  clauses.counting = clauses.counting || with.counting;
  return clauses;
}

OracleTable diff_of(const OracleTable& before, const OracleTable& after, const std::vector<std::string>& key) {
  OracleTable diff;
  diff.columns = key;
  for (const char* column : {"change", "column", "before", "after"}) {
    diff.columns.emplace_back(column);
  }
  // reading: a column that one side alone has, as `including` adds, makes no difference
  auto columns = compared_columns(before.columns.size() <= after.columns.size() ? before : after, key);
  auto left = by_key(before, key);
  auto right = by_key(after, key);
  std::map<std::vector<OracleCell>, int> keys;
  for (const auto* side : {&left, &right}) {
    for (const auto& [cells, rows] : *side) {
      keys[cells] = 0;
    }
  }
  for (const auto& [cells, unused] : keys) {
    auto add = [&, cells = cells](const char* change, const std::string& column, const std::string& was, const std::string& is) {
      OracleRow row{cells};
      for (const auto& text : {std::string(change), column, was, is}) {
        row.cells.push_back(word(text));
      }
      diff.rows.push_back(std::move(row));
    };
    std::vector<std::vector<std::string>> was;
    for (const auto* row : left[cells]) {
      was.push_back(texts(before, *row, columns));
    }
    std::vector<std::vector<std::string>> is;
    for (const auto* row : right[cells]) {
      auto one = texts(after, *row, columns);
      auto equal = std::find(was.begin(), was.end(), one);
      if (equal == was.end()) {
        is.push_back(one);
      } else {
        was.erase(equal);
      }
    }
    for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
      if (i >= was.size() || i >= is.size()) {
        add(i >= was.size() ? "added" : "removed", "", "", "");
        continue;
      }
      for (std::size_t column = 0; column < columns.size(); ++column) {
        if (was[i][column] != is[i][column]) {
          add("changed", columns[column], was[i][column], is[i][column]);
        }
      }
    }
  }
  return diff;
}

}  // namespace entente::oracle
