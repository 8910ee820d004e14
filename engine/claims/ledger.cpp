#include "engine/claims/ledger.h"

#include <algorithm>

#include "engine/catalog/records.h"
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

std::string claim_key(const Pair& pair, ClaimId id) {
  store::KeyWriter key;
  key.u32(pair.actor.value);
  key.u32(pair.body.value);
  key.u32(id.value);
  return key.take();
}

std::string id_key(std::uint32_t id) {
  store::KeyWriter key;
  key.u32(id);
  return key.take();
}

std::string encode(const Claim& claim) {
  store::Writer out;
  out.varint(claim.id.value);
  out.u8(static_cast<std::uint8_t>(claim.kind));
  out.u8(static_cast<std::uint8_t>(claim.stance));
  out.u8(static_cast<std::uint8_t>(claim.how));
  out.u8(claim.observed ? 1 : 0);
  out.varint(claim.actor.value);
  out.varint(claim.role.value);
  out.varint(claim.body.value);
  catalog::write_bound(out, claim.began);
  catalog::write_bound(out, claim.ended);
  out.varint(claim.source.value);
  out.varint(claim.via.value);
  out.text(claim.quote);
  out.varint(claim.recorded.value);
  out.varint(claim.retired.value);
  out.text(claim.retired_because);
  return out.take();
}

std::uint32_t read_u32(store::RecordReader& in) { return static_cast<std::uint32_t>(in.varint()); }

Claim decode_claim(std::string_view bytes) {
  store::RecordReader in(bytes);
  Claim claim;
  claim.id.value = read_u32(in);
  claim.kind = static_cast<ClaimKind>(in.u8());
  claim.stance = static_cast<Stance>(in.u8());
  claim.how = static_cast<How>(in.u8());
  claim.observed = in.u8() != 0;
  claim.actor.value = read_u32(in);
  claim.role.value = read_u32(in);
  claim.body.value = read_u32(in);
  claim.began = catalog::read_bound(in);
  claim.ended = catalog::read_bound(in);
  claim.source.value = read_u32(in);
  claim.via.value = read_u32(in);
  claim.quote = in.text();
  claim.recorded.value = read_u32(in);
  claim.retired.value = read_u32(in);
  claim.retired_because = in.text();
  return claim;
}

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
  act.stance = static_cast<Stance>(in.u8());
  act.source.value = read_u32(in);
  act.via.value = read_u32(in);
  act.quote = in.text();
  act.recorded.value = read_u32(in);
}

void append_claims(const store::Reader& reader, Table table, const std::string& prefix, std::vector<Claim>& out) {
  for (auto cursor = reader.scan(table, prefix); cursor.valid(); cursor.next()) {
    out.push_back(decode_claim(cursor.value()));
  }
}

// Pairs are found in kPairs under (body, actor) and, for an actor, by leaping through the claims of (actor, body, …).
void append_pairs_by_leaping(const store::Reader& reader, Table table, ActorId actor, std::vector<Pair>& out) {
  auto cursor = reader.scan(table, id_key(actor.value));
  while (cursor.valid()) {
    store::KeyReader key(cursor.key());
    key.u32();
    const BodyId body{key.u32()};
    out.push_back({actor, body});
    cursor.seek(claim_key({actor, body}, ClaimId{0xFFFFFFFFU}));
  }
}

}  // namespace

std::vector<Claim> claims_of_pair(const store::Reader& reader, Pair pair, std::optional<CommitId> known_at) {
  if (known_at) {
    auto claims = all_claims_of_pair(reader, pair);
    std::erase_if(claims, [&](const Claim& c) { return c.recorded > *known_at || (c.retired && c.retired <= *known_at); });
    return claims;
  }
  std::vector<Claim> claims;
  append_claims(reader, Table::kClaims, pair_key(pair.actor.value, pair.body.value), claims);
  return claims;
}

std::vector<Claim> all_claims_of_pair(const store::Reader& reader, Pair pair) {
  std::vector<Claim> claims;
  const std::string prefix = pair_key(pair.actor.value, pair.body.value);
  append_claims(reader, Table::kClaims, prefix, claims);
  append_claims(reader, Table::kRetired, prefix, claims);
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.id < b.id; });
  return claims;
}

std::vector<Pair> pairs_of_body(const store::Reader& reader, BodyId body) {
  std::vector<Pair> out;
  for (auto cursor = reader.scan(Table::kPairs, id_key(body.value)); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    key.u32();
    out.push_back({ActorId{key.u32()}, body});
  }
  return out;
}

std::vector<Pair> pairs_of_actor(const store::Reader& reader, ActorId actor) {
  std::vector<Pair> out;
  append_pairs_by_leaping(reader, Table::kClaims, actor, out);
  append_pairs_by_leaping(reader, Table::kRetired, actor, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Pair> all_pairs(const store::Reader& reader) {
  std::vector<Pair> out;
  for (auto cursor = reader.scan(Table::kPairs); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    const BodyId body{key.u32()};
    out.push_back({ActorId{key.u32()}, body});
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<Claim> claim_of_id(const store::Reader& reader, ClaimId id) {
  const auto place = reader.get(Table::kClaimPlaces, id_key(id.value));
  if (!place) {
    return std::nullopt;
  }
  store::RecordReader in(*place);
  Pair pair;
  pair.actor.value = in.u32();
  pair.body.value = in.u32();
  const std::string key = claim_key(pair, id);
  auto bytes = reader.get(Table::kClaims, key);
  if (!bytes) {
    bytes = reader.get(Table::kRetired, key);
  }
  return bytes ? std::optional(decode_claim(*bytes)) : std::nullopt;
}

void insert(store::WriteTxn& txn, const Claim& claim) {
  const Pair pair{claim.actor, claim.body};
  txn.put(Table::kClaims, claim_key(pair, claim.id), encode(claim));
  store::Writer place;
  place.u32(claim.actor.value);
  place.u32(claim.body.value);
  txn.put(Table::kClaimPlaces, id_key(claim.id.value), place.take());
  txn.put(Table::kPairs, pair_key(claim.body.value, claim.actor.value), {});
}

void retire(store::WriteTxn& txn, const Claim& claim, CommitId by, const std::string& because) {
  const std::string key = claim_key({claim.actor, claim.body}, claim.id);
  Claim retired = claim;
  retired.retired = by;
  retired.retired_because = because;
  txn.erase(Table::kClaims, key);
  txn.put(Table::kRetired, key, encode(retired));
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

std::vector<Event> events_of(const store::Reader& reader, BodyId body) {
  std::vector<Event> out;
  for (auto cursor = reader.scan(Table::kEvents, id_key(body.value)); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    key.u32();
    store::RecordReader in(cursor.value());
    Event event;
    event.id = key.u32();
    event.body = body;
    event.kind = in.text();
    event.actor.value = read_u32(in);
    event.on = catalog::read_bound(in);
    read_said(in, event);
    out.push_back(std::move(event));
  }
  return out;
}

std::vector<Provision> provisions_of(const store::Reader& reader, BodyId agreement) {
  std::vector<Provision> out;
  for (auto cursor = reader.scan(Table::kProvisions, id_key(agreement.value)); cursor.valid(); cursor.next()) {
    store::KeyReader key(cursor.key());
    key.u32();
    store::RecordReader in(cursor.value());
    Provision provision;
    provision.id = key.u32();
    provision.agreement = agreement;
    provision.topic = in.text();
    provision.text = in.text();
    read_said(in, provision);
    out.push_back(std::move(provision));
  }
  return out;
}

}  // namespace entente::claims
