// Very many new claims of one commit: kept in a few bytes each as they come, then sorted, compared with what is known, recorded and
// folded, so that each block is written once. docs/storage.md, tables claims, claim_places, by_actor, by_body and pairs.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "engine/claims/claim_rows.h"
#include "engine/claims/ledger.h"
#include "engine/claims/partitions.h"
#include "engine/store/transaction.h"

namespace entente::claims {

class BulkClaims {
 public:
  /// A claim without number and commit.
  void add(const Claim& claim);
  [[nodiscard]] std::size_t size() const { return came_.size(); }

  /// Where they are recorded.
  struct Place {
    CommitId commit;
    ClaimId first;  // the number of the first new one
    ClaimId met;    // pairs are met that have claims numbered below
  };
  struct Sum {
    std::size_t recorded = 0;
    std::size_t known = 0;  // said the same as one that stands, or as one that came before
    std::vector<Pair> met;  // ascending
  };
  /// Records the new ones, numbered on in the order in which they came, and refreshes what is derived of their pairs; then it is
  /// empty. `breathe` is called now and then, and may throw. Throws store::Fault.
  [[nodiscard]] Sum record(store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place,
                           const std::function<void()>& breathe);

 private:
  enum class State : std::uint8_t { kNew, kMeets, kKnown };  // kMeets: new, of a pair that has claims
  /// A row of table claims. Its number is the how many-th it came, until it gets one.
  struct Row {
    ActorId actor;
    std::array<std::int32_t, kClaimColumns> cells;
    std::uint32_t rest = 0;  // in rests_, from 1; 0: none
    State state = State::kNew;
  };
  struct Came {
    ActorId actor;
    BodyId body;
  };
  class Recorder;

  [[nodiscard]] std::string_view rest_of(const Row& row) const;
  void compare(const store::Reader& reader, std::vector<Row>& rows, ClaimId met, Sum& sum);
  void compare(std::vector<Row>& rows, std::size_t begin, std::size_t end, const std::vector<PackedRow>& stored);
  void write_places(store::WriteTxn& txn, ClaimId first) const;

  Partitions<Row> rows_;  // by actor
  std::vector<Came> came_;
  std::deque<std::string> rests_;
  std::vector<std::uint32_t> known_;  // the how many-th came those that are known; ascending
};

}  // namespace entente::claims
