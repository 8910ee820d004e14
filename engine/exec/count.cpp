#include <map>

#include "engine/exec/coverage.h"
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
    if (node_.by.empty()) {
      groups_[{}];
    }
    while (auto batch = input_->next()) {
      for (std::size_t row = 0; row < batch->rows; ++row) {
        Group& group = groups_[node_.by.empty() ? std::vector<Datum>{} : key_of(*batch, node_.by, row)];
        ++group.count;
        group.step = batch->steps.empty() ? 0 : batch->steps[row];
      }
    }
    if (node_.keeps_steps) {
      add_empty_steps();
    }
    Batch out(schema_.size());
    for (const auto& [key, group] : groups_) {
      std::vector<Datum> row = key;
      row.push_back(group.count);
      out.push_row(row);
      if (node_.by_period) {
        out.steps.push_back(group.step);
      }
    }
    sort_rows(running_.machine, schema_, out);
    return out.rows == 0 ? std::nullopt : std::optional(std::move(out));
  }

 private:
  struct Group {
    Datum count = 0;
    std::uint32_t step = 0;
  };

  // Rule 4: a step without rows counts 0 where sources cover all that was asked for, else nobody knows.
  void add_empty_steps() {
    Machine& machine = running_.machine;
    const auto& steps = running_.query.series->steps;
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
      const std::vector<Datum> key = {machine.pool().period(steps[i].period)};
      if (!groups_.contains(key)) {
        machine.enter(&steps[i]);
        const bind::When when = running_.query.series->by_date ? bind::When{bind::When::Kind::kDuring, steps[i].days, ""}
                                                               : machine.at_step(running_.query.context.when);
        const bool known = is_covered(machine, running_.query, when);
        running_.rows.stats.steps_unknown += known ? 0U : 1U;
        groups_[key] = {known ? 0 : kAbsent, i};
      }
    }
  }

  std::map<std::vector<Datum>, Group> groups_;
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
