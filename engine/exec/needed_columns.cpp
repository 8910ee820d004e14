#include "engine/exec/needed_columns.h"

#include <algorithm>

namespace entente::exec {
namespace {

void add_columns(const bind::Expr& expr, std::vector<bool>& columns) {
  if (expr.op == bind::Expr::Op::kColumn) {
    columns[expr.column] = true;
  }
  for (const auto& arg : expr.args) {
    add_columns(arg, columns);
  }
}

// The columns that a stage needs of what stands before it, for those that are needed behind it.
std::vector<bool> needed_before(const bind::Stage& stage, const std::vector<bool>& behind, std::size_t width) {
  using Op = bind::Stage::Op;
  std::vector<bool> out(width, true);
  switch (stage.op) {
    case Op::kFilter:
      out = behind;
      add_columns(stage.condition, out);
      return out;
    case Op::kProject:
      out.assign(width, false);
      for (std::size_t i = 0; i < behind.size(); ++i) {
        if (behind[i] || stage.exprs[i].op != bind::Expr::Op::kColumn) {  // what is worked out is so for its errors, too
          add_columns(stage.exprs[i], out);
        }
      }
      return out;
    case Op::kSort:
      out = behind;
      std::for_each(stage.keys.begin(), stage.keys.end(), [&](const auto& key) { add_columns(key.expr, out); });
      return out;
    case Op::kSkip:
      return behind;
    case Op::kTake:
      out = behind;
      break;
    case Op::kCount:
    case Op::kGroup:
      out.assign(width, false);
      std::for_each(stage.aggregates.begin(), stage.aggregates.end(), [&](const auto& one) { add_columns(one.argument, out); });
      break;
    default:
      return out;
  }
  for (const std::size_t column : stage.columns) {
    out[column] = true;
  }
  return out;
}

}  // namespace

std::vector<bool> needed_columns(const bind::Query& query) {
  std::vector<bool> needed(query.schema().size(), true);
  for (std::size_t i = query.stages.size(); i-- > 0;) {
    const Schema& before = i == 0 ? query.source_schema : query.stages[i - 1].schema;
    needed = needed_before(query.stages[i], needed, before.size());
  }
  return needed;
}

}  // namespace entente::exec
