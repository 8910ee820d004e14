// Pairs of claims that cannot both hold, and why (rule 16 of docs/language.md). A pure function; knows no store and no clock.
#pragma once

#include <vector>

#include "engine/claims/claim.h"

namespace entente::claims {

/// Two claims that cannot both hold; or, where `why` is kOutsideLife, a claim and the life of its actor or its body.
struct Conflict {
  ClaimId a;  // the lower number
  ClaimId b;  // 0: a life
  ConflictWhy why = ConflictWhy::kBeginnings;
  bool life_of_body = false;  // kOutsideLife: which life
  SpanList days;              // the disagreement: days on which the one has it so and the other not; never empty
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// The conflicts among `claims`, all of one actor and one body, in any order. Only facts and denials take part (rule 15). One for
/// each pair, with the first reason that holds; by `a`, then `b`, then the actor's life before the body's.
/// The order of `claims` does not matter. O(n²) for n claims.
[[nodiscard]] std::vector<Conflict> conflicts_of(const std::vector<Claim>& claims, const FoldContext& context);

}  // namespace entente::claims
