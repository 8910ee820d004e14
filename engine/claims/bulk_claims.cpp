#include "engine/claims/bulk_claims.h"

#include <algorithm>
#include <set>
#include <utility>

namespace entente::claims {
namespace {

enum State : std::uint8_t { kNew, kMeets, kKnown };  // kMeets: new, of a pair that has claims

constexpr auto kBody = static_cast<std::size_t>(ClaimColumn::kBody);
constexpr auto kClaim = static_cast<std::size_t>(ClaimColumn::kClaim);
constexpr auto kRecorded = static_cast<std::size_t>(ClaimColumn::kRecorded);
constexpr std::size_t kPlacesAtOnce = 65536;
constexpr std::size_t kFewClaims = 2000;  // that go into the log of fresh rows
constexpr std::size_t kPairsBetweenBreaths = 4096;

// What a claim says, whatever its number and commit.
struct Said {
  std::array<std::int32_t, kClaimColumns> cells{};
  std::string_view rest;
  friend auto operator<=>(const Said&, const Said&) = default;
};

template <class Cells>
Said said(const Cells& cells, std::string_view rest) {
  Said out;
  std::copy_n(cells.begin(), kClaimColumns, out.cells.begin());
  out.cells[kClaim] = 0;
  out.cells[kRecorded] = 0;
  out.rest = rest;
  return out;
}

// The current claims of an actor, in the order of their bodies; good until the next write.
std::vector<PackedRow> stored_rows(const store::Reader& reader, ActorId actor) {
  std::vector<PackedRow> out;
  for (RowCursor blocks(reader, kCurrentClaims, actor.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out.push_back(rows.row(row));
    }
  }
  return out;
}

std::span<const PackedRow> of_body(const std::vector<PackedRow>& rows, BodyId body) {
  const auto before = [](const PackedRow& row, std::int32_t wanted) { return row.cells[kBody] < wanted; };
  const auto begin = std::lower_bound(rows.begin(), rows.end(), static_cast<std::int32_t>(body.value), before);
  const auto end = std::find_if(begin, rows.end(), [&](const PackedRow& row) { return row.cells[kBody] != begin->cells[kBody]; });
  const bool has_it = begin != rows.end() && begin->cells[kBody] == static_cast<std::int32_t>(body.value);
  return has_it ? std::span<const PackedRow>(begin, end) : std::span<const PackedRow>();
}

// Calls `each` for the stretches of one number that `same` tells.
template <class Same, class Each>
void each_stretch(std::vector<WaitingClaim>& rows, Same same, Each each) {
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(), [&](const WaitingClaim& row) { return !same(row, *begin); });
    each(std::span<WaitingClaim>(begin, end));
    begin = end;
  }
}

bool same_actor(const WaitingClaim& a, const WaitingClaim& b) { return a.actor == b.actor; }
bool same_pair(const WaitingClaim& a, const WaitingClaim& b) { return a.actor == b.actor && a.body() == b.body(); }

}  // namespace

void BulkClaims::add(const Claim& claim) {
  parts_.add(claim, static_cast<std::uint32_t>(came_.size()));
  came_.push_back({claim.actor, claim.body});
}

// Says of each row of a part what is known of it.
void BulkClaims::compare(const store::Reader& reader, std::vector<WaitingClaim>& rows, ClaimId met, Sum& sum,
                         const std::function<void()>& breathe) {
  const std::uint32_t last_actor = last_owner(reader, kCurrentClaims);
  ActorId actor;
  std::vector<PackedRow> all_stored;
  each_stretch(rows, same_pair, [&](std::span<WaitingClaim> of_pair) {
    const Pair pair{of_pair.front().actor, of_pair.front().body()};
    if (pair.actor != actor) {
      actor = pair.actor;
      all_stored = actor.value > last_actor ? std::vector<PackedRow>{} : stored_rows(reader, actor);
    }
    const auto stored = of_body(all_stored, pair.body);
    if (++compared_ % kPairsBetweenBreaths == 0) {
      breathe();
    }
    if (of_pair.size() == 1 && stored.empty()) {
      return;
    }
    compare(of_pair, stored);
    const bool has_new = std::any_of(of_pair.begin(), of_pair.end(), [](const WaitingClaim& row) { return row.state != kKnown; });
    const bool is_met = std::any_of(stored.begin(), stored.end(), [&](const PackedRow& row) {
      return static_cast<std::uint32_t>(row.cells[kClaim]) < met.value;
    });
    if (has_new && is_met) {
      sum.met.push_back(pair);
    }
  });
}

