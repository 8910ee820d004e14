// Stages behind a source: filters, counts, order.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

/// Changes the table as the stage says; tests look at the query's own time.
void apply_stage(const World& world, const Scope& scope, const Stage& stage, OracleTable& table);

}  // namespace entente::oracle
