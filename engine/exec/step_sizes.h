// How many hold some role in a body on the day of each step of a series: counted for all steps in one pass over the columns of the
// body's blocks, for the view and the reading that those stand for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/claims/block_cursor.h"
#include "engine/claims/found_rows.h"
#include "engine/exec/machine.h"

namespace entente::exec {

class StepSizes {
 public:
  /// None where steps are not days that ascend, or the view or the reading is another. All must outlive this.
  [[nodiscard]] static std::optional<StepSizes> of(Machine& machine, const bind::Query& query, const bind::RoleFilter& roles);

  /// Of what is counted nothing, whether a source says so is for the caller to ask.
  [[nodiscard]] std::uint32_t count(BodyId body, std::uint32_t step) {
    if (body.value >= counts_.size() || counts_[body.value].empty()) {
      add(body);
    }
    return counts_[body.value][step];
  }

 private:
  StepSizes(Machine& machine, const bind::RoleFilter& roles) : machine_(&machine), roles_(&roles) {}

  void add(BodyId body);
  void read(BodyId body);
  void put_in_order();
  [[nodiscard]] std::uint32_t step_from(Day day) const;

  Machine* machine_;
  const bind::RoleFilter* roles_;
  std::vector<Day> days_;  // of the steps
  std::vector<std::uint32_t>
      from_;  // by day, from the first step's to the one behind the last's: the first step on it or behind it
  std::vector<std::vector<std::uint32_t>> counts_;  // by body: one for each step
  std::unique_ptr<claims::BlockCursor> blocks_;
  claims::FoundRows rows_;  // of one body, for their room
};

}  // namespace entente::exec
