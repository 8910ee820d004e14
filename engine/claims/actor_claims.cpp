#include "engine/claims/actor_claims.h"

#include <algorithm>

#include "engine/claims/claim_rows.h"

namespace entente::claims {
namespace {

constexpr std::size_t kFoldsBetweenBreaths = 1024;
constexpr std::size_t kSoon = 16;  // so many rows later

std::vector<StoredBlock> blocks_of_table(const RowTable& table, ActorId actor, std::span<const PackedRow> rows, bool retired) {
  const auto belongs = [&](const PackedRow& row) { return is_retired(row) == retired; };
  if (std::all_of(rows.begin(), rows.end(), belongs)) {  // as most do, or none
    return blocks_of(table, actor.value, rows);
  }
  std::vector<PackedRow> own;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(own), belongs);
  return blocks_of(table, actor.value, own);
}

}  // namespace

void ActorClaims::clear(ActorId next) {
  actor = next;
  is_first = false;
  rows.clear();
  is_met.clear();
  claims.clear();
  retired.clear();
  pairs.clear();
  superseded.clear();
  memberships.clear();
  folded = MembershipRows(Axis::kByActor);
  suspensions.clear();
}

void FirstClaims::complete(ActorClaims& claims, const std::function<void()>& breathe) {
  claims.is_first = true;
  claims.claims = blocks_of_table(kCurrentClaims, claims.actor, claims.rows, false);
  claims.retired = blocks_of_table(kRetiredClaims, claims.actor, claims.rows, true);
  std::size_t expected = 0;
  each_pair(claims.actor, claims.rows, [&](Pair pair, std::span<const PackedRow> rows) {
    const auto end = std::min(static_cast<std::size_t>(rows.data() - claims.rows.data()) + rows.size() + kSoon, claims.rows.size());
    for (; expected < end; ++expected) {
      folder_.expect(claims.rows[expected]);
    }
    fold(pair, rows, claims);
    if (++folds_ % kFoldsBetweenBreaths == 0) {
      breathe();
    }
  });
}

void FirstClaims::fold(Pair pair, std::span<const PackedRow> rows, ActorClaims& out) {
  auto& folded = out.pairs.emplace_back();
  folded.body = pair.body;
  if (past_.history_of) {
    const auto claims = claims_of(pair, rows);
    folded.history = past_.history_of(pair, claims);
    for (const Superseded& row : superseded_of_claims(catalog_, pair, past_.since, claims)) {
      out.superseded.emplace_back(pair.body, row);
    }
  }
  const std::size_t before = out.memberships.size();
  if (const auto* plain = folder_.plain(pair, rows)) {
    out.memberships.insert(out.memberships.end(), plain->begin(), plain->end());
  } else {
    auto all = folder_.fold(pair, rows);
    for (const auto& membership : all.memberships) {  // by role, stance, beginning, as rows of one body are
      out.folded.add(membership);
      out.memberships.push_back(out.folded.rows().back());
    }
    if (!all.suspensions.empty()) {
      out.suspensions.emplace_back(pair, std::move(all.suspensions));
    }
  }
  folded.rows = out.memberships.size() - before;
}

}  // namespace entente::claims
