#include "engine/exec/operator.h"
#include "engine/exec/order.h"
#include "engine/exec/row_order.h"

namespace entente::exec {
namespace {

class Sort : public Operator {
 public:
  Sort(Running& running, const plan::Sort& node, Input input)
      : running_(running), node_(node), input_(std::move(input)), evaluator_(running.machine, running.query, running.rows.stats) {}

  std::optional<Batch> next() override {
    if (!done_) {
      done_ = true;
      if (auto first = input_->next()) {
        Batch all = std::move(*first);
        running_.machine.hold(bytes_of(all));
        read_rest(all);
        reorder(all, order_of(all).sorted());
        rows_ = Slices(std::move(all));
      }
    }
    return rows_.next();
  }

 private:
  // Where the first rows alone are asked for, the others are let go now and then.
  void read_rest(Batch& all) {
    std::size_t many = 2 * kBatchRows;
    while (auto batch = input_->next()) {
      running_.machine.breathe();
      running_.machine.hold(bytes_of(*batch));
      append(all, *batch);
      if (node_.first && all.rows >= many) {
        keep_first(all);
        many = 2 * (all.rows + kBatchRows);
      }
    }
    if (node_.first) {
      keep_first(all);
    }
  }

  void keep_first(Batch& all) {
    if (all.rows > *node_.first) {
      keep(all, order_of(all).first(*node_.first));
    }
  }

  RowOrder order_of(const Batch& all) {
    RowOrder order(running_.machine, all.rows);
    cells_.resize(node_.keys->size());
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const auto& key = (*node_.keys)[k];
      if (key.expr.op == bind::Expr::Op::kColumn) {
        order.add_key(key.expr.type, all.columns[key.expr.column], key.descending);
        continue;
      }
      for (std::size_t row = 0; row < all.rows; ++row) {
        running_.machine.breathe();
        cells_[k].push_back(evaluator_.value(key.expr, all, row));
      }
      order.add_key(key.expr.type, cells_[k], key.descending);
    }
    return order;
  }

  Running& running_;
  const plan::Sort& node_;
  Input input_;
  Evaluator evaluator_;
  std::vector<std::vector<Datum>> cells_;  // of keys that are no columns; such rows are put into order once
  Slices rows_;
  bool done_ = false;
};

}  // namespace

Input open_sort(Running& running, const plan::Sort& node, Input input) {
  return std::make_unique<Sort>(running, node, std::move(input));
}

}  // namespace entente::exec
