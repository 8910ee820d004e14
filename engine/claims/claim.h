// A claim is a membership as one source states it; memberships are what the claims add up to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/value/bound.h"
#include "engine/value/id.h"
#include "engine/value/span_list.h"
#include "engine/value/words.h"

namespace entente::claims {

/// What a claim states. An end is a claim of the end alone; a suspension holds for all roles of the actor in the body.
enum class ClaimKind : std::uint8_t { kMembership = 0, kEnd = 1, kSuspension = 2 };  // stored: never renumber

/// One claim, as recorded.
struct Claim {
  ClaimId id;
  ClaimKind kind = ClaimKind::kMembership;
  ActorId actor;
  RoleId role;  // 0 for a suspension
  BodyId body;
  Stance stance = Stance::kFact;
  How how = How::kUnknown;
  bool observed = false;  // an observation: so on `began` (which then holds the day observed); it states no beginning
  Bound began;            // not stated: notation kNone, earliest = kBeforeAll, latest = kAfterAll
  Bound ended;            // kNone: still so when the source was published; kUnknown: ended or not, nobody says
  SourceId source;        // 0: none was named
  SourceId via;           // 0: none
  std::string quote;
  CommitId recorded;
  CommitId retired;  // 0: current
  std::string retired_because;

  friend bool operator==(const Claim&, const Claim&) = default;
};

/// `source` lists the holders of `role` (RoleId 0: any role) in a body as a whole on some days.
struct Coverage {
  SourceId source;
  RoleId role;  // 0: participants, every role
  DayRange days;
  bool list_day = false;  // `covers … on DAY`: a full list of that day, which ends what is inferred (rule 13)
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// What folding must know of the world around the claims of one (actor, body) pair. Views of what the caller owns.
struct FoldContext {
  struct RoleInfo {
    RoleId role;
    std::optional<std::uint32_t> rank;  // ranked roles form one ladder
    std::vector<RoleId> lists;          // roles whose full list names the holders of this one: itself and what it is under
  };
  struct SourceInfo {
    SourceId source;
    std::optional<Day> published_last;  // last day of its publication date; none: undated
  };
  std::vector<RoleInfo> roles;      // all roles that the claims name
  std::vector<SourceInfo> sources;  // all sources that the claims name
  std::vector<Coverage> coverage;   // of this body, by the sources in force
  DayRange actor_life_widest;       // widest reading of its existence: [earliest beginning, latest end)
  DayRange body_life_widest;
  Bound actor_end;  // kNone: exists still
  Bound body_end;
};

/// A membership: what the claims of one actor, role, body and stance add up to (language.md, rules 11 to 14).
struct Membership {
  ActorId actor;
  RoleId role;
  BodyId body;
  Stance stance = Stance::kFact;
  How how = How::kUnknown;        // of its end
  Bound began;                    // as printed
  Bound ended;                    // as printed; kNone: open
  DayRange best;                  // the best reading, within the lives of actor and body
  Day begins = kAfterAll;         // the best reading of `began` by itself: `best` begins later where a life does
  SpanList certain;               // days that every reading has
  SpanList possible;              // days that some reading has; holds `best` and `certain`
  Day vouched_last = kBeforeAll;  // last day that some claim vouches for
  std::vector<SourceId> sources;  // ascending
  std::vector<ClaimId> claims;    // ascending

  friend bool operator==(const Membership&, const Membership&) = default;

  /// By which it is earlier or later than another (rule 25): its first day; of what only possibly holds, where `began` would put
  /// it.
  [[nodiscard]] Day first_day() const { return best.empty() ? begins : best.begin; }
};

/// A suspension, folded like a membership of its own.
struct Suspension {
  Bound began;
  Bound ended;
  DayRange best;
  SpanList certain;
  SpanList possible;
  friend bool operator==(const Suspension&, const Suspension&) = default;
};

struct Folded {
  std::vector<Membership> memberships;  // by role, then stance, then beginning of the best reading
  std::vector<Suspension> suspensions;
  friend bool operator==(const Folded&, const Folded&) = default;
};

}  // namespace entente::claims
