// Random clauses.
#pragma once

#include "tests/oracle/generate.h"

namespace entente::oracle {

Time random_time(Chance& chance, Calendar& calendar);
SourceRef random_source(Chance& chance, const World& world);

/// Sources, reported and known time, stances; no time and no certainty.
Clauses random_view(Chance& chance, Calendar& calendar, const World& world, const Scenario& scenario);

/// Steps of valid time, without sampling words.
Series random_series(Chance& chance, Calendar& calendar);

/// Makes a series of the question, over valid, reported or known time.
void add_series(Chance& chance, Calendar& calendar, Clauses& clauses);

}  // namespace entente::oracle
