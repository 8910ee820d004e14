// What will be done, step by step: a chain of nodes from the source of rows to the answer. Reads no rows; borrows from its query.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/bind/query.h"

namespace entente::plan {

/// All rows of the query's source, in the order of rule 27.
struct Source {
  const bind::Query* query = nullptr;
};
struct Filter {
  const bind::Expr* condition = nullptr;
};
struct Project {
  const std::vector<bind::Expr>* exprs = nullptr;
};
/// Stable. `first`: no more than so many rows are asked for, and those that are equal to the last of them.
struct Sort {
  const std::vector<bind::SortKey>* keys = nullptr;
  std::optional<std::uint64_t> first = std::nullopt;
};
/// `ties`: how the rows were sorted before, so that what `take` cuts among equals can be told; null: they were not.
struct Take {
  std::uint64_t count = 0;
  std::vector<std::size_t> by;  // columns; empty: of all rows
  const std::vector<bind::SortKey>* ties = nullptr;
};
struct Skip {
  std::uint64_t count = 0;
};
/// The first row of each value of `columns`; empty: of all columns.
struct Distinct {
  std::vector<std::size_t> columns;
};
/// One row for each value of `by`, one of all where there is none: `count` and `group by`.
struct Group {
  std::vector<std::size_t> by;
  const std::vector<bind::Aggregate>* aggregates = nullptr;
  bool by_period = false;                        // the period of a series is among them: a group belongs to one step
  bool keeps_steps = false;                      // it is the only one: steps without rows are kept (rule 4)
  std::vector<const bind::Expr*> of_steps = {};  // save those that do not pass these: conditions on the period alone, before it
};
/// Each row beside those of the right side that have the same values in the columns of `on`; or the rows that have none.
struct Join {
  const bind::Stage* stage = nullptr;
};
/// The values of one column become columns. `sorted`: the rows come as a `sort` left them, else in the order of rule 27.
struct Pivot {
  const bind::Stage* stage = nullptr;
  bool sorted = false;
};

/// Side by side with the rows of `other`, matched by the columns of `key` (rule 28).
struct Diff {
  const bind::Query* other = nullptr;
  std::vector<std::size_t> key;
};

struct Node {
  std::variant<Source, Filter, Project, Sort, Take, Skip, Distinct, Group, Diff, Join, Pivot> kind;
  const Schema* input_schema = nullptr;  // null for a Source
  const Schema* schema = nullptr;
  const bind::Stage* stage = nullptr;  // that it does; null for a Source
  std::unique_ptr<Node> input;         // null for a Source
};

/// The query must outlive the plan.
[[nodiscard]] std::unique_ptr<Node> make_plan(const bind::Query& query);

}  // namespace entente::plan
