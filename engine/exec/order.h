// The order of answers (rule 27): ascending, missing last, roles by rank, names and texts without case and accents.
#pragma once

#include <vector>

#include "engine/exec/machine.h"
#include "engine/value/batch.h"

namespace entente::exec {

/// Below, at, above zero as `a` comes before, with, after `b`. Missing comes last.
[[nodiscard]] int compare_cells(Machine& machine, const Type& type, Datum a, Datum b);
/// Missing, or a bound whose best reading names no day: these come last, under `desc` too (rule 31).
[[nodiscard]] bool comes_last(Machine& machine, const Type& type, Datum cell);
/// Sorts all rows by the columns from left to right. Stable.
void sort_rows(Machine& machine, const Schema& schema, Batch& batch);
/// Puts the rows into that order; `order` is a permutation of their numbers.
void reorder(Batch& batch, const std::vector<std::size_t>& order);

}  // namespace entente::exec
