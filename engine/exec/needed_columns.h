// Which columns of its source a query looks at, so that what nobody sees need not be made.
#pragma once

#include <vector>

#include "engine/bind/query.h"

namespace entente::exec {

/// For each column of the query's source, whether its stages, or the answer, look at it.
[[nodiscard]] std::vector<bool> needed_columns(const bind::Query& query);

}  // namespace entente::exec
