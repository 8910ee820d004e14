// The steps of a series: calendar units cut to a period, or days named one by one.
#pragma once

#include "tests/oracle/query.h"

namespace entente::oracle {

enum class Unit { kDay, kMonth, kQuarter, kYear };

/// `every` units from the one that holds `first` on; each step is called after its first unit.
std::vector<Step> steps_of(Unit unit, int every, int first, int last);

}  // namespace entente::oracle
