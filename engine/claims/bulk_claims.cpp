#include "engine/claims/bulk_claims.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/claims/derive.h"
#include "engine/claims/derived_writer.h"
#include "engine/claims/plain.h"

namespace entente::claims {
namespace {

constexpr auto kBody = static_cast<std::size_t>(ClaimColumn::kBody);
constexpr auto kClaim = static_cast<std::size_t>(ClaimColumn::kClaim);
constexpr auto kSource = static_cast<std::size_t>(ClaimColumn::kSource);
constexpr auto kRecorded = static_cast<std::size_t>(ClaimColumn::kRecorded);
constexpr std::size_t kPlacesAtOnce = 65536;

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

template <class Row>
BodyId body_of(const Row& row) {
  return {static_cast<std::uint32_t>(row.cells[kBody])};
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

}  // namespace

// Writes the claims of one actor after the other, and what their pairs fold to.
class BulkClaims::Recorder {
 public:
  Recorder(const BulkClaims& bulk, store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place)
      : bulk_(bulk),
        txn_(txn),
        catalog_(catalog),
        place_(place),
        last_actor_(last_owner(txn, kCurrentClaims)),
        derived_(txn, place.commit),
        plain_(catalog) {}

  // Those of one actor, in the order of their bodies.
  void write(const Row* begin, const Row* end) {
    const ActorId actor = begin->actor;
    rows_.clear();
    keys_.clear();
    for (const Row* row = begin; row != end; ++row) {
      if (row->state != State::kKnown) {
        rows_.push_back(numbered(*row));
        keys_.push_back(kCurrentClaims.key_of(rows_.back()));
        plain_.expect({static_cast<std::uint32_t>(row->cells[kSource])});
      }
    }
    if (actor.value > last_actor_) {
      append_rows(txn_, kCurrentClaims, actor.value, rows_);
    } else {
      replace_rows(txn_, kCurrentClaims, actor.value, keys_, rows_);
    }
    auto numbered = rows_.begin();
    for (const Row* row = begin; row != end;) {
      const Pair pair{actor, body_of(*row)};
      const auto first = numbered;
      bool is_alone = true;
      for (; row != end && body_of(*row) == pair.body; ++row) {
        is_alone = is_alone && row->state == State::kNew;
        numbered += row->state == State::kKnown ? 0 : 1;
      }
      if (numbered != first) {
        fold(pair, {first, numbered}, is_alone);
      }
    }
  }

  void finish(const std::function<void()>& breathe) { derived_.finish(breathe); }

 private:
  [[nodiscard]] PackedRow numbered(const Row& row) const {
    PackedRow out;
    std::copy(row.cells.begin(), row.cells.end(), out.cells.begin());
    const auto came = static_cast<std::uint32_t>(row.cells[kClaim]);
    const auto known_before = std::lower_bound(bulk_.known_.begin(), bulk_.known_.end(), came) - bulk_.known_.begin();
    out.cells[kClaim] = static_cast<std::int32_t>(place_.first.value + came - static_cast<std::uint32_t>(known_before));
    out.cells[kRecorded] = static_cast<std::int32_t>(place_.commit.value);
    out.rest = bulk_.rest_of(row);
    return out;
  }

  // Those of one pair; `is_alone`: nothing else is said of it.
  void fold(Pair pair, std::span<const PackedRow> rows, bool is_alone) {
    if (!is_alone) {
      derived_.put(pair, fold_pair(txn_, catalog_, pair, View{}));
    } else if (fold_plain(pair, rows)) {
      derived_.put_plain(pair, folded_);
    } else {
      std::vector<Claim> claims;
      for (const PackedRow& row : rows) {
        claims.push_back(claim_of(row, pair.actor));
      }
      derived_.put(pair, fold_claims(catalog_, pair, View{}, std::move(claims)));
    }
  }

