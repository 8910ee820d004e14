// Where many claims of one commit go: those that are known already left out, the others numbered and recorded. Knows nothing of
// where they come from. Internal to engine/session.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/session/apply.h"
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

  /// Lives inside one run of a write closure. All calls throw store::Fault. While it lives nothing else records claims.
  ClaimSink(const store::Reader& reader, Applier& applier);

  /// A claim of a membership, without number and commit.
  void add(claims::Claim claim);
  /// Nothing is added from here on; the applier knows which pairs to derive anew.
  [[nodiscard]] Sum finish();

 private:
  [[nodiscard]] bool is_known(const claims::Claim& claim);
  void flush();

  const store::Reader& reader_;
  Applier& applier_;
  Sum sum_;
  std::vector<claims::Claim> pending_;                        // numbered, not yet recorded
  std::map<claims::Pair, std::vector<std::size_t>> of_pair_;  // where they stand there
  std::set<claims::Pair> met_;
};

/// The same words from the same mouth: everything but the number and the commit.
[[nodiscard]] bool says_the_same(claims::Claim a, const claims::Claim& b);

}  // namespace entente::session
