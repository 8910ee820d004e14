// Writes what a bound statement records: ids given, rules that need rows checked, derived memberships refreshed.
// Lives inside one run of a write closure. Internal to engine/session.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/bind/change.h"
#include "engine/catalog/draft.h"
#include "engine/claims/bulk_claims.h"
#include "engine/claims/derive.h"
#include "engine/claims/ledger.h"
#include "engine/store/transaction.h"
#include "parser/diagnostic.h"

namespace entente::session {

/// How much one transaction did.
struct Tally {
  std::size_t defined = 0;
  std::size_t claims = 0;
  std::size_t events = 0;
  std::size_t provisions = 0;
  std::size_t retracted = 0;

  [[nodiscard]] bool empty() const { return defined + claims + events + provisions + retracted == 0; }
  friend bool operator==(const Tally&, const Tally&) = default;
};

class Applier {
 public:
  /// `catalog` is brought up to date with every definition. All calls throw store::Fault.
  Applier(store::WriteTxn& txn, catalog::Draft& catalog, CommitId commit) : txn_(txn), catalog_(catalog), commit_(commit) {}

  /// Does it, and says in one line what was done; or says which rule it breaks, having written nothing of it.
  [[nodiscard]] Result<std::string> apply(const bind::Change& change);
  /// Brings the derived memberships up to date, so that questions see what was applied.
  void refresh();
  /// Refreshes, and writes the commit unless nothing was changed; says so in one line. `utc_seconds` is the time now.
  std::string commit(std::int64_t utc_seconds, std::int64_t utc_seconds_last);
  [[nodiscard]] const Tally& tally() const { return tally_; }
  /// The number that the next claim gets.
  [[nodiscard]] ClaimId next_claim();
  /// Records very many new claims at once; `met`: pairs are met that have claims numbered below.
  [[nodiscard]] claims::BulkClaims::Sum record(claims::BulkClaims& claims, ClaimId met, const std::function<void()>& breathe);
  /// The record of the commit; none before it, and where nothing was changed.
  [[nodiscard]] const std::optional<catalog::Commit>& committed() const { return committed_; }

 private:
  using Done = Result<std::string>;
  [[nodiscard]] Done put(catalog::SourceRecord source);
  [[nodiscard]] Done put(catalog::Role role);
  [[nodiscard]] Done put(catalog::Entity entity);
  [[nodiscard]] Done add(const bind::AddClaims& adding);
  [[nodiscard]] Done add(const bind::AddEvents& adding);
  [[nodiscard]] Done add(const bind::AddProvisions& adding);
  [[nodiscard]] Done retract(const bind::RetractClaim& which, Span span);
  [[nodiscard]] Done retract(const bind::RetractMatching& which, Span span);

  [[nodiscard]] std::string goes_on(const claims::Claim& end);
  [[nodiscard]] std::optional<Diagnostic> nothing_to_end(const claims::Claim& end, Span span);
  [[nodiscard]] std::vector<claims::Claim> claims_of(claims::Pair pair);
  void insert(claims::Claim claim);
  void write_claims();
  void retire(const claims::Claim& claim, const std::string& because);
  [[nodiscard]] std::string dissolve(const claims::Event& event);
  [[nodiscard]] std::optional<Diagnostic> left_outside(const catalog::Entity& entity) const;
  void touch(const std::vector<claims::Pair>& pairs) { touched_.insert(pairs.begin(), pairs.end()); }
  void touch_claims_of(SourceId source);
  [[nodiscard]] std::string shown(EntityId id) const { return catalog_.read().entity(id)->key; }

  store::WriteTxn& txn_;
  catalog::Draft& catalog_;
  CommitId commit_;
  std::set<claims::Pair> touched_;
  std::vector<claims::Claim> unwritten_;  // recorded, and written together before anything asks for claims of their pairs
  std::set<claims::Pair> unwritten_pairs_;
  std::optional<ClaimId> next_claim_;
  Tally tally_;
  std::optional<catalog::Commit> committed_;
};

}  // namespace entente::session
