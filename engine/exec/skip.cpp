#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Skip : public Operator {
 public:
  Skip(std::uint64_t count, Input input) : left_(count), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    while (auto batch = input_->next()) {
      if (left_ == 0) {
        return batch;
      }
      std::vector<std::size_t> kept;
      for (std::size_t row = 0; row < batch->rows; ++row) {
        if (left_ > 0) {
          --left_;
        } else {
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
  std::uint64_t left_;
  Input input_;
};

}  // namespace

Input open_skip(const plan::Skip& node, Input input) { return std::make_unique<Skip>(node.count, std::move(input)); }

}  // namespace entente::exec
