#include "engine/claims/derived_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/claims/block_cursor.h"
#include "engine/threads/ahead.h"

namespace entente::claims {
namespace {

constexpr auto kRole = static_cast<std::size_t>(MembershipColumn::kRole);
constexpr auto kOther = static_cast<std::size_t>(MembershipColumn::kOther);

// Calls `take(block, row)` for the rows that are stored of a pair.
template <class Take>
void each_stored(const store::Reader& reader, Pair pair, Take take) {
  for (BlockCursor blocks(reader, Axis::kByActor, entity(pair.actor), {pair.body.value, pair.body.value}); blocks.valid();
       blocks.next()) {
    const BlockView block = blocks.block();
    const auto [begin, end] = block.rows_of(pair.body);
    for (std::size_t row = begin; row < end; ++row) {
      take(block, row);
    }
  }
}

}  // namespace

DerivedWriter::DerivedWriter(store::WriteTxn& txn, CommitId commit, bool keeps_past)
    : txn_(txn), commit_(commit), keeps_past_(keeps_past), last_body_(last_owner(txn, table_of(Axis::kByBody))) {}

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

void DerivedWriter::put(const ActorClaims& first) {
  constexpr std::size_t kSoon = 8;  // so many rows later
  flush_actor();
  actor_ = first.actor;
  std::size_t row = 0;
  for (std::size_t at = 0; at < first.pairs.size(); ++at) {
    if (at + kSoon < first.pairs.size()) {
      pairs_.expect(first.pairs[at + kSoon].body.value);
    }
    const auto& of_pair = first.pairs[at];
    const Pair pair{first.actor, of_pair.body};
    pairs_.add(pair.body.value, {pair.body, of_pair.history.value_or(PairHistory{pair.actor, {}, commit_})});
    for (const std::size_t end = row + of_pair.rows; row < end; ++row) {
      if (row + kSoon < first.memberships.size()) {
        of_bodies_.expect(static_cast<std::uint32_t>(first.memberships[row + kSoon].cells[kOther]));
      }
      add_body_row(pair, first.memberships[row]);
    }
  }
  for (const auto& [body, was] : first.superseded) {
    superseded_.add(body.value, {body, was});
  }
  append_rows(txn_, table_of(Axis::kByActor), first.actor.value, first.memberships);
  for (const auto& [pair, suspensions] : first.suspensions) {
    suspensions_[pair] = suspensions;
    suspended_.push_back(pair);
  }
}

void DerivedWriter::turn_to(Pair pair) {
  if (pair.actor != actor_) {
    flush_actor();
    actor_ = pair.actor;
    stored_suspensions_ = suspensions_of(txn_, Axis::kByActor, entity(actor_));
  }
  if (!std::exchange(has_history_, false)) {
    pairs_.add(pair.body.value, {pair.body, {pair.actor, {}, commit_}});
  }
  touched_.push_back({pair.body.value, 0});
  std::set<RoleId> roles;
  each_stored(txn_, pair, [&](const BlockView& block, std::size_t row) {
    roles.insert(block.role(row));
    if (const DayRange best = block.best(row); keeps_past_ && !best.empty()) {
      stood_.add(pair.body.value, {pair.body, {block.role(row), entity(pair.actor), best}});
    }
  });
  for (const RoleId role : roles) {
    touched_of_bodies_.add(pair.body.value, {pair.body, {role.value, pair.actor.value}});
  }
}

void DerivedWriter::set_history(Pair pair, const PairHistory& history, std::span<const Superseded> superseded) {
  pairs_.add(pair.body.value, {pair.body, history});
  for (const Superseded& row : superseded) {
    superseded_.add(pair.body.value, {pair.body, row});
  }
  has_history_ = true;
}

void DerivedWriter::add_row(Pair pair, const PackedRow& row) {
  rows_.push_back(row);
  add_body_row(pair, row);
}

void DerivedWriter::add_body_row(Pair pair, const PackedRow& row) {
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
  replace_rows(txn_, table_of(Axis::kByActor), actor_.value, touched_, rows_);
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

// What came of a part of the bodies, body by body.
std::vector<DerivedWriter::OfBody> DerivedWriter::take(std::size_t part, const std::function<void()>& breathe) {
  auto rows = of_bodies_.take(part);
  auto touched = touched_of_bodies_.take(part);
  auto pairs = pairs_.take(part);
  auto stood = stood_.take(part);
  auto superseded = superseded_.take(part);
  // They came by actor, and keep that order.
  sort_part<kBodiesOfPart>(
      rows, [](const BodyRow& row) { return row.body.value; },
      [](const BodyRow& row) { return static_cast<std::uint32_t>(row.cells[kRole]); });
  sort_part<kBodiesOfPart>(
      pairs, [](const BodyPair& pair) { return pair.body.value; }, [](const BodyPair& pair) { return pair.history.actor.value; });
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  const auto by_body = [](const auto& a, const auto& b) { return a.body < b.body; };
  std::stable_sort(stood.begin(), stood.end(), by_body);
  std::stable_sort(superseded.begin(), superseded.end(), by_body);
  std::vector<OfBody> out;
  std::vector<PackedRow> packed;
  auto row = rows.begin();
  auto key = touched.begin();
  auto brief = stood.begin();
  auto before = superseded.begin();
  for (auto pair = pairs.begin(); pair != pairs.end();) {
    OfBody& of_body = out.emplace_back();
    of_body.body = pair->body;
    for (; pair != pairs.end() && pair->body == of_body.body; ++pair) {
      of_body.changes.push_back(pair->history);
    }
    packed.clear();
    for (; row != rows.end() && row->body == of_body.body; ++row) {
      std::copy_n(row->cells.begin(), kMembershipColumns, packed.emplace_back().cells.begin());
      packed.back().rest = row->rest == 0 ? std::string_view() : rests_[row->rest - 1];
    }
    for (; key != touched.end() && key->body == of_body.body; ++key) {
      of_body.touched.push_back(key->key);
    }
    for (; brief != stood.end() && brief->body == of_body.body; ++brief) {
      of_body.stood.push_back(brief->stood);
    }
    for (; before != superseded.end() && before->body == of_body.body; ++before) {
      of_body.superseded.push_back(before->row);
    }
    if (of_body.body.value > last_body_) {
      of_body.blocks = blocks_of(table_of(Axis::kByBody), of_body.body.value, packed);
    } else {
      of_body.rows = packed;
    }
    breathe();
  }
  return out;
}

void DerivedWriter::write(OfBody& body) {
  const RowTable& table = table_of(Axis::kByBody);
  if (body.body.value > last_body_) {
    append_blocks(txn_, table, body.blocks);
  } else {
    auto& touched = body.touched;
    std::transform(body.rows.begin(), body.rows.end(), std::back_inserter(touched),
                   [&](const PackedRow& row) { return table.key_of(row); });
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    replace_rows(txn_, table, body.body.value, touched, body.rows);
  }
  write_changes(body);
}

// What pairs have been until now is kept, unless they changed before in this commit, which nobody will ask about.
void DerivedWriter::write_changes(OfBody& body) {
  auto stood = body.stood.cbegin();
  for (const PairHistory& before : note_changes(txn_, body.body, body.changes)) {
    const auto actor = before.actor.value;  // both ascend by it
    const auto begin = std::find_if(stood, body.stood.cend(), [&](const Brief& brief) { return brief.other.value >= actor; });
    stood = std::find_if(begin, body.stood.cend(), [&](const Brief& brief) { return brief.other.value > actor; });
    if (keeps_past_ && before.changed < commit_) {
      add_superseded(before.actor, before.changed, commit_, {begin, stood}, body.superseded);
    }
  }
  write_superseded(txn_, body.body, body.superseded);
}

void DerivedWriter::finish(bool apart, const std::function<void()>& breathe) {
  flush_actor();
  make_and_take<std::vector<OfBody>>(
      apart, [] {},
      [this](const auto& put, const auto& breathe_there) {
        for (std::size_t part = 0; part < pairs_.size(); ++part) {
          if (pairs_[part].empty()) {
            continue;
          }
          auto bodies = take(part, breathe_there);
          put(bodies);
        }
      },
      [this, &breathe](std::vector<OfBody>& bodies) {
        for (OfBody& body : bodies) {
          write(body);
          breathe();
        }
      },
      breathe);
  std::map<BodyId, std::vector<Pair>> suspended;
  for (const auto& [pair, now] : suspensions_) {
    suspended[pair.body].push_back(pair);
  }
  for (const auto& [body, pairs] : suspended) {
    write_suspensions(Axis::kByBody, entity(body), pairs);
  }
}

}  // namespace entente::claims
