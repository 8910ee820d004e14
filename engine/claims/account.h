// What each claim of a pair does for one of its memberships: what `why` tells. Pure, beside `fold`, and made of the same parts.
#pragma once

#include <optional>
#include <vector>

#include "engine/claims/claim.h"

namespace entente::claims {

/// How a bound that a claim states goes into that of the membership (rule 11 (iii)).
enum class Share : std::uint8_t {
  kNone,      // it states none
  kStates,    // it is that of the membership, and of several such claims this is the first
  kConfirms,  // it is that of the membership too
  kNarrows,   // that of the membership are the days common to several claims, of which this is one that counts
  kAgrees,    // it shares a day with it, and is less exact
  kApart,     // it shares no day: the membership began before, or goes on behind it
};

/// What makes a membership end where it does by the best reading (rules 11 (i) and 13).
enum class EndCause : std::uint8_t {
  kOpen,    // nothing
  kStated,  // a claim of its own states it
  kShared,  // a claim without an end takes the one that another claim of the role states
  kEnd,     // an end claimed for it
  kLife,    // the end of its actor or body
  kRole,    // another ranked role is recorded
  kDenial,
  kList,  // a full list omits the actor
};

struct EndedBy {
  EndCause cause = EndCause::kOpen;
  ClaimId claim;  // that states it, that records the other role, or that denies; 0 for what no claim is
  Coverage list;  // kList
  friend bool operator==(const EndedBy&, const EndedBy&) = default;
};

/// What one claim of the membership does for it.
struct Part {
  ClaimId claim;
  Share beginning = Share::kNone;
  Share ending = Share::kNone;
  DayRange recorded;  // the days that it vouches for; perhaps none
  friend bool operator==(const Part&, const Part&) = default;
};

struct Account {
  std::vector<Part> parts;  // of the claims that make it, by id
  EndedBy ended_by;
  std::vector<ClaimId> denials;     // those that take certainty from days of it
  std::vector<Coverage> omissions;  // full lists of a day of it, by the best reading, without the actor; that of `ended_by` apart
};

/// The account of `membership`, one of those that `fold(claims, context)` gives; none if it is not among them.
[[nodiscard]] std::optional<Account> account_of(const std::vector<Claim>& claims, const FoldContext& context,
                                                const Membership& membership);

}  // namespace entente::claims
