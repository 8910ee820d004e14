// An operator hands over rows batch by batch; one for each kind of plan node, in a file of that name.
#pragma once

#include <memory>
#include <optional>

#include "engine/exec/evaluate.h"
#include "engine/exec/machine.h"
#include "engine/exec/run.h"
#include "engine/plan/node.h"

namespace entente::exec {

class Operator {
 public:
  Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;
  /// The next rows, never an empty batch; none when there are no more.
  [[nodiscard]] virtual std::optional<Batch> next() = 0;
};

using Input = std::unique_ptr<Operator>;

/// What the operators of one query share. `rows` collects what captions say; its batch is filled at the end.
struct Running {
  Machine& machine;
  const bind::Query& query;
  Rows& rows;
  Profile* profile = nullptr;
  Input source = nullptr;  // has rows in place of those of the query's source; null: that has them
};

[[nodiscard]] Input open_source(Running& running);
[[nodiscard]] Input open_filter(Running& running, const plan::Filter& node, Input input);
[[nodiscard]] Input open_project(Running& running, const plan::Project& node, Input input);
[[nodiscard]] Input open_sort(Running& running, const plan::Sort& node, Input input);
[[nodiscard]] Input open_take(Running& running, const plan::Take& node, Input input);
[[nodiscard]] Input open_skip(const plan::Skip& node, Input input);
[[nodiscard]] Input open_distinct(Running& running, const plan::Distinct& node, Input input);
[[nodiscard]] Input open_group(Running& running, const plan::Group& node, const Schema& schema, Input input);
[[nodiscard]] Input open_diff(Running& running, const plan::Diff& diff, const plan::Node& node, Input input);
[[nodiscard]] Input open_join(Running& running, const plan::Node& node, Input input);
[[nodiscard]] Input open_pivot(Running& running, const plan::Pivot& node, const plan::Node& around, Input input);

/// Measures what `input` does, with all below it, into that step of the profile.
[[nodiscard]] Input open_meter(Running& running, std::size_t step, Input input);

/// Rows that had to be gathered, handed over in pieces that operators like to take.
class Slices {
 public:
  explicit Slices(std::size_t width = 0) : all_(width) {}
  explicit Slices(Batch&& all) : all_(std::move(all)) {}
  [[nodiscard]] std::optional<Batch> next();

 private:
  Batch all_;
  std::size_t at_ = 0;
};

/// Opens a node and all below it. The node must outlive the operator.
[[nodiscard]] Input open(Running& running, const plan::Node& node);

/// Adds rows of the same columns.
void append(Batch& all, const Batch& more);
/// What a key in a set or map takes beside its cells, roughly.
inline constexpr std::size_t kNodeBytes = 64;
/// How many bytes the cells of a batch take.
[[nodiscard]] inline std::size_t bytes_of(const Batch& batch) { return batch.rows * batch.columns.size() * sizeof(Datum); }
/// All rows that are left; they count as held.
[[nodiscard]] Batch drain(const Machine& machine, Operator& input, std::size_t width);
/// The rows of a batch whose numbers are listed, in that order.
[[nodiscard]] Batch pick(const Batch& batch, const std::vector<std::size_t>& rows);
/// Keeps those rows of the batch, whose numbers ascend, in its own memory.
void keep(Batch& batch, const std::vector<std::uint32_t>& rows);
/// The cells of one row in those columns; all columns when none is named.
[[nodiscard]] std::vector<Datum> key_of(const Batch& batch, const std::vector<std::size_t>& columns, std::size_t row);

}  // namespace entente::exec
