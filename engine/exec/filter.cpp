#include "engine/exec/column_tests.h"
#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Filter : public Operator {
 public:
  Filter(Running& running, const bind::Expr& condition, Input input)
      : running_(running),
        condition_(condition),
        input_(std::move(input)),
        tests_(condition),
        evaluator_(running.machine, running.query, running.rows.stats) {}

  std::optional<Batch> next() override {
    while (auto batch = input_->next()) {
      running_.machine.breathe();
      auto& kept = tests_.choose(*batch);
      if (!tests_.are_all()) {
        std::erase_if(kept, [&](std::uint32_t row) {
          running_.machine.breathe();
          return !evaluator_.holds(condition_, *batch, row);
        });
      }
      if (kept.size() < batch->rows) {
        keep(*batch, kept);
      }
      if (batch->rows > 0) {
        return batch;
      }
    }
    return std::nullopt;
  }

 private:
  Running& running_;
  const bind::Expr& condition_;
  Input input_;
  ColumnTests tests_;
  Evaluator evaluator_;
};

}  // namespace

Input open_filter(Running& running, const plan::Filter& node, Input input) {
  return std::make_unique<Filter>(running, *node.condition, std::move(input));
}

}  // namespace entente::exec
