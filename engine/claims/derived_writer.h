// Writes what pairs fold to into the blocks of their actors and bodies, and that they changed: actor by actor, then body by body,
// so that very many need no more memory than a few bytes each. docs/storage.md, tables by_actor, by_body, pairs
// and superseded.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/claims/actor_claims.h"
#include "engine/claims/block.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/partitions.h"
#include "engine/claims/superseded.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class DerivedWriter {
 public:
  /// Lives inside one run of a write closure. All calls throw store::Fault. `keeps_past`: what pairs were until now is kept, for
  /// those who ask for an earlier commit; they fold claims where the catalogue was another then.
  DerivedWriter(store::WriteTxn& txn, CommitId commit, bool keeps_past);

  /// What stands of that pair is replaced. Pairs ascend, each comes once.
  void put(Pair pair, const Folded& folded);
  /// The same, of a pair that folds to those rows of its actor's block, none with a rest; by role and beginning.
  void put_plain(Pair pair, std::span<const PackedRow> rows);
  /// What was worked out of an actor who had no claims before; such actors come behind all others.
  void put(const ActorClaims& first);
  /// Of the pair that is put next: what stands of its history, instead of that it changed in the commit.
  void set_history(Pair pair, const PairHistory& history, std::span<const Superseded> superseded);
  /// Writes what is left; from here on all is true. Where it is much, blocks are packed `apart`, on a thread of their own.
  /// `breathe` is called now and then.
  void finish(bool apart, const std::function<void()>& breathe);

 private:
  struct BodyRow {
    BodyId body;
    std::array<std::int32_t, kMembershipColumns> cells;
    std::uint32_t rest = 0;  // in rests_, from 1; 0: none
  };
  struct BodyKey {
    BodyId body;
    RowKey key;
    friend auto operator<=>(const BodyKey&, const BodyKey&) = default;
  };
  struct BodyPair {
    BodyId body;
    PairHistory history;
  };
  struct BodyBrief {
    BodyId body;
    Brief stood;
  };
  struct BodySuperseded {
    BodyId body;
    Superseded row;
  };
  // What is to be written of a body.
  struct OfBody {
    BodyId body;
    std::vector<StoredBlock> blocks;  // of a body that had no rows: all there is
    std::vector<PackedRow> rows;      // of another, by role and actor
    std::vector<RowKey> touched;
    std::vector<PairHistory> changes;
    std::vector<Brief> stood;            // what the pairs that change have been until now
    std::vector<Superseded> superseded;  // and before
  };

  void turn_to(Pair pair);
  void add_row(Pair pair, const PackedRow& row);
  void add_body_row(Pair pair, const PackedRow& row);
  void flush_actor();
  void note_suspensions(Pair pair, const std::vector<Suspension>& now);
  [[nodiscard]] std::vector<OfBody> take(std::size_t part, const std::function<void()>& breathe);
  void write(OfBody& body);
  void write_changes(OfBody& body);
  void write_suspensions(Axis axis, EntityId id, std::span<const Pair> changed);

  store::WriteTxn& txn_;
  CommitId commit_;
  bool keeps_past_;
  std::uint32_t last_body_;  // those behind it have no rows yet

  ActorId actor_;  // whose pairs come
  std::vector<RowKey> touched_;
  std::vector<PackedRow> rows_;
  MembershipRows folded_{Axis::kByActor};
  std::vector<PairSuspension> stored_suspensions_;
  std::vector<Pair> suspended_;  // those of them that have suspensions, or had
  bool has_history_ = false;     // of the pair that comes

  static constexpr std::uint32_t kBodiesOfPart = 256;
  Partitions<BodyRow, kBodiesOfPart> of_bodies_;
  Partitions<BodyKey, kBodiesOfPart> touched_of_bodies_;  // by pairs that had rows before
  Partitions<BodyPair, kBodiesOfPart> pairs_;
  Partitions<BodyBrief, kBodiesOfPart> stood_;
  Partitions<BodySuperseded, kBodiesOfPart> superseded_;
  std::deque<std::string> rests_;
  std::map<Pair, std::vector<Suspension>> suspensions_;  // of pairs that have any, or had
};

}  // namespace entente::claims
