#include <set>

#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

class Distinct : public Operator {
 public:
  Distinct(const plan::Distinct& node, Input input) : node_(node), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    while (auto batch = input_->next()) {
      std::vector<std::size_t> kept;
      for (std::size_t row = 0; row < batch->rows; ++row) {
        if (seen_.insert(key_of(*batch, node_.columns, row)).second) {
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
  const plan::Distinct& node_;
  Input input_;
  std::set<std::vector<Datum>> seen_;
};

}  // namespace

Input open_distinct(const plan::Distinct& node, Input input) { return std::make_unique<Distinct>(node, std::move(input)); }

}  // namespace entente::exec
