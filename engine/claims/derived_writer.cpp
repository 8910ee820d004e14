#include "engine/claims/derived_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/claims/block_cursor.h"

namespace entente::claims {
namespace {

constexpr auto kRole = static_cast<std::size_t>(MembershipColumn::kRole);
constexpr auto kOther = static_cast<std::size_t>(MembershipColumn::kOther);

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

}  // namespace

DerivedWriter::DerivedWriter(store::WriteTxn& txn, CommitId commit)
    : txn_(txn),
      commit_(commit),
      last_actor_(last_owner(txn, table_of(Axis::kByActor))),
      last_body_(last_owner(txn, table_of(Axis::kByBody))) {}

void DerivedWriter::put(Pair pair, const Folded& folded) {
  turn_to(pair);
  for (const auto& membership : folded.memberships) {  // by role, stance, beginning, as rows of one body are
    folded_.add(membership);
    add_row(pair, folded_.rows().back());
  }
  note_suspensions(pair, folded.suspensions);
}

void DerivedWriter::put_plain(Pair pair, std::span<const PackedRow> rows) {
  turn_to(pair);
  for (const PackedRow& row : rows) {
    add_row(pair, row);
  }
  note_suspensions(pair, {});
}

void DerivedWriter::turn_to(Pair pair) {
  if (pair.actor != actor_) {
    flush_actor();
    actor_ = pair.actor;
    if (actor_.value <= last_actor_) {
      stored_suspensions_ = suspensions_of(txn_, Axis::kByActor, entity(actor_));
    }
  }
  if (!std::exchange(has_history_, false)) {
    pairs_.add(pair.body.value, {pair.body, {pair.actor, {}, commit_}});
  }
  if (actor_.value <= last_actor_) {
    touched_.push_back({pair.body.value, 0});
    for (const RoleId role : roles_of(txn_, pair)) {
      touched_of_bodies_.add(pair.body.value, {pair.body, {role.value, pair.actor.value}});
    }
  }
}

void DerivedWriter::add_row(Pair pair, const PackedRow& row) {
  rows_.push_back(row);
  BodyRow of_body{pair.body, {}, 0};
  std::copy_n(row.cells.begin(), kMembershipColumns, of_body.cells.begin());
  of_body.cells[kOther] = static_cast<std::int32_t>(pair.actor.value);
  if (!row.rest.empty()) {
    rests_.emplace_back(row.rest);
    of_body.rest = static_cast<std::uint32_t>(rests_.size());
  }
  of_bodies_.add(pair.body.value, of_body);
}

void DerivedWriter::flush_actor() {
  const RowTable& table = table_of(Axis::kByActor);
  if (actor_.value > last_actor_) {
    append_rows(txn_, table, actor_.value, rows_);
  } else {
    replace_rows(txn_, table, actor_.value, touched_, rows_);
  }
  if (!suspended_.empty()) {
    write_suspensions(Axis::kByActor, entity(actor_), suspended_);
  }
  touched_.clear();
  rows_.clear();
  folded_ = MembershipRows(Axis::kByActor);
  stored_suspensions_.clear();
  suspended_.clear();
}

void DerivedWriter::note_suspensions(Pair pair, const std::vector<Suspension>& now) {
  const bool had = std::any_of(stored_suspensions_.begin(), stored_suspensions_.end(),
                               [&](const PairSuspension& stored) { return stored.body == pair.body; });
  if (had || !now.empty()) {
    suspensions_[pair] = now;
    suspended_.push_back(pair);
  }
}

// Suspensions are few: all blocks of them are written anew. `changed`: those of the owner's pairs that have any, or had.
void DerivedWriter::write_suspensions(Axis axis, EntityId id, std::span<const Pair> changed) {
  auto all = suspensions_of(txn_, axis, id);
  std::erase_if(all, [&](const PairSuspension& s) { return suspensions_.contains({s.actor, s.body}); });
  for (const Pair& pair : changed) {
    for (const auto& suspension : suspensions_.at(pair)) {
      all.push_back({pair.actor, pair.body, suspension});
    }
  }
  const RowTable& table = table_of(axis);
  std::uint16_t old_blocks = 0;
  for (auto cursor = scan_behind_rows(txn_, table, id.value); cursor.valid(); cursor.next()) {
    ++old_blocks;
  }
  while (old_blocks > 0) {
    txn_.erase(table.table, behind_rows(table, id.value, --old_blocks));
  }
  std::uint16_t number = 0;
  for (const auto& payload : encode_suspensions(all, axis)) {
    txn_.put(table.table, behind_rows(table, id.value, number++), payload);
  }
}

DerivedWriter::Part DerivedWriter::take(std::size_t part) {
  Part out{of_bodies_.take(part), touched_of_bodies_.take(part), pairs_.take(part)};
  // They came by actor, and keep that order.
  sort_part(
      out.rows, [](const BodyRow& row) { return row.body.value; },
      [](const BodyRow& row) { return static_cast<std::uint32_t>(row.cells[kRole]); });
  sort_part(
      out.pairs, [](const BodyPair& pair) { return pair.body.value; },
      [](const BodyPair& pair) { return pair.history.actor.value; });
  std::sort(out.touched.begin(), out.touched.end());
  return out;
}

void DerivedWriter::write_rows(BodyId body, const std::vector<BodyRow>& all, std::size_t begin, std::size_t end,
                               std::vector<RowKey> touched) {
  const RowTable& table = table_of(Axis::kByBody);
  std::vector<PackedRow> rows(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    PackedRow& row = rows[i - begin];
    std::copy_n(all[i].cells.begin(), kMembershipColumns, row.cells.begin());
    row.rest = all[i].rest == 0 ? std::string_view() : rests_[all[i].rest - 1];
  }
  if (body.value > last_body_) {
    append_rows(txn_, table, body.value, rows);
    return;
  }
  for (const PackedRow& row : rows) {
    touched.push_back(table.key_of(row));
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  replace_rows(txn_, table, body.value, touched, rows);
}

void DerivedWriter::finish(const std::function<void()>& breathe) {
  flush_actor();
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    if (pairs_[i].empty()) {
      continue;
    }
    const Part part = take(i);
    auto row = part.rows.begin();
    auto key = part.touched.begin();
    for (auto pair = part.pairs.begin(); pair != part.pairs.end();) {
      const BodyId body = pair->body;
      std::vector<PairHistory> changes;
      for (; pair != part.pairs.end() && pair->body == body; ++pair) {
        changes.push_back(pair->history);
      }
      const auto rows_end = std::find_if(row, part.rows.end(), [&](const BodyRow& r) { return r.body != body; });
      std::vector<RowKey> touched;
      for (; key != part.touched.end() && key->body == body; ++key) {
        touched.push_back(key->key);
      }
      write_rows(body, part.rows, static_cast<std::size_t>(row - part.rows.begin()),
                 static_cast<std::size_t>(rows_end - part.rows.begin()), std::move(touched));
      note_changes(txn_, body, changes);
      row = rows_end;
      breathe();
    }
  }
  std::map<BodyId, std::vector<Pair>> suspended;
  for (const auto& [pair, now] : suspensions_) {
    suspended[pair.body].push_back(pair);
  }
  for (const auto& [body, pairs] : suspended) {
    write_suspensions(Axis::kByBody, entity(body), pairs);
  }
}

}  // namespace entente::claims
