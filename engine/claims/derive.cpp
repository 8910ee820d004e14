#include "engine/claims/derive.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/claims/block_cursor.h"
#include "engine/claims/fold.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/plain.h"
#include "engine/claims/reading.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

using catalog::Catalog;

DayRange widest_life(const catalog::Entity* entity) {
  if (entity == nullptr) {
    return {};
  }
  return {entity->began.stated() ? entity->began.earliest : kBeforeAll, entity->ended.stated() ? entity->ended.latest : kAfterAll};
}

Bound end_of(const catalog::Entity* entity) { return entity == nullptr ? bound_none() : entity->ended; }

FoldContext::RoleInfo role_info(const Catalog& catalog, RoleId id) {
  FoldContext::RoleInfo info{id, std::nullopt, {id}};
  const catalog::Role* role = catalog.role(id);
  info.rank = role == nullptr ? std::nullopt : role->rank;
  while (role != nullptr && role->under && std::find(info.lists.begin(), info.lists.end(), role->under) == info.lists.end()) {
    info.lists.push_back(role->under);
    role = catalog.role(role->under);
  }
  return info;
}

// Of a body's rows those of all roles between the first and the last that is wanted.
BlockCursor::Keys keys_of(Axis axis, const Wanted& wanted) {
  const bool all = axis == Axis::kByActor || wanted.any_role || wanted.roles.empty();
  return all ? BlockCursor::kRows : BlockCursor::Keys{wanted.roles.front().value, wanted.roles.back().value};
}

Derived read_blocks(const store::Reader& reader, Axis axis, EntityId id, const Wanted& wanted) {
  Derived out;
  for (BlockCursor blocks(reader, axis, id, keys_of(axis, wanted)); blocks.valid(); blocks.next()) {
    const BlockView block = blocks.block();
    block.each_within(wanted.window, [&](std::size_t row) {
      if (wanted.takes(block.role(row), block.widest(row))) {
        out.memberships.push_back(block.membership(row));
      }
    });
  }
  out.suspensions = suspensions_of(reader, axis, id);
  return out;
}

void sort_for(Derived& derived, Axis axis) {
  if (axis == Axis::kByBody) {
    std::sort(derived.memberships.begin(), derived.memberships.end(), [](const Membership& a, const Membership& b) {
      return std::tuple(a.role, a.actor, a.stance, a.best.begin) < std::tuple(b.role, b.actor, b.stance, b.best.begin);
    });
    return;
  }
  std::sort(derived.memberships.begin(), derived.memberships.end(), [](const Membership& a, const Membership& b) {
    return std::tuple(a.body, a.role, a.stance, a.best.begin) < std::tuple(b.body, b.role, b.stance, b.best.begin);
  });
}

void append(Derived& out, const Folded& folded, Pair pair) {
  out.memberships.insert(out.memberships.end(), folded.memberships.begin(), folded.memberships.end());
  for (const auto& suspension : folded.suspensions) {
    out.suspensions.push_back({pair.actor, pair.body, suspension});
  }
}

// What has not changed since stands as it stood then; the rest is folded from the claims of that time.
Derived read_blocks_then(const store::Reader& reader, const Catalog& catalog, BodyId body, const View& view, const Wanted& wanted) {
  Derived out = read_blocks(reader, Axis::kByBody, entity(body), wanted);
  const auto histories = histories_of_body(reader, body);
  const auto changed = [&](ActorId actor) {
    const auto it = std::lower_bound(histories.begin(), histories.end(), actor,
                                     [](const PairHistory& history, ActorId wanted_actor) { return history.actor < wanted_actor; });
    return it == histories.end() || it->actor != actor || it->changed > *view.known_at;
  };
  std::erase_if(out.memberships, [&](const Membership& m) { return changed(m.actor); });
  std::erase_if(out.suspensions, [&](const PairSuspension& s) { return changed(s.actor); });
  for (const PairHistory& history : histories) {
    if (history.changed > *view.known_at && history.first <= *view.known_at) {
      append(out, fold_pair(reader, catalog, {history.actor, body}, view), {history.actor, body});
    }
  }
  sort_for(out, Axis::kByBody);
  return out;
}

bool is_day(const Bound& bound) { return bound == exact_bound(bound.earliest); }

