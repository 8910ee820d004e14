// New claims of one actor, and, where they are the first, what is to be stored of them: worked out without the store, so that
// another thread can while blocks are written.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/block.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/claims/pair_folder.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/row_blocks.h"
#include "engine/claims/superseded.h"

namespace entente::claims {

/// When the claims of a pair were recorded first and changed last; all that ever were. May be called on another thread.
using HistoryOf = std::function<PairHistory(Pair, const std::vector<Claim>&)>;
/// What is to be told of the past of claims that were recorded before.
struct Past {
  HistoryOf history_of;  // none: pairs have changed in the commit at hand
  CommitId since;        // from which on what pairs were is to be kept
};

/// Not to be moved: rows view what it holds.
struct ActorClaims {
  ActorClaims() = default;
  ActorClaims(const ActorClaims&) = delete;
  ActorClaims& operator=(const ActorClaims&) = delete;

  ActorId actor;
  std::vector<PackedRow> rows;  // of tables claims and retired, by body and number
  std::vector<bool> is_met;     // of each row: its pair had claims before

  /// What follows is there of an actor who had no claims before.
  struct PairOf {
    BodyId body;
    std::optional<PairHistory> history;  // none: it has changed in the commit at hand
    std::size_t rows = 0;                // how many memberships
  };
  bool is_first = false;
  std::vector<StoredBlock> claims;
  std::vector<StoredBlock> retired;
  std::vector<PairOf> pairs;  // by body
  std::vector<std::pair<BodyId, Superseded>> superseded;
  std::vector<PackedRow> memberships;  // rows of by_actor; their rests lie in `folded`
  MembershipRows folded{Axis::kByActor};
  std::vector<std::pair<Pair, std::vector<Suspension>>> suspensions;  // of the pairs that have any

  /// Says nothing any more; memory is kept for the next.
  void clear(ActorId next);
};

/// Works out what is to be stored.
class FirstClaims {
 public:
  FirstClaims(const catalog::Catalog& catalog, Past past) : catalog_(catalog), folder_(catalog), past_(std::move(past)) {}
  /// `breathe` is called now and then, and may throw.
  void complete(ActorClaims& claims, const std::function<void()>& breathe);

 private:
  void fold(Pair pair, std::span<const PackedRow> rows, ActorClaims& out);

  const catalog::Catalog& catalog_;
  PairFolder folder_;
  Past past_;
  std::size_t folds_ = 0;
};

}  // namespace entente::claims
