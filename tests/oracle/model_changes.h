// Rule 21: what happened, one row a change.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

/// Under a series of valid time only those dated in the step.
OracleTable change_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step);

}  // namespace entente::oracle
