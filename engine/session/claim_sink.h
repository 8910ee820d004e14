// Where many claims of one commit go: those that are known already left out, the others numbered and recorded. Knows nothing of
// where they come from. Internal to engine/session.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "engine/claims/bulk_claims.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/session/apply.h"

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

  /// Lives inside one run of a write closure. All calls throw store::Fault, and what `breathe` throws, which is called now and
  /// then. While it lives nothing else records claims.
  ClaimSink(Applier& applier, std::function<void()> breathe);

  /// A claim of a membership, without number and commit.
  void add(const claims::Claim& claim);
  /// Nothing is added from here on; all is recorded and folded.
  [[nodiscard]] Sum finish();

 private:
  void flush();

  Applier& applier_;
  std::function<void()> breathe_;
  claims::BulkClaims pending_;
  Sum sum_;
};

}  // namespace entente::session
