// Rule 22: each holding of a first role, and what came of it.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

/// Under a series of valid time only those whose first role began in the step.
OracleTable transition_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step);

}  // namespace entente::oracle
