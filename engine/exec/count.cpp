#include <map>

#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

// One row, 0 for nothing; with `by` one row a value, in the order of rule 27.
class Count : public Operator {
 public:
  Count(Running& running, const plan::Count& node, const Schema& schema, Input input)
      : running_(running), node_(node), schema_(schema), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    if (done_) {
      return std::nullopt;
    }
    done_ = true;
    std::map<std::vector<Datum>, Datum> counts;
    if (node_.by.empty()) {
      counts[{}] = 0;
    }
    while (auto batch = input_->next()) {
      for (std::size_t row = 0; row < batch->rows; ++row) {
        ++counts[node_.by.empty() ? std::vector<Datum>{} : key_of(*batch, node_.by, row)];
      }
    }
    Batch out(schema_.size());
    for (const auto& [key, count] : counts) {
      std::vector<Datum> row = key;
      row.push_back(count);
      out.push_row(row);
    }
    sort_rows(running_.machine, schema_, out);
    return out.rows == 0 ? std::nullopt : std::optional(std::move(out));
  }

 private:
  Running& running_;
  const plan::Count& node_;
  const Schema& schema_;
  Input input_;
  bool done_ = false;
};

}  // namespace

Input open_count(Running& running, const plan::Count& node, const Schema& schema, Input input) {
  return std::make_unique<Count>(running, node, schema, std::move(input));
}

}  // namespace entente::exec