  bool fold_plain(Pair pair, std::span<const PackedRow> rows) {
    plain_claims_.clear();
    for (const PackedRow& row : rows) {
      const auto plain = plain_claim(row, pair.actor);
      if (!plain) {
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

  const BulkClaims& bulk_;
  store::WriteTxn& txn_;
  const catalog::Catalog& catalog_;
  Place place_;
  std::uint32_t last_actor_;  // those behind it have no claims yet
  DerivedWriter derived_;
  PlainFolder plain_;
  std::vector<PackedRow> rows_;
  std::vector<RowKey> keys_;
  std::vector<PlainClaim> plain_claims_;
  std::vector<PackedRow> folded_;
};

void BulkClaims::add(const Claim& claim) {
  std::string rest;
  const PackedRow packed = packed_claim(claim, rest);
  Row row{claim.actor, {}, 0, State::kNew};
  std::copy_n(packed.cells.begin(), kClaimColumns, row.cells.begin());
  row.cells[kClaim] = static_cast<std::int32_t>(came_.size());
  if (!rest.empty()) {
    rests_.push_back(std::move(rest));
    row.rest = static_cast<std::uint32_t>(rests_.size());
  }
  rows_.add(claim.actor.value, row);
  came_.push_back({claim.actor, claim.body});
}

std::string_view BulkClaims::rest_of(const Row& row) const { return row.rest == 0 ? std::string_view() : rests_[row.rest - 1]; }

// Sorts the rows of a part, and says of each what is known of it.
void BulkClaims::compare(const store::Reader& reader, std::vector<Row>& rows, ClaimId met, Sum& sum) {
  const std::uint32_t last_actor = last_owner(reader, kCurrentClaims);
  sort_part(
      rows, [](const Row& row) { return row.actor.value; }, [](const Row& row) { return body_of(row).value; });
  ActorId actor;
  std::vector<PackedRow> all_stored;
  for (std::size_t begin = 0; begin < rows.size();) {
    const Pair pair{rows[begin].actor, body_of(rows[begin])};
    if (pair.actor != actor) {
      actor = pair.actor;
      all_stored = actor.value > last_actor ? std::vector<PackedRow>{} : stored_rows(reader, actor);
    }
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].actor == pair.actor && body_of(rows[end]) == pair.body) {
      ++end;
    }
    const auto before = [](const PackedRow& row, BodyId body) { return body_of(row) < body; };
    const auto from = std::lower_bound(all_stored.begin(), all_stored.end(), pair.body, before);
    const auto to = std::lower_bound(from, all_stored.end(), BodyId{pair.body.value + 1}, before);
    if (end - begin > 1 || from != to) {
      compare(rows, begin, end, {from, to});
      const bool has_new =
          std::any_of(&rows[begin], &rows[begin] + (end - begin), [](const Row& r) { return r.state != State::kKnown; });
      const bool is_met =
          std::any_of(from, to, [&](const PackedRow& r) { return static_cast<std::uint32_t>(r.cells[kClaim]) < met.value; });
      if (has_new && is_met) {
        sum.met.push_back(pair);
      }
    }
    begin = end;
  }
}

// Those of one pair with each other, and with what is stored of it.
void BulkClaims::compare(std::vector<Row>& rows, std::size_t begin, std::size_t end, const std::vector<PackedRow>& stored) {
  std::set<Said> all;
  for (const PackedRow& row : stored) {
    all.insert(said(row.cells, row.rest));
  }
  for (std::size_t i = begin; i < end; ++i) {
    const bool is_new = all.insert(said(rows[i].cells, rest_of(rows[i]))).second;
    rows[i].state = !is_new ? State::kKnown : stored.empty() ? State::kNew : State::kMeets;
    if (!is_new) {
      known_.push_back(static_cast<std::uint32_t>(rows[i].cells[kClaim]));
    }
  }
}

void BulkClaims::write_places(store::WriteTxn& txn, ClaimId first) const {
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
    }
  }
}

BulkClaims::Sum BulkClaims::record(store::WriteTxn& txn, const catalog::Catalog& catalog, const Place& place,
                                   const std::function<void()>& breathe) {
  Sum sum;
  for (std::size_t part = 0; part < rows_.size(); ++part) {
    compare(txn, rows_[part], place.met, sum);
    breathe();
  }
  std::sort(known_.begin(), known_.end());
  sum.known = known_.size();
  sum.recorded = came_.size() - known_.size();
  write_places(txn, place.first);
  Recorder recorder(*this, txn, catalog, place);
  for (std::size_t part = 0; part < rows_.size(); ++part) {
    const auto rows = rows_.take(part);
    for (std::size_t begin = 0; begin < rows.size();) {
      std::size_t end = begin + 1;
      while (end < rows.size() && rows[end].actor == rows[begin].actor) {
        ++end;
      }
      recorder.write(rows.data() + begin, rows.data() + end);
      begin = end;
      breathe();
    }
  }
  recorder.finish(breathe);
  *this = BulkClaims();
  return sum;
}

}  // namespace entente::claims
