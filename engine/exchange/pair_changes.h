// When what is said of each pair last changed: by claims, or by what those are read by. What the ledger notes as it goes, worked
// out from all that was ever recorded.
#pragma once

#include <map>
#include <vector>

#include "engine/claims/ledger.h"
#include "engine/claims/pair_histories.h"
#include "engine/store/transaction.h"

namespace entente::exchange {

/// What definitions have changed for pairs: lives, ranks, dates of sources and what those cover, in all their versions.
class DefinitionChanges {
 public:
  /// Throws store::Fault.
  explicit DefinitionChanges(const store::Reader& reader);

  /// `claims`: all of the pair that ever were.
  [[nodiscard]] claims::PairHistory history_of(claims::Pair pair, const std::vector<claims::Claim>& claims) const;

 private:
  CommitId everything_;  // that changed all pairs
  std::map<EntityId, CommitId> lives_;
  std::map<EntityId, CommitId> covered_;  // by body
  std::map<SourceId, std::vector<CommitId>> dates_;
};

}  // namespace entente::exchange
