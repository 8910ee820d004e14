// Rule 28: one answer beside another.
#pragma once

#include "tests/oracle/query.h"

namespace entente::oracle {

/// The columns by which rows match, after the stages before `diff`.
std::vector<std::string> key_columns(const Query& query);

/// Each clause of the second replaces the one of its kind.
Clauses replaced(Clauses clauses, const Clauses& with);

OracleTable diff_of(const OracleTable& before, const OracleTable& after, const std::vector<std::string>& key);

}  // namespace entente::oracle
