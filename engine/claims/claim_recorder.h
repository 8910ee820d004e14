// Writes many claims, those of one actor after the other, and what their pairs fold to: each block once, and of actors and bodies
// that had none before in the order of its keys.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "engine/claims/derived_writer.h"
#include "engine/claims/ledger.h"
#include "engine/claims/packed_rows.h"
#include "engine/claims/plain.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class ClaimRecorder {
 public:
  /// When the claims of a pair were recorded first and changed last; all that ever were.
  using HistoryOf = std::function<PairHistory(Pair, const std::vector<Claim>&)>;

  /// Lives inside one run of a write closure. All calls throw store::Fault. Without `history_of`, pairs have changed in `commit`.
  ClaimRecorder(store::WriteTxn& txn, const catalog::Catalog& catalog, CommitId commit, HistoryOf history_of = {});

  /// Had claims before this began.
  [[nodiscard]] bool has_claims(ActorId actor) const { return actor.value <= last_actor_; }
  /// Rows of tables claims and retired, by body and number. `is_met`, of each row: its pair had claims before this began.
  /// `breathe` is called now and then, and may throw.
  void write(ActorId actor, std::span<const PackedRow> rows, const std::vector<bool>& is_met, const std::function<void()>& breathe);
  /// Writes what is left. `breathe` is called now and then.
  void finish(const std::function<void()>& breathe) { derived_.finish(breathe); }

 private:
  void write_rows(ActorId actor, std::span<const PackedRow> rows, bool retired);
  void fold(Pair pair, std::span<const PackedRow> rows, bool is_met);
  [[nodiscard]] bool fold_plain(Pair pair, std::span<const PackedRow> rows);
  [[nodiscard]] std::vector<Claim> claims_of(Pair pair, std::span<const PackedRow> rows) const;

  store::WriteTxn& txn_;
  const catalog::Catalog& catalog_;
  HistoryOf history_of_;
  std::uint32_t last_actor_;  // those behind it have no claims yet
  std::uint32_t last_retired_;
  DerivedWriter derived_;
  PlainFolder plain_;
  std::vector<PackedRow> of_table_;
  std::vector<RowKey> keys_;
  std::size_t folds_ = 0;
  std::vector<PlainClaim> plain_claims_;
  std::vector<PlainFold> plain_folds_;
  std::vector<PackedRow> folded_;
};

}  // namespace entente::claims
