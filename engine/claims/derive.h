// Memberships as a view of the claims shows them: read from the derived blocks where the view is plain, folded where it is not.
// How the derived blocks are kept true: rewrite.h.
#pragma once

#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/block.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/claims/view.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Memberships and suspensions of one body or of one actor.
struct Derived {
  std::vector<Membership> memberships;
  std::vector<PairSuspension> suspensions;
};

/// What the sources in force say they list of `body`.
[[nodiscard]] std::vector<Coverage> coverage_of(const catalog::Catalog& catalog, BodyId body, const View& view);
/// True when the view takes what `source` (taken from `via`) says.
[[nodiscard]] bool in_force(const catalog::Catalog& catalog, const View& view, SourceId source, SourceId via);
/// The claims of the pair that the view takes, denials of facts among them.
[[nodiscard]] std::vector<Claim> claims_in_view(const store::Reader& reader, const catalog::Catalog& catalog, Pair pair,
                                                const View& view);

/// What folding those claims of the pair must know of the world around them.
[[nodiscard]] FoldContext context_of(const catalog::Catalog& catalog, Pair pair, const View& view,
                                     const std::vector<Claim>& claims);

/// On these days, says `source` in `claim`, the actor did not hold `role` in the body.
struct Denial {
  Pair pair;
  ClaimId claim;
  RoleId role;
  DayRange days;
  SourceId source;
};
[[nodiscard]] std::vector<Denial> denials_of_pair(const store::Reader& reader, const catalog::Catalog& catalog, Pair pair,
                                                  const View& view);

/// Which rows of a body or an actor are worth decoding: those with these roles that may hold on some day of the window.
struct Wanted {
  bool any_role = true;
  std::span<const RoleId> roles;  // ascending
  DayRange window;

  [[nodiscard]] bool takes(RoleId role, DayRange widest) const;
};

/// What those of these claims of the pair that the view takes add up to.
[[nodiscard]] Folded fold_claims(const catalog::Catalog& catalog, Pair pair, const View& view, std::vector<Claim> claims);
/// `catalog` is the catalogue as known at `view.known_at`. Throws store::Fault.
[[nodiscard]] Folded fold_pair(const store::Reader& reader, const catalog::Catalog& catalog, Pair pair, const View& view);
/// Sorted by (role, actor, beginning) and by (body, role, beginning).
/// In a view that is plain, rows that are not wanted are passed over in place; in others they are there all the same.
[[nodiscard]] Derived memberships_of_body(const store::Reader& reader, const catalog::Catalog& catalog, BodyId body,
                                          const View& view, const Wanted& wanted = {});
[[nodiscard]] Derived memberships_of_actor(const store::Reader& reader, const catalog::Catalog& catalog, ActorId actor,
                                           const View& view, const Wanted& wanted = {});

/// Of one actor in one body, by role and beginning.
[[nodiscard]] Derived memberships_of_pair(const store::Reader& reader, const catalog::Catalog& catalog, Pair pair,
                                          const View& view);

/// A membership in short.
struct Brief {
  RoleId role;
  EntityId other;  // of an actor the body, of a body the actor
  DayRange best;   // never empty
};
/// Adds what the plain view has of that actor, or body, by the best reading, as far as it is wanted; sorted as above.
void add_briefs(const store::Reader& reader, Axis axis, EntityId id, const Wanted& wanted, std::vector<Brief>& out);

}  // namespace entente::claims
