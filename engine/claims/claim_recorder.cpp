#include "engine/claims/claim_recorder.h"

#include <algorithm>
#include <utility>

#include "engine/claims/claim_rows.h"
#include "engine/claims/derive.h"

namespace entente::claims {
namespace {

std::uint32_t id_in(const PackedRow& row, ClaimColumn column) {
  return static_cast<std::uint32_t>(row.cells[static_cast<std::size_t>(column)]);
}

constexpr std::size_t kFoldsBetweenBreaths = 1024;

BodyId body_of(const PackedRow& row) { return {id_in(row, ClaimColumn::kBody)}; }

}  // namespace

ClaimRecorder::ClaimRecorder(store::WriteTxn& txn, const catalog::Catalog& catalog, CommitId commit, HistoryOf history_of)
    : txn_(txn),
      catalog_(catalog),
      history_of_(std::move(history_of)),
      last_actor_(last_owner(txn, kCurrentClaims)),
      last_retired_(last_owner(txn, kRetiredClaims)),
      derived_(txn, commit),
      plain_(catalog) {
  last_actor_ = std::max(last_actor_, last_retired_);
}

void ClaimRecorder::write(ActorId actor, std::span<const PackedRow> rows, const std::vector<bool>& is_met,
                          const std::function<void()>& breathe) {
  for (const PackedRow& row : rows) {
    plain_.expect({id_in(row, ClaimColumn::kSource)});
  }
  write_rows(actor, rows, false);
  write_rows(actor, rows, true);
  for (std::size_t begin = 0; begin < rows.size();) {
    const BodyId body = body_of(rows[begin]);
    std::size_t end = begin + 1;
    while (end < rows.size() && body_of(rows[end]) == body) {
      ++end;
    }
    fold({actor, body}, rows.subspan(begin, end - begin), is_met[begin]);
    begin = end;
    if (++folds_ % kFoldsBetweenBreaths == 0) {
      breathe();
    }
  }
}

void ClaimRecorder::write_rows(ActorId actor, std::span<const PackedRow> rows, bool retired) {
  const bool all_stand = std::none_of(rows.begin(), rows.end(), is_retired);
  if (retired && all_stand) {
    return;
  }
  if (!all_stand) {
    of_table_.clear();
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(of_table_),
                 [&](const PackedRow& row) { return is_retired(row) == retired; });
    rows = of_table_;
  }
  const RowTable& table = retired ? kRetiredClaims : kCurrentClaims;
  if (actor.value > (retired ? last_retired_ : last_actor_)) {
    append_rows(txn_, table, actor.value, rows);
    return;
  }
  keys_.clear();
  std::transform(rows.begin(), rows.end(), std::back_inserter(keys_), [&](const PackedRow& row) { return table.key_of(row); });
  replace_rows(txn_, table, actor.value, keys_, rows);
}

std::vector<Claim> ClaimRecorder::claims_of(Pair pair, std::span<const PackedRow> rows) const {
  std::vector<Claim> claims;
  std::transform(rows.begin(), rows.end(), std::back_inserter(claims),
                 [&](const PackedRow& row) { return claim_of(row, pair.actor); });
  return claims;
}

// Those of one pair.
void ClaimRecorder::fold(Pair pair, std::span<const PackedRow> rows, bool is_met) {
  if (history_of_) {
    derived_.set_history(pair, history_of_(pair, is_met ? all_claims_of_pair(txn_, pair) : claims_of(pair, rows)));
  }
  if (is_met) {
    derived_.put(pair, fold_pair(txn_, catalog_, pair, View{}));
  } else if (fold_plain(pair, rows)) {
    derived_.put_plain(pair, folded_);
  } else {
    auto claims = claims_of(pair, rows);
    std::erase_if(claims, [](const Claim& claim) { return bool(claim.retired); });
    derived_.put(pair, fold_claims(catalog_, pair, View{}, std::move(claims)));
  }
}

bool ClaimRecorder::fold_plain(Pair pair, std::span<const PackedRow> rows) {
  plain_claims_.clear();
  for (const PackedRow& row : rows) {
    const auto plain = plain_claim(row, pair.actor);
    if (!plain || is_retired(row)) {
      return false;
    }
    plain_claims_.push_back(*plain);
  }
  folded_.clear();
  if (plain_claims_.size() == 1) {  // as most are
    const auto fold = plain_.fold(plain_claims_.front());
    if (fold) {
      folded_.push_back(plain_row(Axis::kByActor, plain_claims_.front(), *fold));
    }
    return fold.has_value();
  }
  if (!fold_apart(plain_claims_, plain_folds_, [this](const PlainClaim& claim) { return plain_.fold(claim); })) {
    return false;
  }
  for (std::size_t i = 0; i < plain_claims_.size(); ++i) {
    folded_.push_back(plain_row(Axis::kByActor, plain_claims_[i], plain_folds_[i]));
  }
  return true;
}

}  // namespace entente::claims
