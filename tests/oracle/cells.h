// How values print in a comparison, and what they sort by (rule 27).
#pragma once

#include <string>

#include "tests/oracle/query.h"

namespace entente::oracle {

OracleCell word(const std::string& text);
OracleCell whole(int number);
OracleCell decimal(double number);
/// An empty list is not missing.
OracleCell list(const std::set<std::string>& keys);
/// A bound that sorts by the day of its best reading.
OracleCell bound(const std::optional<Interval>& days, int best);
/// Roles without rank stand behind the ladder.
OracleCell role_cell(const World& world, int role);

std::string level_name(Level level);
std::string stance_name(Stance stance);

}  // namespace entente::oracle
