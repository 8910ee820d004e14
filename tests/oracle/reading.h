// One claim read by itself: its best span, the days that it vouches for and those that it makes certain.
#pragma once

#include <vector>

#include "tests/oracle/model.h"

namespace entente::oracle {

struct Reading {
  const Claim* claim = nullptr;
  int begin = 0;          // best reading
  int settled = 0;        // `begin`, narrowed by other claims of the role that share a day with it
  int vouched_last = 0;   // last day vouched for by the best reading; below `begin` when there is none
  int certain_first = 0;  // certain days by its own bounds; none when first > last
  int certain_last = -2;
  std::optional<Interval> end_days;  // its end: stated, taken from another claim or inferred; none: it has not ended
  bool end_is_stated = false;        // by this or another claim
  int end = kNever;                  // best reading, exclusive

  [[nodiscard]] bool is_certain(int day) const { return certain_first <= day && day <= certain_last; }
  [[nodiscard]] bool is_recorded(int day) const { return settled <= day && day <= vouched_last && day < end; }
  [[nodiscard]] bool is_possible(int day) const;
};

/// Where a claim states an end that shares a day with the beginning that another states, and the one began before and ends before
/// the other, the membership goes on through it: neither bound is one of its own (rule 11).
bool is_seam(const Claim& one, int began, const Reading& other);
bool begins_at_seam(const std::vector<const Reading*>& membership, const Reading& other);

/// Reads a claim of a membership, an observation or a suspension by its own bounds alone. None where no day can be named.
std::optional<Reading> read_claim(const World& world, const Claim& claim);

/// The claim's own widest span may hold on the day.
bool may_hold(const Claim& claim, int day);

}  // namespace entente::oracle
