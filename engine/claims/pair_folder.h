// Folds claims of pairs as they are about to be recorded, those of a pair all at once: most of them fold to what they say
// (plain.h).
#pragma once

#include <span>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"
#include "engine/claims/packed_rows.h"
#include "engine/claims/plain.h"

namespace entente::claims {

/// Rows are those of tables claims and retired, of a pair that has no others.
class PairFolder {
 public:
  /// The catalogue must outlive it, unchanged.
  explicit PairFolder(const catalog::Catalog& catalog) : catalog_(catalog), plain_(catalog) {}

  /// Such a row comes soon.
  void expect(const PackedRow& row) const;
  /// The rows of its actor's block that the pair folds to, none with a rest; good until the next call. Null: its claims are not as
  /// plain as that.
  [[nodiscard]] const std::vector<PackedRow>* plain(Pair pair, std::span<const PackedRow> rows);
  [[nodiscard]] Folded fold(Pair pair, std::span<const PackedRow> rows) const;

 private:
  const catalog::Catalog& catalog_;
  PlainFolder plain_;
  std::vector<PlainClaim> claims_;
  std::vector<PlainFold> folds_;
  std::vector<PackedRow> folded_;
};

/// The claims of those rows.
[[nodiscard]] std::vector<Claim> claims_of(Pair pair, std::span<const PackedRow> rows);

/// Calls `each(pair, rows)` for those of each body; by body.
template <class Each>
void each_pair(ActorId actor, std::span<const PackedRow> rows, Each each) {
  constexpr std::size_t kBody = 0;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].cells[kBody] == rows[begin].cells[kBody]) {
      ++end;
    }
    each(Pair{actor, {static_cast<std::uint32_t>(rows[begin].cells[kBody])}}, rows.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace entente::claims
