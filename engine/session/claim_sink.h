// Where many claims of one commit go: numbered, those that are known already left out, and in the end what follows from them made
// anew. Knows nothing of where they come from. Internal to engine/session.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

#include "engine/catalog/draft.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/store/transaction.h"

namespace entente::session {

class ClaimSink {
 public:
  /// What became of all claims.
  struct Sum {
    std::size_t recorded = 0;
    std::size_t known = 0;          // stood there, or came twice
    ClaimId first;                  // the number of the first that was recorded; those behind follow it
    std::vector<claims::Pair> met;  // pairs that had claims before and have new ones; ascending
  };

  /// Lives inside one run of a write closure. All calls throw store::Fault.
  ClaimSink(store::WriteTxn& txn, const catalog::Draft& catalog, CommitId commit);

  /// A claim of a membership, without number and commit.
  void add(claims::Claim claim);
  /// Nothing is added from here on. The derived memberships are true again. `breathe` is called now and then.
  [[nodiscard]] Sum finish(const std::function<void()>& breathe);

 private:
  store::WriteTxn& txn_;
  const catalog::Draft& catalog_;
  CommitId commit_;
  ClaimId next_;
  Sum sum_;
  std::set<claims::Pair> touched_;
  std::set<claims::Pair> met_;
};

/// The number that the next claim gets.
[[nodiscard]] ClaimId next_claim(const store::Reader& reader);
/// The same words from the same mouth: everything but the number and the commit.
[[nodiscard]] bool says_the_same(claims::Claim a, const claims::Claim& b);

}  // namespace entente::session
