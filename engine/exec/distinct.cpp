#include <set>

#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Distinct : public Operator {
 public:
  Distinct(Running& running, const plan::Distinct& node, Input input) : running_(running), node_(node), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    while (auto batch = input_->next()) {
      std::vector<std::size_t> kept;
      for (std::size_t row = 0; row < batch->rows; ++row) {
        running_.machine.breathe();
        auto key = key_of(*batch, node_.columns, row);
        const std::size_t bytes = kNodeBytes + key.size() * sizeof(Datum);
        if (seen_.insert(std::move(key)).second) {
          running_.machine.hold(bytes);
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
  const plan::Distinct& node_;
  Input input_;
  std::set<std::vector<Datum>> seen_;
};

}  // namespace

Input open_distinct(Running& running, const plan::Distinct& node, Input input) {
  return std::make_unique<Distinct>(running, node, std::move(input));
}

}  // namespace entente::exec
