// What pairs were by the best reading before they last changed: so that what was known at a commit need not be folded from its
// claims. docs/storage.md, table superseded, has the bytes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "engine/claims/derive.h"
#include "engine/claims/found_rows.h"
#include "engine/claims/ledger.h"
#include "engine/claims/stored_rows.h"

namespace entente::claims {

/// A membership of an actor in a body, as it was known at the commits [from, until).
struct Superseded {
  ActorId actor;
  CommitId from;
  CommitId until;
  RoleId role;    // 0: there was none of the pair at all
  DayRange best;  // never empty where there is a role
  friend bool operator==(const Superseded&, const Superseded&) = default;
};

/// Of a pair that had more memberships at a time than that, nothing is kept of that time: each change would keep them all.
inline constexpr std::size_t kSupersededMost = 16;
/// So many claims at most are folded to tell what a pair was at all times together.
inline constexpr std::size_t kRefoldedMost = 4096;

/// Owned by bodies; by commit, then actor.
[[nodiscard]] const RowTable& superseded_table();

/// Those of a body that stood at a commit, as far as they are kept.
struct Stood {
  std::vector<std::uint32_t> actors;  // of whom it is kept how they stood, those who held no role among them; perhaps repeated
  FoundRows rows;                     // what the question asks for of them, roles and others
};
/// What was there before is let go. Throws store::Fault.
void read_superseded(const store::Reader& reader, BodyId body, CommitId then, const RowQuestion& question, Stood& out);
/// All of a body, by commit, then actor. Throws store::Fault.
[[nodiscard]] std::vector<Superseded> superseded_of_body(const store::Reader& reader, BodyId body);

/// What those of the claims of a pair that stood at a commit add up to by the best reading.
[[nodiscard]] std::vector<Brief> stood_then(const catalog::Catalog& catalog, Pair pair, const std::vector<Claim>& claims,
                                            CommitId then);
/// What a pair was between the commits that changed its claims, from a commit on with which the catalogue was what it is now:
/// worked out of all claims that there ever were. Nothing where they are so many that it is too much.
[[nodiscard]] std::vector<Superseded> superseded_of_claims(const catalog::Catalog& catalog, Pair pair, CommitId since,
                                                           const std::vector<Claim>& claims);
/// Adds what is to be kept of a pair that was no more than that at the commits [from, until): nothing where that is too much.
void add_superseded(ActorId actor, CommitId from, CommitId until, std::span<const Brief> stood, std::vector<Superseded>& out);

/// Puts in those of a body; of those commits and actors none may be there before. Sorts them. Throws store::Fault.
void write_superseded(store::WriteTxn& txn, BodyId body, std::vector<Superseded>& rows);

}  // namespace entente::claims
