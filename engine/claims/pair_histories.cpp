#include "engine/claims/pair_histories.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/claims/column_scan.h"
#include "engine/claims/stored_rows.h"

namespace entente::claims {
namespace {

enum : std::uint8_t { kPairActor, kPairFirst, kPairChanged, kPairColumns };
constexpr RowTable kPairsOfBodies{store::Table::kPairs, kPairColumns, {kPairActor, 0}, 1, true, kPageBlock};

PackedRow pair_row(const PairHistory& history) {
  PackedRow row;
  row.cells[kPairActor] = static_cast<std::int32_t>(history.actor.value);
  row.cells[kPairFirst] = static_cast<std::int32_t>(history.first.value);
  row.cells[kPairChanged] = static_cast<std::int32_t>(history.changed.value);
  return row;
}

PairHistory history_in(const PackedView& rows, std::size_t row) {
  return {{rows.id(kPairActor, row)}, {rows.id(kPairFirst, row)}, {rows.id(kPairChanged, row)}};
}

// What is stored of an actor in a body.
std::optional<PairHistory> history_of(const store::Reader& reader, Pair pair) {
  for (RowCursor blocks(reader, kPairsOfBodies, pair.body.value, pair.actor.value, pair.actor.value); blocks.valid();
       blocks.next()) {
    const PackedView rows = blocks.view();
    const auto [begin, end] = rows.equal(kPairActor, static_cast<std::int32_t>(pair.actor.value));
    if (begin < end) {
      return history_in(rows, begin);
    }
  }
  return std::nullopt;
}

void put_histories(store::WriteTxn& txn, BodyId body, std::span<const PairHistory> histories, bool is_new) {
  if (histories.empty()) {
    return;
  }
  std::vector<RowKey> keys;
  std::vector<PackedRow> rows;
  for (const PairHistory& history : histories) {
    keys.push_back({history.actor.value, 0});
    rows.push_back(pair_row(history));
  }
  if (is_new) {
    append_rows(txn, kPairsOfBodies, body.value, rows);
  } else {
    replace_rows(txn, kPairsOfBodies, body.value, keys, rows);
  }
}

}  // namespace

const RowTable& pairs_table() { return kPairsOfBodies; }

std::vector<PairHistory> histories_of_body(const store::Reader& reader, BodyId body) {
  std::vector<PairHistory> out;
  for (RowCursor blocks(reader, kPairsOfBodies, body.value); blocks.valid(); blocks.next()) {
    const PackedView rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out.push_back(history_in(rows, row));
    }
  }
  return out;
}

void read_pairs_then(const store::Reader& reader, BodyId body, CommitId then, PairsThen& out) {
  out.since.clear();
  out.changed.clear();
  const auto commit = static_cast<std::int32_t>(then.value);
  for (RowCursor blocks(reader, kPairsOfBodies, body.value); blocks.valid(); blocks.next()) {
    const PackedView& rows = blocks.view();
    const std::array<ColumnTest, 2> changed{{{&rows.column(kPairChanged), commit + 1}, {&rows.column(kPairFirst), 0, commit}}};
    for (std::size_t first = 0; first < rows.size(); first += kScanRows) {
      const std::size_t size = std::min(kScanRows, rows.size() - first);
      add_ids(rows.column(kPairActor), rows_that_pass(std::span(changed).first<1>(), first, size), first, out.since);
      add_ids(rows.column(kPairActor), rows_that_pass(changed, first, size), first, out.changed);
    }
  }
}

std::vector<PairHistory> note_changes(store::WriteTxn& txn, BodyId body, std::span<const PairHistory> changes) {
  const bool is_new = body.value > last_owner(txn, kPairsOfBodies);
  std::vector<PairHistory> before;
  std::vector<PairHistory> after;
  for (PairHistory change : changes) {
    const auto known = is_new ? std::nullopt : history_of(txn, {change.actor, body});
    if (!change.first) {
      change.first = known ? known->first : change.changed;
    }
    if (!known || known->first != change.first || known->changed != change.changed) {
      after.push_back(change);
    }
    if (known) {
      before.push_back(*known);
    }
  }
  put_histories(txn, body, after, is_new);
  return before;
}

void note_new_pairs(store::WriteTxn& txn, BodyId body, const std::set<ActorId>& actors, CommitId commit) {
  std::vector<PairHistory> histories;
  for (const ActorId actor : actors) {
    if (!history_of(txn, {actor, body})) {
      histories.push_back({actor, commit, commit});
    }
  }
  put_histories(txn, body, histories, false);
}

}  // namespace entente::claims
