// Writes many claims, those of one actor after the other, and what their pairs fold to: each block once, and of actors and bodies
// that had none before in the order of its keys.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "engine/catalog/catalog.h"
#include "engine/claims/actor_claims.h"
#include "engine/claims/claim.h"
#include "engine/claims/derived_writer.h"
#include "engine/claims/ledger.h"
#include "engine/claims/packed_rows.h"
#include "engine/claims/pair_folder.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class ClaimRecorder {
 public:
  /// Lives inside one run of a write closure. All calls throw store::Fault. Without a past, pairs have changed in `commit`.
  ClaimRecorder(store::WriteTxn& txn, const catalog::Catalog& catalog, CommitId commit, const Past& past = {});

  /// Had claims before this began.
  [[nodiscard]] bool has_claims(ActorId actor) const { return actor.value <= last_actor_; }
  /// Works out what is to be stored of an actor who had none: may run on another thread, while this one writes. `breathe` is called
  /// now and then, and may throw.
  void complete(ActorClaims& claims, const std::function<void()>& breathe) {
    if (!has_claims(claims.actor)) {
      first_.complete(claims, breathe);
    }
  }
  /// Those that were completed, one actor after the other.
  void write(const ActorClaims& claims, const std::function<void()>& breathe);
  /// Writes what is left. `apart`: it is much, and worth a thread.
  void finish(bool apart, const std::function<void()>& breathe) { derived_.finish(apart, breathe); }

 private:
  void write_more(const ActorClaims& claims, const std::function<void()>& breathe);
  void write_rows(const RowTable& table, ActorId actor, std::span<const PackedRow> rows, bool retired);
  void fold(Pair pair, std::span<const PackedRow> rows, bool is_met);

  store::WriteTxn& txn_;
  const catalog::Catalog& catalog_;
  Past past_;
  std::uint32_t last_actor_;  // those behind it have no claims yet
  FirstClaims first_;
  DerivedWriter derived_;
  PairFolder folder_;
  std::size_t folds_ = 0;
};

}  // namespace entente::claims
