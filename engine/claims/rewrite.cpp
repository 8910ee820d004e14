#include "engine/claims/rewrite.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "engine/claims/block_cursor.h"
#include "engine/claims/derive.h"

namespace entente::claims {
namespace {

// What one body or one actor has to change: whose rows go, and what comes instead.
struct Side {
  std::vector<Pair> pairs;
  std::vector<RowKey> touched;
  std::vector<const Membership*> fresh;
};

RowKey key_of(Axis axis, RoleId role, Pair pair) {
  return axis == Axis::kByBody ? RowKey{role.value, pair.actor.value} : RowKey{pair.body.value, 0};
}

bool comes_before(Axis axis, const Membership& a, const Membership& b) {
  return axis == Axis::kByBody
             ? std::tuple(a.role, a.actor, a.stance, a.best.begin) < std::tuple(b.role, b.actor, b.stance, b.best.begin)
             : std::tuple(a.body, a.role, a.stance, a.best.begin) < std::tuple(b.body, b.role, b.stance, b.best.begin);
}

// The roles of the rows that are stored of a pair.
std::set<RoleId> roles_of(const store::Reader& reader, Pair pair) {
  std::set<RoleId> out;
  for (BlockCursor blocks(reader, Axis::kByActor, entity(pair.actor), {pair.body.value, pair.body.value}); blocks.valid();
       blocks.next()) {
    const BlockView block = blocks.block();
    const auto [begin, end] = block.rows_of(pair.body);
    for (std::size_t row = begin; row < end; ++row) {
      out.insert(block.role(row));
    }
  }
  return out;
}

void replace(store::WriteTxn& txn, Axis axis, std::uint32_t id, Side& side) {
  std::sort(side.touched.begin(), side.touched.end());
  side.touched.erase(std::unique(side.touched.begin(), side.touched.end()), side.touched.end());
  std::sort(side.fresh.begin(), side.fresh.end(),
            [&](const Membership* a, const Membership* b) { return comes_before(axis, *a, *b); });
  MembershipRows rows(axis);
  for (const Membership* membership : side.fresh) {
    rows.add(*membership);
  }
  replace_rows(txn, table_of(axis), id, side.touched, rows.rows());
}

// Suspensions are few: all blocks of them are written anew.
void replace_suspensions(store::WriteTxn& txn, Axis axis, EntityId id, const Side& side, const std::map<Pair, Folded>& folded) {
  auto all = suspensions_of(txn, axis, id);
  const bool had_any = std::any_of(all.begin(), all.end(), [&](const auto& s) { return folded.contains({s.actor, s.body}); });
  const bool has_any =
      std::any_of(side.pairs.begin(), side.pairs.end(), [&](const auto& p) { return !folded.at(p).suspensions.empty(); });
  if (!had_any && !has_any) {
    return;
  }
  std::erase_if(all, [&](const auto& s) { return folded.contains({s.actor, s.body}); });
  for (const Pair pair : side.pairs) {
    for (const auto& suspension : folded.at(pair).suspensions) {
      all.push_back({pair.actor, pair.body, suspension});
    }
  }
  const RowTable& table = table_of(axis);
  std::uint16_t old_blocks = 0;
  for (auto cursor = scan_behind_rows(txn, table, id.value); cursor.valid(); cursor.next()) {
    ++old_blocks;
  }
  while (old_blocks > 0) {
    txn.erase(table.table, behind_rows(table, id.value, --old_blocks));
  }
  std::uint16_t number = 0;
  for (const auto& payload : encode_suspensions(all, axis)) {
    txn.put(table.table, behind_rows(table, id.value, number++), payload);
  }
}

}  // namespace

void rewrite(store::WriteTxn& txn, const catalog::Catalog& catalog, const std::set<Pair>& pairs, CommitId commit) {
  std::map<Pair, Folded> folded;
  std::map<EntityId, Side> bodies;
  std::map<EntityId, Side> actors;
  for (const Pair pair : pairs) {
    const Folded& now = folded[pair] = fold_pair(txn, catalog, pair, View{});
    Side& body = bodies[entity(pair.body)];
    Side& actor = actors[entity(pair.actor)];
    body.pairs.push_back(pair);
    actor.pairs.push_back(pair);
    for (const RoleId role : roles_of(txn, pair)) {
      body.touched.push_back(key_of(Axis::kByBody, role, pair));
    }
    actor.touched.push_back(key_of(Axis::kByActor, {}, pair));
    for (const auto& membership : now.memberships) {
      body.touched.push_back(key_of(Axis::kByBody, membership.role, pair));
      body.fresh.push_back(&membership);
      actor.fresh.push_back(&membership);
    }
  }
  for (auto& [body, side] : bodies) {
    replace(txn, Axis::kByBody, body.value, side);
    replace_suspensions(txn, Axis::kByBody, body, side, folded);
  }
  for (auto& [actor, side] : actors) {
    replace(txn, Axis::kByActor, actor.value, side);
    replace_suspensions(txn, Axis::kByActor, actor, side, folded);
  }
  note_change(txn, std::vector<Pair>(pairs.begin(), pairs.end()), commit);
}

}  // namespace entente::claims
