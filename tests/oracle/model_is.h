// `is ACTOR ROLE of BODY`: yes, no, possible, not covered (section 6).
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

OracleTable is_rows(const Facts& facts, const Query& query, const Scope& scope);

}  // namespace entente::oracle
