#include "engine/claims/superseded.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "engine/claims/column_scan.h"

namespace entente::claims {
namespace {

enum : std::uint8_t { kUntil, kActor, kFrom, kRole, kBegin, kEnd, kColumns };
constexpr RowTable kSuperseded{store::Table::kSuperseded, kColumns, {kUntil, kActor}, 2, true, kPageBlock};

Superseded row_of(const PackedView& rows, std::size_t at) {
  return {{rows.id(kActor, at)},
          {rows.id(kFrom, at)},
          {rows.id(kUntil, at)},
          {rows.id(kRole, at)},
          {rows.number(kBegin, at), rows.number(kEnd, at)}};
}

PackedRow packed_row(const Superseded& row) {
  PackedRow out;
  out.cells[kUntil] = static_cast<std::int32_t>(row.until.value);
  out.cells[kActor] = static_cast<std::int32_t>(row.actor.value);
  out.cells[kFrom] = static_cast<std::int32_t>(row.from.value);
  out.cells[kRole] = static_cast<std::int32_t>(row.role.value);
  out.cells[kBegin] = row.best.begin;
  out.cells[kEnd] = row.best.end;
  return out;
}

bool stands(const Claim& claim, CommitId then) { return claim.recorded <= then && (!claim.retired || claim.retired > then); }

}  // namespace

const RowTable& superseded_table() { return kSuperseded; }

void read_superseded(const store::Reader& reader, BodyId body, CommitId then, const RowQuestion& question, Stood& out) {
  out.actors.clear();
  out.rows.clear();
  const auto commit = static_cast<std::int32_t>(then.value);
  for (RowCursor blocks(reader, kSuperseded, body.value, then.value + 1); blocks.valid(); blocks.next()) {
    const PackedView& rows = blocks.view();
    const std::array<ColumnTest, 5> tests{
        {{&rows.column(kUntil), commit + 1},
         {&rows.column(kFrom), 0, commit},
         {&rows.column(kBegin), INT32_MIN, question.window.end - 1},
         {&rows.column(kEnd), question.window.begin + 1},
         {&rows.column(kRole), static_cast<std::int32_t>(question.roles.least), static_cast<std::int32_t>(question.roles.most)}}};
    for (std::size_t first = 0; first < rows.size(); first += kScanRows) {
      const std::size_t size = std::min(kScanRows, rows.size() - first);
      add_ids(rows.column(kActor), rows_that_pass(std::span(tests).first<2>(), first, size), first, out.actors);
      const RowBits asked = rows_that_pass(tests, first, size);
      add_ids(rows.column(kActor), asked, first, out.rows.others);
      if (question.wants_roles) {
        add_ids(rows.column(kRole), asked, first, out.rows.roles);
      }
    }
  }
}

std::vector<Superseded> superseded_of_body(const store::Reader& reader, BodyId body) {
  std::vector<Superseded> out;
  for (RowCursor blocks(reader, kSuperseded, body.value); blocks.valid(); blocks.next()) {
    const PackedView& rows = blocks.view();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out.push_back(row_of(rows, row));
    }
  }
  return out;
}

void add_superseded(ActorId actor, CommitId from, CommitId until, std::span<const Brief> stood, std::vector<Superseded>& out) {
  if (stood.size() > kSupersededMost) {
    return;
  }
  for (const Brief& brief : stood) {
    out.push_back({actor, from, until, brief.role, brief.best});
  }
  if (stood.empty()) {
    out.push_back({actor, from, until, {}, {0, 0}});
  }
}

std::vector<Brief> stood_then(const catalog::Catalog& catalog, Pair pair, const std::vector<Claim>& claims, CommitId then) {
  std::vector<Claim> standing;
  std::copy_if(claims.begin(), claims.end(), std::back_inserter(standing), [&](const Claim& claim) { return stands(claim, then); });
  std::vector<Brief> out;
  for (const Membership& membership : fold_claims(catalog, pair, {}, std::move(standing)).memberships) {
    if (!membership.best.empty()) {
      out.push_back({membership.role, entity(pair.actor), membership.best});
    }
  }
  return out;
}

std::vector<Superseded> superseded_of_claims(const catalog::Catalog& catalog, Pair pair, CommitId since,
                                             const std::vector<Claim>& claims) {
  if (claims.size() == 1 && !claims.front().retired) {
    return {};  // as most pairs are: nothing was before
  }
  std::set<CommitId> changes;
  for (const Claim& claim : claims) {
    changes.insert(claim.recorded);
    if (claim.retired) {
      changes.insert(claim.retired);
    }
  }
  std::vector<Superseded> out;
  if (changes.size() * claims.size() > kRefoldedMost) {
    return out;
  }
  for (auto next = changes.begin(); next != changes.end();) {
    const CommitId from = std::max(*next, since);
    if (++next == changes.end() || *next <= from) {
      continue;
    }
    add_superseded(pair.actor, from, *next, stood_then(catalog, pair, claims, from), out);
  }
  return out;
}

void write_superseded(store::WriteTxn& txn, BodyId body, std::vector<Superseded>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Superseded& a, const Superseded& b) {
    return std::tie(a.until, a.actor, a.role, a.best.begin) < std::tie(b.until, b.actor, b.role, b.best.begin);
  });
  std::vector<RowKey> keys;
  std::vector<PackedRow> packed;
  for (const Superseded& row : rows) {
    packed.push_back(packed_row(row));
    const RowKey key = kSuperseded.key_of(packed.back());
    if (keys.empty() || keys.back() != key) {
      keys.push_back(key);
    }
  }
  if (!keys.empty()) {
    replace_rows(txn, kSuperseded, body.value, keys, packed);
  }
}

}  // namespace entente::claims
