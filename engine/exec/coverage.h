// Whether nothing found means that there was nothing: a gap in the data is never shown as a "no" (rule 4).
#pragma once

#include "engine/exec/machine.h"

namespace entente::exec {

/// Do the sources in force list, on every day asked, each role of each body that the query's source names? A source that names no
/// body is covered by none, save catalogues of what exists and lists of what is recorded.
[[nodiscard]] bool is_covered(Machine& machine, const bind::Query& query, const bind::When& when);

}  // namespace entente::exec
