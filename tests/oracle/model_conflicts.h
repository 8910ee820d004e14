// Rule 16: pairs of claims that cannot both hold.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

/// Under a series of valid time only those whose disagreement begins in the step.
OracleTable conflict_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step);

}  // namespace entente::oracle
