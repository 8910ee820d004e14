// How one claim reads by itself, before it is folded with others. Internal to engine/claims.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/claims/account.h"
#include "engine/claims/claim.h"

namespace entente::claims {

struct Reading {
  const Claim* claim = nullptr;
  bool states_beginning = false;
  Day first = kAfterAll;     // first day of the best reading; kAfterAll: it vouches for no day at all
  Day settled = kAfterAll;   // the same, its beginning narrowed by those of its role that share a day with it (rule 11 (iii))
  Day vouched = kBeforeAll;  // last day vouched for, within the lives of actor and body
  DayRange widest;           // the days that some reading of its own bounds has
  DayRange certain;          // the days that every reading of its own bounds has, vouched for or not

  /// The days on which the claim records the role: from its first day, as settled, through the last one vouched for.
  [[nodiscard]] DayRange recorded() const { return {settled, vouched == kBeforeAll ? kBeforeAll : vouched + 1}; }
  /// A day on which it ended at the latest is stated.
  [[nodiscard]] bool has_end() const;
};

/// Where a claim's end comes from when others have been heard (rules 11 (i) and 13).
struct EffectiveEnd {
  Bound bound;          // as printed
  Day at = kAfterAll;   // by the best reading, exclusive
  bool stated = false;  // some claim states it; otherwise it lies between what is known
  EndedBy by;
};

/// What is said of one role with one stance, by id, and where each ends. Role 0: suspensions.
struct RoleReadings {
  RoleId role;
  Stance stance = Stance::kFact;
  std::vector<Reading> readings;
  std::vector<EffectiveEnd> ends;
  std::vector<Reading> denials;  // of this role; empty for what is no fact
};

/// The claims of one actor in one body, each as it reads beside the others.
struct PairReadings {
  std::vector<RoleReadings> roles;  // by role, then stance
  std::map<RoleId, std::vector<Reading>> denials;
};

/// The end of a life, and the days outside of which nothing is possible.
[[nodiscard]] DayRange life_of(const FoldContext& context);
[[nodiscard]] Reading read(const Claim& claim, const FoldContext& context);

/// What folding and the search for conflicts both stand on. The claims must outlive it.
[[nodiscard]] PairReadings readings_of(const std::vector<Claim>& claims, const FoldContext& context);

/// The readings of one role and stance, each with its beginning settled among them.
[[nodiscard]] std::vector<Reading> with_settled_beginnings(std::vector<Reading> same);

/// What ends a reading. `same`: all claims of its role (or suspensions) and stance, ends among them; `others`: those of the
/// actor's other roles in the body, of the same stance; `denials`: of its role, empty for what is no fact.
[[nodiscard]] EffectiveEnd end_of(const Reading& reading, const std::vector<Reading>& same, const std::vector<Reading>& others,
                                  const std::vector<Reading>& denials, const FoldContext& context);

[[nodiscard]] bool share_a_day(const Bound& a, const Bound& b);
/// An order for what claims state of a beginning, the earliest first, by nothing but what is written.
[[nodiscard]] bool begins_before(const Bound& a, const Bound& b);
/// One states an end on a day on which the other may begin, `began` (the first) before the other and ending before `ends` (the
/// other): a membership goes on through it.
[[nodiscard]] bool goes_on_in(const Reading& one, Day began, const Reading& other, Day ends);

/// Narrows `common` to the days that it shares with `bound`, if it shares any (rule 11 (iii)): kAgrees, else kApart.
[[nodiscard]] Share narrow(Bound& common, const Bound& bound);

/// Is the role among those that a full list of `listed` (RoleId 0: any role) names?
[[nodiscard]] bool is_listed(const FoldContext& context, RoleId role, RoleId listed);
/// Has the source of the list a fact of the actor for it that may hold on its day?
[[nodiscard]] bool lists_the_actor(const Coverage& list, const std::vector<Reading>& facts, const FoldContext& context);

using Shares = std::vector<std::pair<const Claim*, Share>>;

/// Readings whose spans overlap or touch, as one (rules 11 and 12).
struct Spell {
  Bound began;
  Bound ended;
  DayRange best;
  Day begins = kAfterAll;
  SpanList certain;
  SpanList possible;
  Day vouched = kBeforeAll;
  How how = How::kUnknown;
  std::vector<const Claim*> claims;  // by id
  Shares beginnings;                 // which claims share it; kStates: an observation that shows it where none is stated
  Shares endings;
  EndedBy by;
};

/// The readings of `same` united, each with its end. By beginning of the best reading.
[[nodiscard]] std::vector<Spell> spells_of(const std::vector<Reading>& same, const std::vector<EffectiveEnd>& ends,
                                           const std::vector<Reading>& denials, const FoldContext& context);

}  // namespace entente::claims
