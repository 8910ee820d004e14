#include <algorithm>

#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

using bind::Expr;

// The column on which alone a value depends, whatever row it stands in; none where it depends on several, or on more than cells.
class OnlyColumn {
 public:
  explicit OnlyColumn(const Expr& expr) { look_at(expr); }
  [[nodiscard]] std::optional<std::size_t> column() const { return is_one_ ? column_ : std::nullopt; }

 private:
  void look_at(const Expr& expr) {
    switch (expr.op) {
      case Expr::Op::kColumn:
        is_one_ = is_one_ && (!column_ || *column_ == expr.column);
        column_ = expr.column;
        break;
      case Expr::Op::kInQuery:
      case Expr::Op::kCode:
      case Expr::Op::kTest:
      case Expr::Op::kRoleIn:
      case Expr::Op::kBeganIn:
      case Expr::Op::kEndedIn:
      case Expr::Op::kSize:
        is_one_ = false;
        break;
      case Expr::Op::kCall:
        is_one_ = is_one_ && expr.name != "running_sum";
        break;
      default:
        break;
    }
    std::for_each(expr.args.begin(), expr.args.end(), [this](const Expr& arg) { look_at(arg); });
  }

  std::optional<std::size_t> column_;
  bool is_one_ = true;
};

class Project : public Operator {
 public:
  Project(Running& running, const std::vector<Expr>& exprs, Input input)
      : machine_(running.machine),
        exprs_(exprs),
        input_(std::move(input)),
        evaluator_(running.machine, running.query, running.rows.stats) {
    for (const auto& expr : exprs) {
      only_.push_back(OnlyColumn(expr).column());
    }
  }

  std::optional<Batch> next() override {
    auto batch = input_->next();
    if (!batch) {
      return std::nullopt;
    }
    Batch out(exprs_.size());
    for (std::size_t i = 0; i < exprs_.size(); ++i) {
      if (exprs_[i].op != Expr::Op::kColumn) {
        work_out(i, *batch, out.columns[i]);
      }
    }
    for (std::size_t i = 0; i < exprs_.size(); ++i) {
      if (exprs_[i].op == Expr::Op::kColumn) {
        hand_on(i, *batch, out.columns[i]);
      }
    }
    out.rows = batch->rows;
    out.steps = std::move(batch->steps);
    return out;
  }

 private:
  // Equal cells that follow each other are worked out once.
  void work_out(std::size_t i, const Batch& batch, std::vector<Datum>& out) {
    const Expr& expr = exprs_[i];
    if (expr.op == Expr::Op::kConstant) {
      out.assign(batch.rows, expr.cell);
      return;
    }
    machine_.breathe();
    if (evaluator_.sizes(expr, batch, out)) {
      return;
    }
    const std::vector<Datum>* argument = only_[i] ? &batch.columns[*only_[i]] : nullptr;
    out.resize(batch.rows);
    for (std::size_t row = 0; row < batch.rows;) {
      machine_.breathe();
      const Datum value = evaluator_.value(expr, batch, row);
      const std::size_t begin = row++;
      while (argument != nullptr && row < batch.rows && (*argument)[row] == (*argument)[begin]) {
        ++row;
      }
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(row), value);
    }
  }

  // The last one that takes a column takes it whole.
  void hand_on(std::size_t i, Batch& batch, std::vector<Datum>& out) {
    auto& from = batch.columns[exprs_[i].column];
    const auto takes_it = [&](const Expr& later) { return later.op == Expr::Op::kColumn && later.column == exprs_[i].column; };
    if (std::any_of(exprs_.begin() + static_cast<std::ptrdiff_t>(i) + 1, exprs_.end(), takes_it)) {
      out = from;
    } else {
      out = std::move(from);
    }
  }

  Machine& machine_;
  const std::vector<Expr>& exprs_;
  Input input_;
  Evaluator evaluator_;
  std::vector<std::optional<std::size_t>> only_;  // by column of the result
};

}  // namespace

Input open_project(Running& running, const plan::Project& node, Input input) {
  return std::make_unique<Project>(running, *node.exprs, std::move(input));
}

}  // namespace entente::exec
