// Since when pairs stand as they do: of every actor that ever had a claim in a body, with which commit that began, and with which
// it last changed. docs/storage.md, table pairs, has the bytes.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "engine/claims/ledger.h"
#include "engine/claims/row_table.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// When the claims of a pair began and last changed, or what they are read by: a source's date or coverage, a life, a rank.
struct PairHistory {
  ActorId actor;
  CommitId first;
  CommitId changed;
};

/// Owned by bodies; by actor.
[[nodiscard]] const RowTable& pairs_table();

// All throw store::Fault.
/// Of every actor that ever had a claim in the body. Ascending.
[[nodiscard]] std::vector<PairHistory> histories_of_body(const store::Reader& reader, BodyId body);
/// Of the actors of a body those whose pairs do not stand as they stood at a commit, and of them those that had a claim in it then.
struct PairsThen {
  std::vector<std::uint32_t> since;
  std::vector<std::uint32_t> changed;
};
/// Ascending; what was there before is let go.
void read_pairs_then(const store::Reader& reader, BodyId body, CommitId then, PairsThen& out);

/// What has changed of pairs of a body: their claims, or what those are read by. Ascending. Without `first`, that stays as it is,
/// or is when it changed. What was noted before, of those of whom something was.
std::vector<PairHistory> note_changes(store::WriteTxn& txn, BodyId body, std::span<const PairHistory> changes);
/// Notes the pairs of a body that had no claims before; since when the others stand as they do is noted when they are folded.
void note_new_pairs(store::WriteTxn& txn, BodyId body, const std::set<ActorId>& actors, CommitId commit);

}  // namespace entente::claims
