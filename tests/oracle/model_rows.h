// Rows of every source, in one scope.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

struct Found {
  Level level = Level::kNo;
  std::string status;
};

/// How a membership answers the time clause; nothing when it does not.
std::optional<Found> test(const Facts& facts, const Membership& membership, const Scope& scope, const Named& named);

bool is_of_roles(const World& world, int role, const std::vector<int>& asked);
bool is_wanted(const std::vector<int>& wanted, int item);  // nothing wanted: all

OracleTable set_rows(const Facts& facts, const Node& node, const Scope& scope);
OracleTable membership_rows(const Facts& facts, const Query& query, const Scope& scope);
/// What is there: states, bodies, roles, sources, commits; and what was recorded about one of them, entries told in sentences
/// aside.
OracleTable catalogue_rows(const Facts& facts, const Query& query, const Scope& scope);
OracleTable provision_rows(const Facts& facts, const Query& query, const Scope& scope);

/// Under a series of valid time only those whose date lies in the step (rule 5).
OracleTable event_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step);
OracleTable claim_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step);

/// Rule 4: every role of every body that the source names is covered at the time.
bool is_zero_known(const Facts& facts, const Query& query, const Scope& scope);

}  // namespace entente::oracle
