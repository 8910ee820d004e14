#include "engine/claims/ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/catalog/records.h"
#include "engine/claims/block.h"
#include "engine/claims/claim_rows.h"
#include "engine/claims/ledger_rows.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/superseded.h"
#include "engine/store/codec.h"

namespace entente::claims {
namespace {

using store::Table;

std::string pair_key(std::uint32_t first, std::uint32_t second) {
  store::KeyWriter key;
  key.u32(first);
  key.u32(second);
  return key.take();
}

std::string id_key(std::uint32_t id) {
  store::KeyWriter key;
  key.u32(id);
  return key.take();
}

// Rows of `claim_places`: where a claim lies, by its number.
enum : std::uint8_t { kPlaceClaim, kPlaceActor, kPlaceBody, kPlaceColumns };
constexpr std::size_t kMany = 1000;  // places that may begin a block of their own
constexpr RowTable kPlaces{Table::kClaimPlaces, kPlaceColumns, {kPlaceClaim, 0}, 1, false};

std::uint32_t read_u32(store::RecordReader& in) { return static_cast<std::uint32_t>(in.varint()); }

// What events and provisions have in common: who says so, how, since which commit.
template <class Act>
void write_said(store::Writer& out, const Act& act) {
  out.u8(static_cast<std::uint8_t>(act.stance));
  out.varint(act.source.value);
  out.varint(act.via.value);
  out.text(act.quote);
  out.varint(act.recorded.value);
}

template <class Act>
void read_said(store::RecordReader& in, Act& act) {
  act.stance = catalog::stance_of(in.u8());
  act.source.value = read_u32(in);
  act.via.value = read_u32(in);
  act.quote = in.text();
  act.recorded.value = read_u32(in);
}

void append_claims(const store::Reader& reader, const RowTable& table, Pair pair, std::vector<Claim>& out) {
  const auto body = static_cast<std::int32_t>(pair.body.value);
  for (RowCursor blocks(reader, table, pair.actor.value, pair.body.value, pair.body.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    const auto [begin, end] = rows.equal(static_cast<std::size_t>(ClaimColumn::kBody), body);
    for (std::size_t row = begin; row < end; ++row) {
      out.push_back(claim_of(rows.row(row), pair.actor));
    }
  }
}

void append_pairs_of_actor(const store::Reader& reader, const RowTable& table, ActorId actor, std::vector<Pair>& out) {
  for (RowCursor blocks(reader, table, actor.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Pair pair{actor, {rows.id(static_cast<std::size_t>(ClaimColumn::kBody), row)}};
      if (out.empty() || out.back() != pair) {
        out.push_back(pair);
      }
    }
  }
}

// The claims of an actor, in the order of their table.
void replace_claims(store::WriteTxn& txn, const RowTable& table, ActorId actor, const std::vector<const Claim*>& claims) {
  std::vector<RowKey> keys;
  ClaimRows rows;
  for (const Claim* claim : claims) {
    keys.push_back({claim->body.value, claim->id.value});
    rows.add(*claim);
  }
  replace_rows(txn, table, actor.value, keys, rows.rows());
}

}  // namespace

std::vector<Claim> claims_of_pair(const store::Reader& reader, Pair pair, std::optional<CommitId> known_at) {
  if (known_at) {
    auto claims = all_claims_of_pair(reader, pair);
    std::erase_if(claims, [&](const Claim& c) { return c.recorded > *known_at || (c.retired && c.retired <= *known_at); });
    return claims;
  }
  std::vector<Claim> claims;
  append_claims(reader, kCurrentClaims, pair, claims);
  return claims;
}

std::vector<Claim> retired_claims_of_pair(const store::Reader& reader, Pair pair) {
  std::vector<Claim> claims;
  append_claims(reader, kRetiredClaims, pair, claims);
  return claims;
}

std::vector<Claim> all_claims_of_pair(const store::Reader& reader, Pair pair) {
  std::vector<Claim> claims;
  append_claims(reader, kCurrentClaims, pair, claims);
  append_claims(reader, kRetiredClaims, pair, claims);
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.id < b.id; });
  return claims;
}

std::vector<Pair> pairs_of_body(const store::Reader& reader, BodyId body) {
  std::vector<Pair> out;
  for (const auto& history : histories_of_body(reader, body)) {
    out.push_back({history.actor, body});
  }
  return out;
}

