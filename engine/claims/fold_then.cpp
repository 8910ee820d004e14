#include "engine/claims/fold_then.h"

#include <algorithm>
#include <array>

#include "engine/claims/column_scan.h"

namespace entente::claims {

// False where a claim is not plain.
bool FoldThen::add_plain(std::optional<RowCursor>& cursor, const RowTable& table, Pair pair) {
  if (cursor) {
    cursor->move_to(pair.actor.value, pair.body.value, pair.body.value);
  } else {
    cursor.emplace(reader_, table, pair.actor.value, pair.body.value, pair.body.value);
  }
  const auto body = static_cast<std::int32_t>(pair.body.value);
  bool are_plain = true;
  for (; cursor->valid(); cursor->next()) {
    const PackedView& rows = cursor->view();
    const auto column = [&](ClaimColumn at) { return &rows.column(static_cast<std::size_t>(at)); };
    const std::array<ColumnTest, 2> known{
        {{column(ClaimColumn::kBody), body, body}, {column(ClaimColumn::kRecorded), 0, static_cast<std::int32_t>(then_.value)}}};
    for (std::size_t first = 0; first < rows.size(); first += kScanRows) {
      each_row(rows_that_pass(known, first, std::min(kScanRows, rows.size() - first)), first, [&](std::size_t at) {
        const PackedRow row = rows.row(at);
        const auto retired = retired_in(row);
        if (retired && *retired <= then_) {
          return;
        }
        const auto plain = plain_claim(row, pair.actor);
        are_plain = are_plain && plain;
        if (plain) {
          claims_.push_back(*plain);
        }
      });
    }
  }
  return are_plain;
}

bool FoldThen::fold_plain(Pair pair) {
  claims_.clear();
  return add_plain(current_, kCurrentClaims, pair) && add_plain(retired_, kRetiredClaims, pair) &&
         fold_apart(claims_, folds_, [this](const PlainClaim& claim) { return plain_fold(catalog_, claim); });
}

void FoldThen::each_best(Pair pair, const std::function<void(RoleId, DayRange)>& take) {
  if (fold_plain(pair)) {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      take(claims_[i].role, folds_[i].best);
    }
    return;
  }
  View view;
  view.known_at = then_;
  for (const auto& membership : fold_pair(reader_, catalog_, pair, view).memberships) {
    take(membership.role, membership.best);
  }
}

}  // namespace entente::claims
