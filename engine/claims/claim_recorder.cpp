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

void ClaimRecorder::write(ActorId actor, std::span<const PackedRow> rows, const std::vector<bool>& is_met) {
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

// Those of one pair.
void ClaimRecorder::fold(Pair pair, std::span<const PackedRow> rows, bool is_met) {
  std::vector<Claim> claims;
  const auto decode = [&] {
    std::transform(rows.begin(), rows.end(), std::back_inserter(claims),
                   [&](const PackedRow& row) { return claim_of(row, pair.actor); });
  };
  if (is_met || history_of_) {
    claims = is_met ? all_claims_of_pair(txn_, pair) : claims;
    if (!is_met) {
      decode();
    }
    if (history_of_) {
      derived_.set_history(pair, history_of_(pair, claims));
    }
  }
  if (!is_met && fold_plain(pair, rows)) {
    derived_.put_plain(pair, folded_);
    return;
  }
  if (claims.empty()) {
    decode();
  }
  std::erase_if(claims, [](const Claim& claim) { return bool(claim.retired); });
  derived_.put(pair, fold_claims(catalog_, pair, View{}, std::move(claims)));
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
  const auto by = [](auto member) { return [member](const auto& a, const auto& b) { return a.*member < b.*member; }; };
  std::sort(plain_claims_.begin(), plain_claims_.end(), by(&PlainClaim::began));
  if (!stand_apart(plain_claims_)) {
    return false;
  }
  std::stable_sort(plain_claims_.begin(), plain_claims_.end(), by(&PlainClaim::role));
  folded_.clear();
  for (const PlainClaim& claim : plain_claims_) {
    const auto fold = plain_.fold(claim);
    if (!fold) {
      return false;
    }
    folded_.push_back(plain_row(Axis::kByActor, claim, *fold));
  }
  return true;
}

}  // namespace entente::claims
