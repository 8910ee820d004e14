// The claims of one actor, role, body and stance, each read with the end that it comes to (rules 11 (i), 13 and 14).
#pragma once

#include <functional>

#include "tests/oracle/reading.h"

namespace entente::oracle {

// All that one membership can be made of.
struct Group {
  const World& world;
  const View& view;
  const std::vector<const Claim*>& seen;  // all claims in view, in the order in which they were recorded
  int actor;
  int role;
  int body;
  Stance stance;
  std::vector<Reading> readings;
  std::vector<const Claim*> ends;
  std::vector<Reading> denials;      // of this very role
  std::vector<Reading> other_ranks;  // of another ranked role and this stance,
                                     // if this role is ranked
};

/// Those of the claims that are wanted, in their order.
std::vector<const Claim*> chosen(const std::vector<const Claim*>& claims, const std::function<bool(const Claim&)>& wanted);

/// The claims in view, in the order in which they were recorded.
std::vector<const Claim*> claims_in_view(const World& world, const View& view);

/// Rule 11 (i): the earliest end that another claim states, after the last day vouched for.
void take_end(Reading& reading, const std::vector<const Claim*>& claims);

/// Suspensions of the actor in the body, which have no role.
Group read_suspensions(Group group);

/// Finds the claims of the group and reads them.
Group read_group(Group group);

bool is_any_recorded(const std::vector<Reading>& readings, int day);

}  // namespace entente::oracle
