// Runs a bound query over a snapshot: source rows, then stage by stage.
#pragma once

#include <optional>

#include "engine/bind/query.h"
#include "engine/exec/machine.h"

namespace entente::exec {

/// All rows of a query, and what captions say of its source.
struct Rows {
  Batch batch;
  Stats stats;
  std::optional<Stats> other;  // of the other side of `diff`
  std::size_t ties_cut = 0;    // rows equal to the last one that `take` kept
};

/// Throws Failed for what a query may find wrong while it runs, store::Fault for damage.
[[nodiscard]] Rows run(Machine& machine, const bind::Query& query);

}  // namespace entente::exec
