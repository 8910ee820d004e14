#include "engine/exec/key_index.h"
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
        const Key key = key_of(*batch, node_.columns, row);
        if (seen_.add(key).second) {
          running_.machine.hold(kNodeBytes + key.size() * sizeof(Datum));
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
  KeyIndex seen_;
};

}  // namespace

Input open_distinct(Running& running, const plan::Distinct& node, Input input) {
  return std::make_unique<Distinct>(running, node, std::move(input));
}

}  // namespace entente::exec
