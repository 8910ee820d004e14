#include "engine/claims/pair_folder.h"

#include <algorithm>

#include "engine/claims/block.h"
#include "engine/claims/claim_rows.h"
#include "engine/claims/derive.h"

namespace entente::claims {

void PairFolder::expect(const PackedRow& row) const {
  plain_.expect({static_cast<std::uint32_t>(row.cells[static_cast<std::size_t>(ClaimColumn::kSource)])});
}

const std::vector<PackedRow>* PairFolder::plain(Pair pair, std::span<const PackedRow> rows) {
  claims_.clear();
  for (const PackedRow& row : rows) {
    const auto plain = plain_claim(row, pair.actor);
    if (!plain || is_retired(row)) {
      return nullptr;
    }
    claims_.push_back(*plain);
  }
  folded_.clear();
  if (claims_.size() == 1) {  // as most are
    const auto fold = plain_.fold(claims_.front());
    if (fold) {
      folded_.push_back(plain_row(Axis::kByActor, claims_.front(), *fold));
    }
    return fold ? &folded_ : nullptr;
  }
  if (!fold_apart(claims_, folds_, [this](const PlainClaim& claim) { return plain_.fold(claim); })) {
    return nullptr;
  }
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    folded_.push_back(plain_row(Axis::kByActor, claims_[i], folds_[i]));
  }
  return &folded_;
}

Folded PairFolder::fold(Pair pair, std::span<const PackedRow> rows) const {
  auto claims = claims_of(pair, rows);
  std::erase_if(claims, [](const Claim& claim) { return bool(claim.retired); });
  return fold_claims(catalog_, pair, View{}, std::move(claims));
}

std::vector<Claim> claims_of(Pair pair, std::span<const PackedRow> rows) {
  std::vector<Claim> claims;
  std::transform(rows.begin(), rows.end(), std::back_inserter(claims),
                 [&](const PackedRow& row) { return claim_of(row, pair.actor); });
  return claims;
}

}  // namespace entente::claims
