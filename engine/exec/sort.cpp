#include <algorithm>
#include <numeric>

#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

class Sort : public Operator {
 public:
  Sort(Running& running, const std::vector<bind::SortKey>& keys, Input input)
      : running_(running), keys_(keys), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    if (!done_) {
      done_ = true;
      if (auto first = input_->next()) {
        Batch all = std::move(*first);
        running_.machine.hold(bytes_of(all));
        append(all, drain(running_.machine, *input_, all.columns.size()));
        reorder(all, order_of(all));
        rows_ = Slices(std::move(all));
      }
    }
    return rows_.next();
  }

 private:
  std::vector<std::size_t> order_of(const Batch& all) {
    Evaluator evaluator(running_.machine, running_.query, running_.rows.stats);
    std::vector<std::vector<Datum>> cells(keys_.size());
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      for (std::size_t row = 0; row < all.rows; ++row) {
        running_.machine.breathe();
        cells[k].push_back(evaluator.value(keys_[k].expr, all, row));
      }
    }
    std::vector<std::size_t> order(all.rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      running_.machine.breathe();
      for (std::size_t k = 0; k < keys_.size(); ++k) {
        const int compared = compare_cells(running_.machine, keys_[k].expr.type, cells[k][a], cells[k][b]);
        if (compared != 0) {
          const Type& type = keys_[k].expr.type;
          const bool last = comes_last(running_.machine, type, cells[k][a]) || comes_last(running_.machine, type, cells[k][b]);
          return keys_[k].descending && !last ? compared > 0 : compared < 0;
        }
      }
      return false;
    });
    return order;
  }

  Running& running_;
  const std::vector<bind::SortKey>& keys_;
  Input input_;
  Slices rows_;
  bool done_ = false;
};

}  // namespace

Input open_sort(Running& running, const plan::Sort& node, Input input) {
  return std::make_unique<Sort>(running, *node.keys, std::move(input));
}

}  // namespace entente::exec
