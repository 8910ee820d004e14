// Writes what pairs fold to into the blocks of their actors and bodies, and that they changed: actor by actor, then body by body,
// so that very many need no more memory than a few bytes each. docs/storage.md, tables by_actor, by_body and pairs.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/claims/block.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/claims/partitions.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class DerivedWriter {
 public:
  /// Lives inside one run of a write closure. All calls throw store::Fault.
  DerivedWriter(store::WriteTxn& txn, CommitId commit);

  /// What stands of that pair is replaced. Pairs ascend, each comes once.
  void put(Pair pair, const Folded& folded);
  /// The same, of a pair that folds to those rows of its actor's block, none with a rest; by role and beginning.
  void put_plain(Pair pair, std::span<const PackedRow> rows);
  /// Of the pair that is put next: what stands of its history, instead of that it changed in the commit.
  void set_history(Pair pair, const PairHistory& history) {
    pairs_.add(pair.body.value, {pair.body, history});
    has_history_ = true;
  }
  /// Writes what is left; from here on all is true. `breathe` is called now and then.
  void finish(const std::function<void()>& breathe);

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
  // Of a part of the bodies; each sorted.
  struct Part {
    std::vector<BodyRow> rows;
    std::vector<BodyKey> touched;
    std::vector<BodyPair> pairs;
  };

  void turn_to(Pair pair);
  void add_row(Pair pair, const PackedRow& row);
  void flush_actor();
  void note_suspensions(Pair pair, const std::vector<Suspension>& now);
  [[nodiscard]] Part take(std::size_t part);
  void write_rows(BodyId body, const std::vector<BodyRow>& all, std::size_t begin, std::size_t end, std::vector<RowKey> touched);
  void write_suspensions(Axis axis, EntityId id, std::span<const Pair> changed);

  store::WriteTxn& txn_;
  CommitId commit_;
  std::uint32_t last_actor_;  // those behind it have no rows yet
  std::uint32_t last_body_;

  ActorId actor_;  // whose pairs come
  std::vector<RowKey> touched_;
  std::vector<PackedRow> rows_;
  MembershipRows folded_{Axis::kByActor};
  std::vector<PairSuspension> stored_suspensions_;
  std::vector<Pair> suspended_;  // those of them that have suspensions, or had
  bool has_history_ = false;     // of the pair that comes

  Partitions<BodyRow> of_bodies_;
  Partitions<BodyKey> touched_of_bodies_;  // by pairs that had rows before
  Partitions<BodyPair> pairs_;
  std::deque<std::string> rests_;
  std::map<Pair, std::vector<Suspension>> suspensions_;  // of pairs that have any, or had
};

}  // namespace entente::claims
