// `counting predecessors`: what a state or body carries on from those that it continues.
#pragma once

#include <vector>

#include "tests/oracle/model.h"

namespace entente::oracle {

/// Whom a question names, or asks of: they alone count what they carry on.
struct Named {
  std::vector<int> actors;
  std::vector<int> bodies;
  friend auto operator<=>(const Named&, const Named&) = default;
};

/// Memberships of `from` count on days before `before`.
struct Carried {
  int from = 0;
  int before = kNever;
};

/// The thing itself, and all that it continues, however far back; of several ways back the one that counts longest.
std::vector<Carried> carried_by(const std::vector<Thing>& things, int one);

/// An absence from a body that is named is known on the day: before a succession, of all that count on it.
bool is_known_absence(const World& world, const View& view, int role, int body, int day);

/// Adds to the memberships what the named carry on; what overlaps or touches is one.
std::vector<Membership> with_carried(const World& world, std::vector<Membership> memberships, const Named& named);

}  // namespace entente::oracle
