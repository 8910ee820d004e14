#include <map>

#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

// Keeps the first rows, of all or of each value of `by`; counts those left out that were equal to the last one kept. A file is read
// no further than that; other sources have their rows at once, and captions say how many.
class Take : public Operator {
 public:
  Take(Running& running, const plan::Take& node, Input input)
      : running_(running), node_(node), input_(std::move(input)), evaluator_(running.machine, running.query, running.rows.stats) {}

  std::optional<Batch> next() override {
    while (!has_all()) {
      auto batch = input_->next();
      if (!batch) {
        break;
      }
      std::vector<std::size_t> kept;
      for (std::size_t row = 0; row < batch->rows; ++row) {
        Group& group = groups_[node_.by.empty() ? std::vector<Datum>{} : key_of(*batch, node_.by, row)];
        if (group.rows < node_.count) {
          ++group.rows;
          kept.push_back(row);
          if (node_.ties != nullptr && group.rows == node_.count) {
            group.last = sort_cells(*batch, row);
          }
        } else if (node_.ties != nullptr && node_.count > 0 && is_tie(group.last, *batch, row)) {
          ++running_.rows.ties_cut;
        }
      }
      if (!kept.empty()) {
        return pick(*batch, kept);
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool has_all() const {
    const auto all = node_.by.empty() ? groups_.find({}) : groups_.end();
    return running_.query.file && node_.ties == nullptr && all != groups_.end() && all->second.rows == node_.count;
  }

  struct Group {
    std::uint64_t rows = 0;
    std::vector<Datum> last;
  };

  std::vector<Datum> sort_cells(const Batch& batch, std::size_t row) {
    std::vector<Datum> cells;
    for (const auto& key : *node_.ties) {
      cells.push_back(evaluator_.value(key.expr, batch, row));
    }
    return cells;
  }

  bool is_tie(const std::vector<Datum>& last, const Batch& batch, std::size_t row) {
    const auto cells = sort_cells(batch, row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (compare_cells(running_.machine, (*node_.ties)[i].expr.type, last[i], cells[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  Running& running_;
  const plan::Take& node_;
  Input input_;
  Evaluator evaluator_;
  std::map<std::vector<Datum>, Group> groups_;
};

}  // namespace

Input open_take(Running& running, const plan::Take& node, Input input) {
  return std::make_unique<Take>(running, node, std::move(input));
}

}  // namespace entente::exec
