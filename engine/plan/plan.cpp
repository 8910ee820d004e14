#include "engine/plan/node.h"

#include <algorithm>

namespace entente::plan {
namespace {

// Whether a `sort` says in which order the rows come: grouping and diff put them into an order of their own.
bool is_sorted(const Node& last) {
  for (const Node* node = &last; node != nullptr; node = node->input.get()) {
    if (std::holds_alternative<Sort>(node->kind)) {
      return true;
    }
    if (std::holds_alternative<Group>(node->kind) || std::holds_alternative<Diff>(node->kind)) {
      return false;
    }
  }
  return false;
}

// Only the period of the step decides, the first column of a series.
bool asks_period_alone(const bind::Expr& expr) {
  using Op = bind::Expr::Op;
  switch (expr.op) {
    case Op::kColumn:
      return expr.column == 0;
    case Op::kConstant:
      return true;
    case Op::kCall:
      return expr.name != "running_sum" && std::all_of(expr.args.begin(), expr.args.end(), asks_period_alone);
    case Op::kInQuery:
    case Op::kTest:
    case Op::kRoleIn:
    case Op::kBeganIn:
    case Op::kEndedIn:
    case Op::kSize:
      return false;
    default:
      return std::all_of(expr.args.begin(), expr.args.end(), asks_period_alone);
  }
}

void add_of_steps(std::vector<const bind::Expr*>& out, const bind::Expr& condition) {
  if (condition.op == bind::Expr::Op::kAnd) {
    for (const auto& part : condition.args) {
      add_of_steps(out, part);
    }
  } else if (asks_period_alone(condition)) {
    out.push_back(&condition);
  }
}

// What `where` says of the steps, as long as the columns are those of the source.
std::vector<const bind::Expr*> conditions_on_steps(const Node& input) {
  std::vector<const bind::Expr*> out;
  for (const Node* node = &input; node != nullptr; node = node->input.get()) {
    if (const auto* filter = std::get_if<Filter>(&node->kind)) {
      add_of_steps(out, *filter->condition);
    } else if (!std::holds_alternative<Sort>(node->kind) && !std::holds_alternative<Source>(node->kind)) {
      out.clear();  // those below it alone are left
    }
  }
  return out;
}

decltype(Node::kind) node_kind(const bind::Stage& stage, const Node& input) {
  switch (stage.op) {
    case bind::Stage::Op::kFilter:
      return Filter{&stage.condition};
    case bind::Stage::Op::kProject:
      return Project{&stage.exprs};
    case bind::Stage::Op::kSort:
      return Sort{&stage.keys, std::nullopt};
    case bind::Stage::Op::kTake: {
      const auto* sort = std::get_if<Sort>(&input.kind);
      return Take{stage.count, stage.columns, sort == nullptr ? nullptr : sort->keys};
    }
    case bind::Stage::Op::kSkip:
      return Skip{stage.count};
    case bind::Stage::Op::kDistinct:
      return Distinct{stage.columns};
    case bind::Stage::Op::kCount:
    case bind::Stage::Op::kGroup:
      return Group{stage.columns, &stage.aggregates, stage.by_period, stage.by_period && stage.columns.size() == 1,
                   conditions_on_steps(input)};
    case bind::Stage::Op::kDiff:
      return Diff{stage.other.get(), stage.columns};
    case bind::Stage::Op::kJoin:
      return Join{&stage};
    case bind::Stage::Op::kPivot:
      return Pivot{&stage, is_sorted(input)};
  }
  return Skip{0};
}

}  // namespace

namespace {

// Keys that are columns: what others rest on is counted, for captions, row by row.
bool sorts_by_columns(const Sort& sort) {
  return std::all_of(sort.keys->begin(), sort.keys->end(),
                     [](const bind::SortKey& key) { return key.expr.op == bind::Expr::Op::kColumn; });
}

// `sort … | take N` need not sort all rows.
void tell_sort(Node& sort, const bind::Stage& next) {
  auto* keys = std::get_if<Sort>(&sort.kind);
  if (keys != nullptr && next.op == bind::Stage::Op::kTake && next.columns.empty() && sorts_by_columns(*keys)) {
    keys->first = next.count;
  }
}

}  // namespace

std::unique_ptr<Node> make_plan(const bind::Query& query) {
  auto node = std::make_unique<Node>();
  node->kind = Source{&query};
  node->schema = &query.source_schema;
  for (const auto& stage : query.stages) {
    auto next = std::make_unique<Node>();
    next->kind = node_kind(stage, *node);
    tell_sort(*node, stage);
    next->input_schema = node->schema;
    next->schema = &stage.schema;
    next->stage = &stage;
    next->input = std::move(node);
    node = std::move(next);
  }
  return node;
}

}  // namespace entente::plan
