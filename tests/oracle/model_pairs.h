// Rules 10 and 20: what two actors, or two bodies, share.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

OracleTable pair_rows(const Facts& facts, const Query& query, const Scope& scope);

}  // namespace entente::oracle
