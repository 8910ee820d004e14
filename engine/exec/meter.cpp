#include <chrono>

#include "engine/exec/operator.h"

namespace entente::exec {
namespace {

// Hands on what its input gives, and measures it.
class Meter : public Operator {
 public:
  Meter(Running& running, std::size_t step, Input input) : running_(running), step_(step), input_(std::move(input)) {}

  std::optional<Batch> next() override {
    const auto begin = std::chrono::steady_clock::now();
    const std::uint64_t read_before = records_read();
    auto batch = input_->next();
    Profile::Step& step = running_.profile->steps[step_];
    step.ms += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    step.records += records_read() - read_before;
    step.rows += batch ? batch->rows : 0;
    return batch;
  }

 private:
  // Of the database, and of the file that is the query's source.
  [[nodiscard]] std::uint64_t records_read() const {
    return running_.machine.reader().records_read() + running_.rows.stats.of_file.all_records;
  }

  Running& running_;
  std::size_t step_;
  Input input_;
};

}  // namespace

Input open_meter(Running& running, std::size_t step, Input input) {
  return std::make_unique<Meter>(running, step, std::move(input));
}

}  // namespace entente::exec
