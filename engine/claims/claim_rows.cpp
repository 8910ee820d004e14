#include "engine/claims/claim_rows.h"

#include <algorithm>

#include "engine/catalog/records.h"
#include "engine/store/codec.h"

namespace entente::claims {
namespace {

// What a row leaves to the rest, and what it does not need to. Stored: never renumber.
constexpr unsigned kBeganIsDay = 1;
constexpr unsigned kBeganIsNone = 2;
constexpr unsigned kEndedIsDay = 4;
constexpr unsigned kEndedIsNone = 8;
constexpr unsigned kQuotes = 16;
constexpr unsigned kIsRetired = 32;

// Kind, stance, how and whether observed, as one number.
constexpr unsigned kStanceShift = 2;
constexpr unsigned kHowShift = 5;
constexpr unsigned kObservedShift = 8;
constexpr unsigned kKindBits = 3;
constexpr unsigned kStanceBits = 7;
constexpr unsigned kHowBits = 7;

unsigned words_of(const Claim& claim) {
  return static_cast<unsigned>(claim.kind) | static_cast<unsigned>(claim.stance) << kStanceShift |
         static_cast<unsigned>(claim.how) << kHowShift | (claim.observed ? 1U << kObservedShift : 0U);
}

unsigned shape_of(const Claim& claim) {
  const auto shape = [](const Bound& bound, unsigned is_day, unsigned is_none) {
    return bound == bound_none() ? is_none : bound == exact_bound(bound.earliest) ? is_day : 0U;
  };
  return shape(claim.began, kBeganIsDay, kBeganIsNone) | shape(claim.ended, kEndedIsDay, kEndedIsNone) |
         (claim.quote.empty() ? 0U : kQuotes) | (claim.retired ? kIsRetired : 0U);
}

Bound read(store::RecordReader& in, Day day, bool is_day, bool is_none) {
  return is_none ? bound_none() : is_day ? catalog::bound_of_day(day) : catalog::read_bound(in);
}

ClaimKind kind_of(unsigned stored) {
  if (stored > static_cast<unsigned>(ClaimKind::kSuspension)) {
    store::fail(store::FaultKind::kCorrupt, "a claim in the database is of no kind");
  }
  return static_cast<ClaimKind>(stored);
}

}  // namespace

PackedRow packed_claim(const Claim& claim, std::string& rest_bytes) {
  const unsigned shape = shape_of(claim);
  PackedRow row;
  const auto set = [&](ClaimColumn column, std::uint32_t value) {
    row.cells[static_cast<std::size_t>(column)] = static_cast<std::int32_t>(value);
  };
  set(ClaimColumn::kBody, claim.body.value);
  set(ClaimColumn::kClaim, claim.id.value);
  set(ClaimColumn::kWords, words_of(claim));
  set(ClaimColumn::kShape, shape);
  set(ClaimColumn::kRole, claim.role.value);
  set(ClaimColumn::kBegan, (shape & kBeganIsDay) != 0 ? static_cast<std::uint32_t>(claim.began.earliest) : 0U);
  set(ClaimColumn::kEnded, (shape & kEndedIsDay) != 0 ? static_cast<std::uint32_t>(claim.ended.earliest) : 0U);
  set(ClaimColumn::kSource, claim.source.value);
  set(ClaimColumn::kVia, claim.via.value);
  set(ClaimColumn::kRecorded, claim.recorded.value);
  store::Writer rest;
  if ((shape & (kBeganIsDay | kBeganIsNone)) == 0) {
    catalog::write_bound(rest, claim.began);
  }
  if ((shape & (kEndedIsDay | kEndedIsNone)) == 0) {
    catalog::write_bound(rest, claim.ended);
  }
  if ((shape & kQuotes) != 0) {
    rest.text(claim.quote);
  }
  if ((shape & kIsRetired) != 0) {
    rest.varint(claim.retired.value);
    rest.text(claim.retired_because);
  }
  rest_bytes = rest.take();
  return row;
}

void ClaimRows::add(const Claim& claim) {
  std::string rest;
  rows_.push_back(packed_claim(claim, rest));
  if (!rest.empty()) {
    rows_.back().rest = rests_.emplace_back(std::move(rest));
  }
}

Claim claim_of(const PackedRow& row, ActorId actor) {
  const auto day = [&](ClaimColumn column) { return row.cells[static_cast<std::size_t>(column)]; };
  const auto id = [&](ClaimColumn column) { return static_cast<std::uint32_t>(day(column)); };
  const unsigned words = id(ClaimColumn::kWords);
  const unsigned shape = id(ClaimColumn::kShape);
  Claim claim;
  claim.actor = actor;
  claim.body.value = id(ClaimColumn::kBody);
  claim.id.value = id(ClaimColumn::kClaim);
  claim.kind = kind_of(words & kKindBits);
  claim.stance = catalog::stance_of(words >> kStanceShift & kStanceBits);
  claim.how = catalog::how_of(words >> kHowShift & kHowBits);
  claim.observed = (words >> kObservedShift) != 0;
  claim.role.value = id(ClaimColumn::kRole);
  claim.source.value = id(ClaimColumn::kSource);
  claim.via.value = id(ClaimColumn::kVia);
  claim.recorded.value = id(ClaimColumn::kRecorded);
  store::RecordReader in(row.rest);
  claim.began = read(in, day(ClaimColumn::kBegan), (shape & kBeganIsDay) != 0, (shape & kBeganIsNone) != 0);
  claim.ended = read(in, day(ClaimColumn::kEnded), (shape & kEndedIsDay) != 0, (shape & kEndedIsNone) != 0);
  if ((shape & kQuotes) != 0) {
    claim.quote = in.text();
  }
  if ((shape & kIsRetired) != 0) {
    claim.retired.value = static_cast<std::uint32_t>(in.varint());
    claim.retired_because = in.text();
  }
  return claim;
}

bool is_retired(const PackedRow& row) {
  return (static_cast<unsigned>(row.cells[static_cast<std::size_t>(ClaimColumn::kShape)]) & kIsRetired) != 0;
}

std::optional<CommitId> retired_in(const PackedRow& row) {
  if (!is_retired(row)) {
    return std::nullopt;
  }
  const auto shape = static_cast<unsigned>(row.cells[static_cast<std::size_t>(ClaimColumn::kShape)]);
  const bool is_first = (shape & (kBeganIsDay | kBeganIsNone)) != 0 && (shape & (kEndedIsDay | kEndedIsNone)) != 0;
  if (is_first && (shape & kQuotes) == 0) {  // of what the rest holds
    return CommitId{static_cast<std::uint32_t>(store::RecordReader(row.rest).varint())};
  }
  return claim_of(row, {}).retired;
}

Said said(std::span<const std::int32_t> cells, std::string_view rest) {
  Said out;
  std::copy_n(cells.begin(), kClaimColumns, out.cells.begin());
  out.cells[static_cast<std::size_t>(ClaimColumn::kClaim)] = 0;
  out.cells[static_cast<std::size_t>(ClaimColumn::kRecorded)] = 0;
  out.rest = rest;
  return out;
}

bool says_the_same(const Claim& a, const Claim& b) {
  std::string rest_a;
  std::string rest_b;
  const PackedRow row_a = packed_claim(a, rest_a);
  const PackedRow row_b = packed_claim(b, rest_b);
  return said(row_a.cells, rest_a) == said(row_b.cells, rest_b);
}

std::optional<PlainClaim> plain_claim(const PackedRow& row, ActorId actor) {
  const auto cell = [&](ClaimColumn column) { return row.cells[static_cast<std::size_t>(column)]; };
  const auto shape = static_cast<unsigned>(cell(ClaimColumn::kShape));
  const bool says_days = (shape & kBeganIsDay) != 0 && (shape & (kEndedIsDay | kEndedIsNone)) != 0;
  static constexpr unsigned kOfFact = 0;  // a membership, not observed, its end of an unknown kind
  static_assert(static_cast<unsigned>(ClaimKind::kMembership) == 0 && static_cast<unsigned>(Stance::kFact) == 0 &&
                static_cast<unsigned>(How::kUnknown) == 0);
  if (!says_days || static_cast<unsigned>(cell(ClaimColumn::kWords)) != kOfFact) {
    return std::nullopt;
  }
  const auto id = [&](ClaimColumn column) { return static_cast<std::uint32_t>(cell(column)); };
  const auto ended = (shape & kEndedIsDay) != 0 ? std::optional(cell(ClaimColumn::kEnded)) : std::nullopt;
  return PlainClaim{actor,
                    {id(ClaimColumn::kRole)},
                    {id(ClaimColumn::kBody)},
                    {id(ClaimColumn::kSource)},
                    {id(ClaimColumn::kClaim)},
                    cell(ClaimColumn::kBegan),
                    ended};
}

}  // namespace entente::claims