std::optional<PlainClaim> plain_claim(const Claim& claim) {
  const bool is_plain = claim.kind == ClaimKind::kMembership && claim.stance == Stance::kFact && claim.how == How::kUnknown &&
                        !claim.observed && is_day(claim.began) && (!claim.ended.stated() || is_day(claim.ended));
  if (!is_plain) {
    return std::nullopt;
  }
  const auto ended = claim.ended.stated() ? std::optional(claim.ended.earliest) : std::nullopt;
  return PlainClaim{claim.actor, claim.role, claim.body, claim.source, claim.id, claim.began.earliest, ended};
}

Membership plain_membership(const PlainClaim& claim, const PlainFold& fold) {
  Membership out;
  out.actor = claim.actor;
  out.role = claim.role;
  out.body = claim.body;
  out.began = exact_bound(claim.began);
  out.ended = claim.ended ? exact_bound(*claim.ended) : bound_none();
  out.best = fold.best;
  out.begins = fold.best.begin;
  out.vouched_last = fold.vouched_last;
  out.certain = SpanList{DayRange{fold.best.begin, fold.vouched_last + 1}};
  out.possible = SpanList{out.best};
  out.sources.assign(claim.source ? 1 : 0, claim.source);
  out.claims.assign(1, claim.id);
  return out;
}

// Of claims that each fold to what they say.
std::optional<Folded> fold_plain(const Catalog& catalog, const View& view, const std::vector<Claim>& claims) {
  if (view.according || view.reported_by) {
    return std::nullopt;
  }
  std::vector<PlainClaim> plain;
  for (const Claim& claim : claims) {
    const auto one = plain_claim(claim);
    if (!one) {
      return std::nullopt;
    }
    plain.push_back(*one);
  }
  std::vector<PlainFold> folds;
  if (!fold_apart(plain, folds, [&](const PlainClaim& claim) { return plain_fold(catalog, claim); })) {
    return std::nullopt;
  }
  Folded out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    out.memberships.push_back(plain_membership(plain[i], folds[i]));
  }
  return out;
}

void keep_in_view(const Catalog& catalog, const View& view, std::vector<Claim>& claims) {
  std::erase_if(claims, [&](const Claim& c) { return !view.wants(c.stance) || !in_force(catalog, view, c.source, c.via); });
}

Derived fold_pairs(const store::Reader& reader, const Catalog& catalog, const std::vector<Pair>& pairs, const View& view,
                   Axis axis) {
  Derived out;
  for (const Pair pair : pairs) {
    append(out, fold_pair(reader, catalog, pair, view), pair);
  }
  sort_for(out, axis);
  return out;
}

}  // namespace

bool Wanted::takes(RoleId role, DayRange widest) const {
  const auto is_one = [&] {
    return roles.size() == 1 ? roles.front() == role : std::binary_search(roles.begin(), roles.end(), role);
  };
  return widest.begin < window.end && window.begin < widest.end && (any_role || is_one());
}

