#include <algorithm>

#include "engine/exec/accumulate.h"
#include "engine/exec/coverage.h"
#include "engine/exec/key_index.h"
#include "engine/exec/operator.h"
#include "engine/exec/order.h"

namespace entente::exec {
namespace {

// One row a value of `by`, in the order of rule 27; without `by` one row, of nothing too.
class Group : public Operator {
 public:
  Group(Running& running, const plan::Group& node, const Schema& schema, Input input)
      : running_(running),
        node_(node),
        schema_(schema),
        input_(std::move(input)),
        evaluator_(running.machine, running.query, running.rows.stats),
        rows_(schema.size()) {}

  std::optional<Batch> next() override {
    if (input_ != nullptr) {
      read();
      input_.reset();
    }
    return rows_.next();
  }

 private:
  void read() {
    for (const auto& aggregate : *node_.aggregates) {
      accumulators_.push_back(make_accumulator(running_.machine, aggregate));
    }
    if (node_.by.empty()) {
      groups_.add({});
    }
    while (auto batch = input_->next()) {
      for (std::size_t row = 0; row < batch->rows; ++row) {
        running_.machine.breathe();
        add(*batch, row);
      }
    }
    Batch out(schema_.size());
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      const auto key = groups_.key(group);
      std::vector<Datum> row(key.begin(), key.end());
      for (const auto& accumulator : accumulators_) {
        row.push_back(accumulator->result(group));
      }
      out.push_row(row);
    }
    if (node_.by_period) {
      out.steps = std::move(steps_);
    }
    if (node_.keeps_steps) {
      add_empty_steps(out);
    }
    sort_rows(running_.machine, schema_, out);
    rows_ = Slices(std::move(out));
  }

  void add(const Batch& batch, std::size_t row) {
    const auto [group, is_new] = groups_.add(node_.by.empty() ? Key{} : key_of(batch, node_.by, row));
    if (is_new) {
      running_.machine.hold(kNodeBytes + (node_.by.size() + accumulators_.size()) * sizeof(Datum));
      if (node_.by_period) {
        steps_.push_back(batch.steps.empty() ? 0 : batch.steps[row]);
      }
    }
    for (std::size_t i = 0; i < accumulators_.size(); ++i) {
      const auto& aggregate = (*node_.aggregates)[i];
      const bool counts_rows = aggregate.fn == bind::Aggregate::Fn::kCount;
      accumulators_[i]->add(group, counts_rows ? 0 : evaluator_.value(aggregate.argument, batch, row));
    }
  }

  // Rule 4: a step without rows counts 0 where sources cover all that was asked for, else nobody knows.
  void add_empty_steps(Batch& out) {
    Machine& machine = running_.machine;
    Coverage coverage(machine, running_.query);
    const auto& steps = running_.query.series->steps;
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
      const Key key = {machine.pool().period(steps[i].period)};
      if (groups_.find(key) || !is_asked(key)) {
        continue;
      }
      const bool known = coverage.covers(&steps[i]);
      running_.rows.stats.steps_unknown += known ? 0U : 1U;
      std::vector<Datum> row = key;
      for (const auto& aggregate : *node_.aggregates) {
        row.push_back(known ? of_nothing(aggregate) : kAbsent);
      }
      out.push_row(row);
      out.steps.push_back(i);
    }
  }

  // A step that `where` leaves out is none of those asked for.
  bool is_asked(const Key& period) {
    Batch row(running_.query.source_schema.size());
    std::vector<Datum> cells(row.columns.size(), kAbsent);
    cells[0] = period[0];
    row.push_row(cells);
    return std::all_of(node_.of_steps.begin(), node_.of_steps.end(),
                       [&](const bind::Expr* condition) { return evaluator_.holds(*condition, row, 0); });
  }

  Running& running_;
  const plan::Group& node_;
  const Schema& schema_;
  Input input_;
  Evaluator evaluator_;
  KeyIndex groups_;
  std::vector<std::uint32_t> steps_;  // of each group
  std::vector<std::unique_ptr<Accumulator>> accumulators_;
  Slices rows_;
};

}  // namespace

Input open_group(Running& running, const plan::Group& node, const Schema& schema, Input input) {
  return std::make_unique<Group>(running, node, schema, std::move(input));
}

}  // namespace entente::exec
