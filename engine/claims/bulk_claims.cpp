#include "engine/claims/bulk_claims.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "engine/claims/actor_claims.h"
#include "engine/threads/ahead.h"

namespace entente::claims {
namespace {

enum State : std::uint8_t { kNew, kMeets, kKnown };  // kMeets: new, of a pair that has claims

constexpr auto kBody = static_cast<std::size_t>(ClaimColumn::kBody);
constexpr auto kClaim = static_cast<std::size_t>(ClaimColumn::kClaim);
constexpr auto kRecorded = static_cast<std::size_t>(ClaimColumn::kRecorded);
constexpr std::size_t kPlacesAtOnce = 65536;
constexpr std::size_t kFewClaims = 100;  // that go into the log of fresh rows
constexpr std::size_t kPairsBetweenBreaths = 4096;
constexpr std::size_t kRowsTogether = 1024;

// The current claims of an actor, in the order of their bodies; what their rests view is kept in `rests`.
std::vector<PackedRow> stored_rows(const store::Reader& reader, ActorId actor, std::deque<std::string>& rests) {
  std::vector<PackedRow> out;
  rests.clear();
  for (RowCursor blocks(reader, kCurrentClaims, actor.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out.push_back(rows.row(row));
      if (!out.back().rest.empty()) {
        out.back().rest = rests.emplace_back(out.back().rest);
      }
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

// Some actors, so that threads need not wait for each other all the time.
struct Actors {
  std::deque<ActorClaims> all;  // the first `size` of them, none ever moved; the memory of the others is used again
  std::size_t size = 0;
  std::size_t rows = 0;
};

// Has the claims of each actor recorded: worked out `apart`, where they are many, and written here, behind what `begin` writes.
// `ready` is called for each part, `add` for each of its rows.
template <class Begin, class Ready, class Add>
void write_actors(ClaimRecorder& recorder, bool apart, Begin begin, ClaimParts& parts, Ready ready, Add add,
                  const std::function<void()>& breathe) {
  make_and_take<Actors>(
      apart, begin,
      [&](const auto& put, const std::function<void()>& breathe_there) {
        Actors actors;
        for (std::size_t part = 0; part < parts.size(); ++part) {
          ready(part);
          auto waiting = parts.take(part);
          each_stretch(waiting, same_actor, [&](std::span<WaitingClaim> of_actor) {
            if (actors.size == actors.all.size()) {
              actors.all.emplace_back();
            }
            ActorClaims& claims = actors.all[actors.size++];
            claims.clear(of_actor.front().actor);
            for (const WaitingClaim& row : of_actor) {
              add(row, claims);
            }
            recorder.complete(claims, breathe_there);
            actors.rows += of_actor.size();
            if (actors.rows >= kRowsTogether) {
              put(actors);
              actors.size = 0;
              actors.rows = 0;
            }
          });
        }
        put(actors);
      },
      [&](const Actors& actors) {
        for (std::size_t i = 0; i < actors.size; ++i) {
          recorder.write(actors.all[i], breathe);
        }
        breathe();
      },
      breathe);
}

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
  std::deque<std::string> rests;
  each_stretch(rows, same_pair, [&](std::span<WaitingClaim> of_pair) {
    const Pair pair{of_pair.front().actor, of_pair.front().body()};
    if (pair.actor != actor) {
      actor = pair.actor;
      all_stored = actor.value > last_actor ? std::vector<PackedRow>{} : stored_rows(reader, actor, rests);
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
  const bool apart = size() >= apart_least_;
  write_actors(
      recorder, apart, [&] { write_places(txn, place.first, breathe); }, parts_,
      [&](std::size_t part) { std::erase_if(parts_[part], [](const WaitingClaim& row) { return row.state == kKnown; }); },
      [&](const WaitingClaim& row, ActorClaims& of_actor) {
        of_actor.rows.push_back(numbered(row, place));
        of_actor.is_met.push_back(row.state == kMeets);
      },
      breathe);
  recorder.finish(apart, breathe);
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
  write(txn, catalog, place, breathe);
  *this = BulkClaims(apart_least_);
  return sum;
}

void BulkRestore::add(const Claim& claim) {
  parts_.add(claim, claim.id.value);
  places_.push_back({claim.id, claim.actor, claim.body});
}

void BulkRestore::write_places(store::WriteTxn& txn, const std::function<void()>& breathe) const {
  for (std::size_t at = 0; at < places_.size(); at += kPlacesAtOnce) {
    insert_places(txn, std::span(places_).subspan(at, std::min(kPlacesAtOnce, places_.size() - at)));
    breathe();
  }
}

void BulkRestore::record(store::WriteTxn& txn, const catalog::Catalog& catalog, const Past& past,
                         const std::function<void()>& breathe) {
  write_blocks(txn);
  ClaimRecorder recorder(txn, catalog, {}, past);
  const bool apart = size() >= kApartLeast;
  write_actors(
      recorder, apart, [&] { write_places(txn, breathe); }, parts_, [&](std::size_t part) { parts_.sort(part); },
      [&](const WaitingClaim& row, ActorClaims& of_actor) {
        of_actor.rows.push_back(parts_.packed(row));
        of_actor.is_met.push_back(recorder.has_claims(row.actor));
      },
      breathe);
  recorder.finish(apart, breathe);
  *this = BulkRestore();
}

}  // namespace entente::claims