bool in_force(const Catalog& catalog, const View& view, SourceId source, SourceId via) {
  if (view.reported_by) {
    const auto* record = catalog.source(source);
    if (record == nullptr || !record->published.stated() || record->published.latest > *view.reported_by) {
      return false;
    }
  }
  if (!view.according) {
    return true;
  }
  const auto holds = [](const std::vector<SourceId>& ids, SourceId id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  const auto quotes = [&](const std::vector<SourceId>& wanted) {
    const auto* record = catalog.source(source);
    return holds(wanted, via) || (record != nullptr && std::any_of(record->via.begin(), record->via.end(),
                                                                   [&](SourceId id) { return holds(wanted, id); }));
  };
  return std::any_of(view.according->begin(), view.according->end(), [&](const SourceFilter& filter) {
    return holds(filter.sources, source) && (filter.via.empty() || quotes(filter.via));
  });
}

std::vector<Coverage> coverage_of(const Catalog& catalog, BodyId body, const View& view) {
  std::vector<Coverage> out;
  for (const SourceId id : catalog.covering(body)) {
    for (const auto& covers : catalog.source(id)->covers) {
      if (covers.body == body && in_force(catalog, view, id, SourceId{})) {
        out.push_back({id, covers.role, covers.days, covers.list_day});
      }
    }
  }
  return out;
}

std::vector<Claim> claims_in_view(const store::Reader& reader, const Catalog& catalog, Pair pair, const View& view) {
  auto claims = claims_of_pair(reader, pair, view.known_at);
  keep_in_view(catalog, view, claims);
  return claims;
}

FoldContext context_of(const Catalog& catalog, Pair pair, const View& view, const std::vector<Claim>& claims) {
  FoldContext context;
  std::set<RoleId> roles;
  std::set<SourceId> sources;
  for (const auto& claim : claims) {
    roles.insert(claim.role);
    sources.insert(claim.source);
  }
  for (const RoleId role : roles) {
    context.roles.push_back(role_info(catalog, role));
  }
  for (const SourceId id : sources) {
    const auto* source = catalog.source(id);
    const bool dated = source != nullptr && source->published.stated();
    context.sources.push_back({id, dated ? std::optional(source->published.latest) : std::nullopt});
  }
  context.coverage = coverage_of(catalog, pair.body, view);
  const auto* actor = catalog.entity(pair.actor);
  const auto* body = catalog.entity(pair.body);
  context.actor_life_widest = widest_life(actor);
  context.body_life_widest = widest_life(body);
  context.actor_end = end_of(actor);
  context.body_end = end_of(body);
  return context;
}

std::vector<Denial> denials_of_pair(const store::Reader& reader, const Catalog& catalog, Pair pair, const View& view) {
  auto claims = claims_in_view(reader, catalog, pair, view);
  std::erase_if(claims, [](const Claim& c) { return c.stance != Stance::kDenied || c.kind != ClaimKind::kMembership; });
  const FoldContext context = context_of(catalog, pair, view, claims);
  std::vector<Denial> out;
  out.reserve(claims.size());
  for (const auto& claim : claims) {
    out.push_back({pair, claim.id, claim.role, read(claim, context).recorded(), claim.source});
  }
  return out;
}

Folded fold_claims(const Catalog& catalog, Pair pair, const View& view, std::vector<Claim> claims) {
  keep_in_view(catalog, view, claims);
  if (auto plain = fold_plain(catalog, view, claims)) {
    return std::move(*plain);
  }
  return fold(claims, context_of(catalog, pair, view, claims));
}

Folded fold_pair(const store::Reader& reader, const Catalog& catalog, Pair pair, const View& view) {
  return fold_claims(catalog, pair, view, claims_of_pair(reader, pair, view.known_at));
}

Derived memberships_of_body(const store::Reader& reader, const Catalog& catalog, BodyId body, const View& view,
                            const Wanted& wanted) {
  if (view.plain()) {
    return read_blocks(reader, Axis::kByBody, entity(body), wanted);
  }
  if (view.plain_then()) {
    return read_blocks_then(reader, catalog, body, view, wanted);
  }
  return fold_pairs(reader, catalog, pairs_of_body(reader, body), view, Axis::kByBody);
}

Derived memberships_of_actor(const store::Reader& reader, const Catalog& catalog, ActorId actor, const View& view,
                             const Wanted& wanted) {
  if (view.plain()) {
    return read_blocks(reader, Axis::kByActor, entity(actor), wanted);
  }
  return fold_pairs(reader, catalog, pairs_of_actor(reader, actor), view, Axis::kByActor);
}

Derived memberships_of_pair(const store::Reader& reader, const Catalog& catalog, Pair pair, const View& view) {
  Derived out;
  if (!view.plain()) {
    append(out, fold_pair(reader, catalog, pair, view), pair);
    sort_for(out, Axis::kByActor);
    return out;
  }
  for (BlockCursor blocks(reader, Axis::kByActor, entity(pair.actor), {pair.body.value, pair.body.value}); blocks.valid();
       blocks.next()) {
    const BlockView block = blocks.block();
    const auto [begin, end] = block.rows_of(pair.body);
    for (std::size_t row = begin; row < end; ++row) {
      out.memberships.push_back(block.membership(row));
    }
  }
  out.suspensions = suspensions_of(reader, Axis::kByActor, entity(pair.actor));
  std::erase_if(out.suspensions, [&](const PairSuspension& suspension) { return suspension.body != pair.body; });
  return out;
}

void add_briefs(const store::Reader& reader, Axis axis, EntityId id, const Wanted& wanted, std::vector<Brief>& out) {
  for (BlockCursor blocks(reader, axis, id, keys_of(axis, wanted)); blocks.valid(); blocks.next()) {
    const BlockView block = blocks.block();
    block.each_within(wanted.window, [&](std::size_t row) {
      const DayRange best = block.best(row);
      if (wanted.takes(block.role(row), best) && !best.empty()) {
        out.push_back({block.role(row), {block.other(row)}, best});
      }
    });
  }
}

}  // namespace entente::claims
