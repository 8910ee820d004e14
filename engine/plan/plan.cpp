#include "engine/plan/node.h"

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

decltype(Node::kind) node_kind(const bind::Stage& stage, const Node& input) {
  switch (stage.op) {
    case bind::Stage::Op::kFilter:
      return Filter{&stage.condition};
    case bind::Stage::Op::kProject:
      return Project{&stage.exprs};
    case bind::Stage::Op::kSort:
      return Sort{&stage.keys};
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
      return Group{stage.columns, &stage.aggregates, stage.by_period, stage.by_period && stage.columns.size() == 1};
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

std::unique_ptr<Node> make_plan(const bind::Query& query) {
  auto node = std::make_unique<Node>();
  node->kind = Source{&query};
  node->schema = &query.source_schema;
  for (const auto& stage : query.stages) {
    auto next = std::make_unique<Node>();
    next->kind = node_kind(stage, *node);
    next->input_schema = node->schema;
    next->schema = &stage.schema;
    next->stage = &stage;
    next->input = std::move(node);
    node = std::move(next);
  }
  return node;
}

}  // namespace entente::plan