// Those of one pair with each other, and with what is stored of it.
void BulkClaims::compare(std::span<WaitingClaim> rows, std::span<const PackedRow> stored) {
  std::set<Said> all;
  for (const PackedRow& row : stored) {
    all.insert(said(row.cells, row.rest));
  }
  for (WaitingClaim& row : rows) {
    const bool is_new = all.insert(said(row.cells, parts_.rest_of(row))).second;
    row.state = !is_new ? kKnown : stored.empty() ? kNew : kMeets;
    if (!is_new) {
      known_.push_back(row.id(ClaimColumn::kClaim));
    }
  }
}

void BulkClaims::write_places(store::WriteTxn& txn, ClaimId first, const std::function<void()>& breathe) const {
  std::vector<ClaimPlace> places;
  auto known = known_.begin();
  for (std::uint32_t i = 0; i < came_.size(); ++i) {
    if (known != known_.end() && *known == i) {
      ++known;
    } else {
      places.push_back({first, came_[i].actor, came_[i].body});
      ++first.value;
    }
    if (places.size() == kPlacesAtOnce || i + 1 == came_.size()) {
      insert_places(txn, places);
      places.clear();
      breathe();
    }
  }
}

PackedRow BulkClaims::numbered(const WaitingClaim& row, const Place& place) const {
  PackedRow out = parts_.packed(row);
  const std::uint32_t came = row.id(ClaimColumn::kClaim);
  const auto known_before = std::lower_bound(known_.begin(), known_.end(), came) - known_.begin();
  out.cells[kClaim] = static_cast<std::int32_t>(place.first.value + came - static_cast<std::uint32_t>(known_before));
  out.cells[kRecorded] = static_cast<std::int32_t>(place.commit.value);
  return out;
}

void BulkClaims::write(store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place,
                       const std::function<void()>& breathe) {
  ClaimRecorder recorder(txn, catalog, place.commit);
  std::vector<PackedRow> fresh;
  std::vector<bool> is_met;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    auto rows = parts_.take(part);
    std::erase_if(rows, [](const WaitingClaim& row) { return row.state == kKnown; });
    each_stretch(rows, same_actor, [&](std::span<WaitingClaim> of_actor) {
      fresh.clear();
      is_met.clear();
      for (const WaitingClaim& row : of_actor) {
        fresh.push_back(numbered(row, place));
        is_met.push_back(row.state == kMeets);
      }
      recorder.write(of_actor.front().actor, fresh, is_met, breathe);
    });
  }
  recorder.finish(breathe);
}

BulkClaims::Sum BulkClaims::record(store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place,
                                   const std::function<void()>& breathe) {
  Sum sum;
  if (came_.size() > kFewClaims) {
    write_blocks(txn);
  }
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    parts_.sort(part);
    compare(txn, parts_[part], place.met, sum, breathe);
    breathe();
  }
  std::sort(known_.begin(), known_.end());
  sum.known = known_.size();
  sum.recorded = came_.size() - known_.size();
  write_places(txn, place.first, breathe);
  write(txn, catalog, place, breathe);
  *this = BulkClaims();
  return sum;
}

void BulkRestore::add(const Claim& claim) {
  parts_.add(claim, claim.id.value);
  places_.push_back({claim.id, claim.actor, claim.body});
}

void BulkRestore::record(store::WriteTxn& txn, const catalog::Catalog& catalog, const ClaimRecorder::HistoryOf& history_of,
                         const std::function<void()>& breathe) {
  write_blocks(txn);
  for (std::size_t at = 0; at < places_.size(); at += kPlacesAtOnce) {
    insert_places(txn, std::span(places_).subspan(at, std::min(kPlacesAtOnce, places_.size() - at)));
    breathe();
  }
  ClaimRecorder recorder(txn, catalog, {}, history_of);
  std::vector<PackedRow> rows;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    parts_.sort(part);
    auto waiting = parts_.take(part);
    each_stretch(waiting, same_actor, [&](std::span<WaitingClaim> of_actor) {
      const ActorId actor = of_actor.front().actor;
      rows.clear();
      std::transform(of_actor.begin(), of_actor.end(), std::back_inserter(rows),
                     [&](const WaitingClaim& row) { return parts_.packed(row); });
      recorder.write(actor, rows, std::vector<bool>(rows.size(), recorder.has_claims(actor)), breathe);
    });
  }
  recorder.finish(breathe);
  *this = BulkRestore();
}

}  // namespace entente::claims
