// Folding: claims of one actor in one body to memberships. A pure function; knows no store and no clock.
#pragma once

#include <vector>

#include "engine/claims/claim.h"

namespace entente::claims {

/// What `claims` (all of one actor and one body, in any order, current ones only) add up to, by rules 11 to 16 of
/// docs/language.md. The stances fact, planned, proposed and alleged fold apart; denials make days not certain. Claims whose
/// stance the caller did not ask for must be left out beforehand, save denials.
/// The order of `claims` does not matter. O(n log n) for n claims of one role, n² in the number of spells.
[[nodiscard]] Folded fold(const std::vector<Claim>& claims, const FoldContext& context);

/// The last day for which a claim vouches: the publication of its source at its latest, or, undated, the last day that the
/// claim names itself; none on which its stated end may have come.
[[nodiscard]] Day vouched_last(const Claim& claim, const FoldContext& context);

}  // namespace entente::claims
