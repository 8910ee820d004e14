#include "engine/claims/claim_recorder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/claims/claim_rows.h"
#include "engine/claims/derive.h"

namespace entente::claims {
namespace {

constexpr std::size_t kFoldsBetweenBreaths = 1024;

}  // namespace

ClaimRecorder::ClaimRecorder(store::WriteTxn& txn, const catalog::Catalog& catalog, CommitId commit, const Past& past)
    : txn_(txn),
      catalog_(catalog),
      past_(past),
      last_actor_(std::max(last_owner(txn, kCurrentClaims), last_owner(txn, kRetiredClaims))),
      first_(catalog, past),
      derived_(txn, commit, catalog.changed() < commit),
      folder_(catalog) {}

void ClaimRecorder::write(const ActorClaims& claims, const std::function<void()>& breathe) {
  if (!claims.is_first) {
    write_more(claims, breathe);
    return;
  }
  append_blocks(txn_, kCurrentClaims, claims.claims);
  append_blocks(txn_, kRetiredClaims, claims.retired);
  derived_.put(claims);
}

// Of an actor who had claims before.
void ClaimRecorder::write_more(const ActorClaims& claims, const std::function<void()>& breathe) {
  write_rows(kCurrentClaims, claims.actor, claims.rows, false);
  write_rows(kRetiredClaims, claims.actor, claims.rows, true);
  auto is_met = claims.is_met.begin();
  each_pair(claims.actor, claims.rows, [&](Pair pair, std::span<const PackedRow> rows) {
    fold(pair, rows, *is_met);
    is_met += static_cast<std::ptrdiff_t>(rows.size());
    if (++folds_ % kFoldsBetweenBreaths == 0) {
      breathe();
    }
  });
}

void ClaimRecorder::write_rows(const RowTable& table, ActorId actor, std::span<const PackedRow> rows, bool retired) {
  std::vector<PackedRow> of_table;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(of_table),
               [&](const PackedRow& row) { return is_retired(row) == retired; });
  std::vector<RowKey> keys;
  std::transform(of_table.begin(), of_table.end(), std::back_inserter(keys),
                 [&](const PackedRow& row) { return table.key_of(row); });
  replace_rows(txn_, table, actor.value, keys, of_table);
}

// Those of one pair.
void ClaimRecorder::fold(Pair pair, std::span<const PackedRow> rows, bool is_met) {
  if (past_.history_of) {
    const auto claims = is_met ? all_claims_of_pair(txn_, pair) : claims_of(pair, rows);
    derived_.set_history(pair, past_.history_of(pair, claims), superseded_of_claims(catalog_, pair, past_.since, claims));
  }
  if (is_met) {
    derived_.put(pair, fold_pair(txn_, catalog_, pair, View{}));
  } else if (const auto* plain = folder_.plain(pair, rows)) {
    derived_.put_plain(pair, *plain);
  } else {
    derived_.put(pair, folder_.fold(pair, rows));
  }
}

}  // namespace entente::claims
