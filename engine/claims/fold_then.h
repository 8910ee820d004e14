// What pairs were by the best reading, as it was known at a commit: pair after pair, in as few steps as they allow.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/claims/claim_rows.h"
#include "engine/claims/derive.h"

namespace entente::claims {

/// Reader and catalogue must outlive it; the catalogue is the same then and now. Throws store::Fault.
class FoldThen {
 public:
  FoldThen(const store::Reader& reader, const catalog::Catalog& catalog, CommitId then)
      : reader_(reader), catalog_(catalog), then_(then) {}

  /// Calls `take(role, days)` for each membership that `fold_pair` finds. Quickest in the order of actors.
  void each_best(Pair pair, const std::function<void(RoleId, DayRange)>& take);

 private:
  [[nodiscard]] bool fold_plain(Pair pair);
  [[nodiscard]] bool add_plain(std::optional<RowCursor>& cursor, const RowTable& table, Pair pair);

  const store::Reader& reader_;
  const catalog::Catalog& catalog_;
  CommitId then_;
  std::optional<RowCursor> current_, retired_;
  std::vector<PlainClaim> claims_;
  std::vector<PlainFold> folds_;
};

}  // namespace entente::claims
