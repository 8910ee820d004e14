#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Filter : public Operator {
 public:
  Filter(Running& running, const bind::Expr& condition, Input input)
      : running_(running),
        condition_(condition),
        input_(std::move(input)),
        evaluator_(running.machine, running.query, running.rows.stats) {}

  std::optional<Batch> next() override {
    while (auto batch = input_->next()) {
      std::vector<std::size_t> kept;
      for (std::size_t row = 0; row < batch->rows; ++row) {
        running_.machine.breathe();
        if (evaluator_.holds(condition_, *batch, row)) {
          kept.push_back(row);
        }
      }
      if (!kept.empty()) {
        return pick(*batch, kept);
      }
    }
    return std::nullopt;
  }

 private:
  Running& running_;
  const bind::Expr& condition_;
  Input input_;
  Evaluator evaluator_;
};

}  // namespace

Input open_filter(Running& running, const plan::Filter& node, Input input) {
  return std::make_unique<Filter>(running, *node.condition, std::move(input));
}

}  // namespace entente::exec
