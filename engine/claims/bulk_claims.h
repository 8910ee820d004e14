// Very many new claims of one commit: kept in a few bytes each as they come, then sorted, compared with what is known, recorded and
// folded. docs/storage.md, tables claims, claim_places, by_actor, by_body, pairs and superseded.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "engine/claims/claim_parts.h"
#include "engine/claims/claim_recorder.h"
#include "engine/claims/ledger.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// So many claims, or bytes of what they say beside numbers, wait at most: about half a gigabyte with what they fold to.
inline constexpr std::size_t kBulkClaimsMost = 6'000'000;
inline constexpr std::size_t kBulkRestBytesMost = std::size_t{128} << 20U;

/// Where at least so many are recorded, another thread works out what this one writes.
inline constexpr std::size_t kApartLeast = 20'000;

class BulkClaims {
 public:
  explicit BulkClaims(std::size_t apart_least = kApartLeast) : apart_least_(apart_least) {}
  /// A claim without number and commit.
  void add(const Claim& claim);
  [[nodiscard]] std::size_t size() const { return came_.size(); }
  /// They are to be recorded before more are added.
  [[nodiscard]] bool is_full() const { return size() >= kBulkClaimsMost || parts_.rest_bytes() >= kBulkRestBytesMost; }

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
  struct Came {
    ActorId actor;
    BodyId body;
  };

  void compare(const store::Reader& reader, std::vector<WaitingClaim>& rows, ClaimId met, Sum& sum,
               const std::function<void()>& breathe);
  void compare(std::span<WaitingClaim> rows, std::span<const PackedRow> stored);
  void write_places(store::WriteTxn& txn, ClaimId first, const std::function<void()>& breathe) const;
  [[nodiscard]] PackedRow numbered(const WaitingClaim& row, const Place& place) const;
  void write(store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place, const std::function<void()>& breathe);

  std::size_t apart_least_;
  ClaimParts parts_;  // until they are numbered each has for its number the how many-th it came
  std::vector<Came> came_;
  std::size_t compared_ = 0;          // pairs
  std::vector<std::uint32_t> known_;  // the how many-th came those that are known; ascending
};

/// Many claims with their numbers and commits, retracted ones among them, into tables that have none behind them.
class BulkRestore {
 public:
  /// In the order of their numbers.
  void add(const Claim& claim);
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  /// They are to be recorded before more are added.
  [[nodiscard]] bool is_full() const { return size() >= kBulkClaimsMost || parts_.rest_bytes() >= kBulkRestBytesMost; }
  /// Records them, and refreshes what is derived of their pairs; then it is empty. `breathe` is called now and then, and may throw.
  /// Throws store::Fault.
  void record(store::WriteTxn& txn, const catalog::Catalog& catalog, const Past& past, const std::function<void()>& breathe);

 private:
  void write_places(store::WriteTxn& txn, const std::function<void()>& breathe) const;

  ClaimParts parts_;
  std::vector<ClaimPlace> places_;
};

}  // namespace entente::claims
