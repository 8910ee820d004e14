#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Project : public Operator {
 public:
  Project(Running& running, const std::vector<bind::Expr>& exprs, Input input)
      : machine_(running.machine),
        exprs_(exprs),
        input_(std::move(input)),
        evaluator_(running.machine, running.query, running.rows.stats) {}

  std::optional<Batch> next() override {
    auto batch = input_->next();
    if (!batch) {
      return std::nullopt;
    }
    Batch out(exprs_.size());
    for (std::size_t i = 0; i < exprs_.size(); ++i) {
      out.columns[i].reserve(batch->rows);
      for (std::size_t row = 0; row < batch->rows; ++row) {
        machine_.breathe();
        out.columns[i].push_back(evaluator_.value(exprs_[i], *batch, row));
      }
    }
    out.rows = batch->rows;
    out.steps = std::move(batch->steps);
    return out;
  }

 private:
  Machine& machine_;
  const std::vector<bind::Expr>& exprs_;
  Input input_;
  Evaluator evaluator_;
};

}  // namespace

Input open_project(Running& running, const plan::Project& node, Input input) {
  return std::make_unique<Project>(running, *node.exprs, std::move(input));
}

}  // namespace entente::exec
