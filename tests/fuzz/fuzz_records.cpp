// Whatever the bytes of a record, under a checksum that fits: they are decoded, or a fault says that they are damaged. What was
// decoded is encoded to what is decoded to the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/records.h"
#include "engine/claims/block.h"
#include "engine/claims/claim_rows.h"
#include "engine/claims/fresh_log.h"
#include "engine/claims/ledger.h"
#include "tests/fuzz/scratch.h"

using namespace entente;
using store::Table;

namespace {

template <class Decode>
void read_again(std::string_view bytes, Decode decode) {
  const auto record = decode(bytes);
  const std::string written = catalog::encode(record);
  if (catalog::encode(decode(written)) != written) {
    std::abort();
  }
}

void check_text(const Bound& bound) {
  if (bound.stated() && to_text(bound).empty()) {
    std::abort();
  }
}

void packed(std::string_view bytes, std::size_t columns) {
  const claims::PackedView view(bytes, columns);
  std::vector<claims::PackedRow> rows;
  for (std::size_t row = 0; row < view.size(); ++row) {
    rows.push_back(view.row(row));
  }
  const std::string written = claims::packed(rows, columns);
  const claims::PackedView again(written, columns);
  for (std::size_t row = 0; row < view.size(); ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      if (again.number(column, row) != view.number(column, row)) {
        std::abort();
      }
    }
  }
}

void claims_in(std::string_view bytes) {
  const claims::PackedView view(bytes, claims::kClaimColumns);
  for (std::size_t row = 0; row < view.size(); ++row) {
    const auto claim = claims::claim_of(view.row(row), ActorId{1});
    check_text(claim.began);
    check_text(claim.ended);
  }
  packed(bytes, claims::kClaimColumns);
}

void memberships_in(std::string_view bytes, claims::Axis axis) {
  const claims::BlockView view(bytes, axis, 1);
  for (std::size_t row = 0; row < view.size(); ++row) {
    const auto membership = view.membership(row);
    check_text(membership.began);
    check_text(membership.ended);
  }
  std::size_t seen = 0;
  view.each_on(0, [&](std::uint32_t, RoleId) { ++seen; });
  if (seen > view.size()) {
    std::abort();
  }
  if (view.size() == 0) {
    static_cast<void>(view.suspensions());
  }
  packed(bytes, claims::kMembershipColumns);
}

// What is said of a key ends with its last row.
void fresh_in(std::string_view bytes) {
  const auto change = claims::decode_change(bytes);
  if (change.ends.size() != change.touched.size() || (change.ends.empty() ? 0 : change.ends.back()) != change.rows.size()) {
    std::abort();
  }
}

// What only a reader decodes.
void acts_in(std::string_view bytes, Table table) {
  static tests::Scratch scratch;
  scratch.run([&](store::WriteTxn& txn) {
    store::KeyWriter key;
    key.u32(1).u32(1);
    txn.put(table, key.view(), bytes);
    for (const auto& event : claims::events_of(txn, BodyId{1})) {
      check_text(event.on);
    }
    static_cast<void>(claims::provisions_of(txn, BodyId{1}));
  });
}

void decode(Table table, std::string_view bytes) {
  switch (table) {
    case Table::kCommits:
      return read_again(bytes, catalog::decode_commit);
    case Table::kEntities:
      return read_again(bytes, catalog::decode_entity);
    case Table::kRoles:
      return read_again(bytes, catalog::decode_role);
    case Table::kSources:
      return read_again(bytes, catalog::decode_source);
    case Table::kClaims:
    case Table::kRetired:
      return claims_in(bytes);
    case Table::kClaimPlaces:
    case Table::kPairs:
      return packed(bytes, 3);
    case Table::kEvents:
    case Table::kProvisions:
      return acts_in(bytes, table);
    case Table::kByBody:
      return memberships_in(bytes, claims::Axis::kByBody);
    case Table::kByActor:
      return memberships_in(bytes, claims::Axis::kByActor);
    case Table::kSuperseded:
      return packed(bytes, 6);
    case Table::kFresh:
      return fresh_in(bytes);
    case Table::kMeta:
      break;
  }
}

}  // namespace

// The first byte is the number of the table.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) {
    return 0;
  }
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);  // at a place of its own, which sanitizers watch
  try {
    decode(static_cast<Table>(data[0] % store::kTableCount), bytes);
  } catch (const store::Fault& fault) {
    if (fault.kind() != store::FaultKind::kCorrupt) {
      std::abort();
    }
  }
  return 0;
}
