// Stretches of days on which an actor held some role in a body, by the best reading: what changes and transitions are made of.
#pragma once

#include <functional>

#include "tests/oracle/facts.h"

namespace entente::oracle {

/// Memberships that overlap or touch.
struct Stay {
  int actor = 0;
  int body = 0;
  Stance stance = Stance::kFact;
  int begin = 0;
  int end = kNever;  // exclusive
  std::vector<const Membership*> memberships;

  /// The highest role among those that begin, or end, with the stay.
  [[nodiscard]] const Membership* first(const World& world) const;
  [[nodiscard]] const Membership* last(const World& world) const;
};

/// The days on which a membership holds by the best reading, half open; none where it never does.
std::optional<Interval> best_days(const Membership& membership);

/// Its beginning as recorded; the day on which it can first have held, where a life begins later.
Interval began_of(const Membership& membership);

/// Highest rank first, those without rank behind.
bool is_higher(const World& world, const Membership* a, const Membership* b);

std::vector<Stay> stays_of(const std::vector<Membership>& memberships, const std::function<bool(const Membership&)>& wanted);

}  // namespace entente::oracle