std::vector<Pair> pairs_of_actor(const store::Reader& reader, ActorId actor) {
  std::vector<Pair> out;
  append_pairs_of_actor(reader, kCurrentClaims, actor, out);
  append_pairs_of_actor(reader, kRetiredClaims, actor, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Pair> all_pairs(const store::Reader& reader) {
  std::vector<Pair> out;
  for (auto body = owner_from(reader, pairs_table(), 1); body; body = owner_from(reader, pairs_table(), *body + 1)) {
    for (const auto& history : histories_of_body(reader, {*body})) {
      out.push_back({history.actor, {*body}});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<Claim> claim_of_id(const store::Reader& reader, ClaimId id) {
  for (RowCursor blocks(reader, kPlaces, 0, id.value, id.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    const auto [begin, end] = rows.equal(kPlaceClaim, static_cast<std::int32_t>(id.value));
    if (begin < end) {
      auto claims = all_claims_of_pair(reader, {{rows.id(kPlaceActor, begin)}, {rows.id(kPlaceBody, begin)}});
      const auto found = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id == id; });
      return found == claims.end() ? std::nullopt : std::optional(std::move(*found));
    }
  }
  return std::nullopt;
}

std::vector<ClaimId> all_claim_ids(const store::Reader& reader) {
  std::vector<ClaimId> out;
  for (RowCursor blocks(reader, kPlaces, 0); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out.push_back({rows.id(kPlaceClaim, row)});
    }
  }
  return out;
}

const RowTable* row_table_of(Table table) {
  switch (table) {
    case Table::kClaims:
      return &kCurrentClaims;
    case Table::kRetired:
      return &kRetiredClaims;
    case Table::kClaimPlaces:
      return &kPlaces;
    case Table::kPairs:
      return &pairs_table();
    case Table::kSuperseded:
      return &superseded_table();
    case Table::kByBody:
      return &table_of(Axis::kByBody);
    case Table::kByActor:
      return &table_of(Axis::kByActor);
    default:
      return nullptr;
  }
}

ClaimId next_claim(const store::Reader& reader) {
  const auto last = last_key(reader, kPlaces);
  return {last ? last->front() + 1 : 1};
}

void insert_places(store::WriteTxn& txn, std::span<const ClaimPlace> places) {
  std::vector<RowKey> keys;
  std::vector<PackedRow> rows;
  for (const ClaimPlace& place : places) {
    keys.push_back({place.claim.value, 0});
    PackedRow& row = rows.emplace_back();
    row.cells[kPlaceClaim] = static_cast<std::int32_t>(place.claim.value);
    row.cells[kPlaceActor] = static_cast<std::int32_t>(place.actor.value);
    row.cells[kPlaceBody] = static_cast<std::int32_t>(place.body.value);
  }
  if (rows.size() > kMany) {
    append_rows(txn, kPlaces, 0, rows);
  } else {
    replace_rows(txn, kPlaces, 0, keys, rows);
  }
}

void insert(store::WriteTxn& txn, std::span<const Claim> claims) {
  std::vector<ClaimPlace> places;
  std::map<ActorId, std::vector<const Claim*>> of_actors;
  std::map<BodyId, std::set<ActorId>> of_bodies;
  for (const Claim& claim : claims) {
    places.push_back({claim.id, claim.actor, claim.body});
    of_actors[claim.actor].push_back(&claim);
    of_bodies[claim.body].insert(claim.actor);
  }
  insert_places(txn, places);
  for (auto& [actor, of_actor] : of_actors) {
    std::stable_sort(of_actor.begin(), of_actor.end(), [](const Claim* a, const Claim* b) { return a->body < b->body; });
    replace_claims(txn, kCurrentClaims, actor, of_actor);
  }
  for (const auto& [body, actors] : of_bodies) {
    note_new_pairs(txn, body, actors, claims.front().recorded);
  }
}

void retire(store::WriteTxn& txn, const Claim& claim, CommitId by, const std::string& because) {
  const RowKey key{claim.body.value, claim.id.value};
  replace_rows(txn, kCurrentClaims, claim.actor.value, {&key, 1}, {});
  Claim retired = claim;
  retired.retired = by;
  retired.retired_because = because;
  replace_claims(txn, kRetiredClaims, claim.actor, {&retired});
}

void insert(store::WriteTxn& txn, const Event& event) {
  store::Writer out;
  out.text(event.kind);
  out.varint(event.actor.value);
  catalog::write_bound(out, event.on);
  write_said(out, event);
  txn.put(Table::kEvents, pair_key(event.body.value, event.id), out.take());
}

void insert(store::WriteTxn& txn, const Provision& provision) {
  store::Writer out;
  out.text(provision.topic);
  out.text(provision.text);
  write_said(out, provision);
  txn.put(Table::kProvisions, pair_key(provision.agreement.value, provision.id), out.take());
}

Event decode_event(std::string_view key, std::string_view payload) {
  store::KeyReader place(key);
  store::RecordReader in(payload);
  Event event;
  event.body.value = place.u32();
  event.id = place.u32();
  event.kind = in.text();
  event.actor.value = read_u32(in);
  event.on = catalog::read_bound(in);
  read_said(in, event);
  return event;
}

Provision decode_provision(std::string_view key, std::string_view payload) {
  store::KeyReader place(key);
  store::RecordReader in(payload);
  Provision provision;
  provision.agreement.value = place.u32();
  provision.id = place.u32();
  provision.topic = in.text();
  provision.text = in.text();
  read_said(in, provision);
  return provision;
}

std::vector<Event> events_of(const store::Reader& reader, BodyId body) {
  std::vector<Event> out;
  for (auto cursor = reader.scan(Table::kEvents, id_key(body.value)); cursor.valid(); cursor.next()) {
    out.push_back(decode_event(cursor.key(), cursor.value()));
  }
  return out;
}

std::vector<Provision> provisions_of(const store::Reader& reader, BodyId agreement) {
  std::vector<Provision> out;
  for (auto cursor = reader.scan(Table::kProvisions, id_key(agreement.value)); cursor.valid(); cursor.next()) {
    out.push_back(decode_provision(cursor.key(), cursor.value()));
  }
  return out;
}

}  // namespace entente::claims
