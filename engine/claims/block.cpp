#include "engine/claims/block.h"

#include <algorithm>
#include <iterator>

#include "engine/catalog/records.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

using store::RecordReader;
using store::Writer;

// What a row leaves out because it follows from the rest. Stored: never renumber.
constexpr unsigned kBeganIsBest = 1;
constexpr unsigned kEndedIsBest = 2;
constexpr unsigned kEndedIsNone = 4;
constexpr unsigned kPossibleIsBest = 8;
constexpr unsigned kCertainIsBest = 16;
constexpr unsigned kBeginsIsBest = 32;
constexpr unsigned kVouchedIsLast = 64;
constexpr unsigned kOneClaim = 128;
constexpr unsigned kCertainIsVouched = 256;  // from the first day of the best reading to the last that is vouched for

void write_range(Writer& out, DayRange range) {
  out.i32(range.begin);
  out.i32(range.end);
}

DayRange read_range(RecordReader& in) {
  const Day begin = in.i32();
  return {begin, in.i32()};
}

void write_days(Writer& out, const SpanList& days) {
  out.varint(days.ranges().size());
  for (const DayRange range : days.ranges()) {
    write_range(out, range);
  }
}

SpanList read_days(RecordReader& in) {
  SpanList days;
  for (auto count = in.varint(); count > 0; --count) {
    days.add(read_range(in));
  }
  return days;
}

template <class Tag>
void write_ids(Writer& out, const std::vector<Id<Tag>>& ids) {
  out.varint(ids.size());
  std::uint32_t before = 0;
  for (const auto id : ids) {  // ascending: the steps are small
    out.varint(id.value - before);
    before = id.value;
  }
}

template <class Tag>
std::vector<Id<Tag>> read_ids(RecordReader& in) {
  std::vector<Id<Tag>> ids;
  std::uint32_t before = 0;
  for (auto count = in.varint(); count > 0; --count) {
    before += static_cast<std::uint32_t>(in.varint());
    ids.push_back({before});
  }
  return ids;
}

DayRange widest_of(const Membership& m) { return {m.possible.ranges().front().begin, m.possible.ranges().back().end}; }

// A row says so only of a range that ends.
Day last_of(DayRange range) {
  if (range.end == kBeforeAll) {
    store::fail(store::FaultKind::kCorrupt, "a membership in the database ends before all days");
  }
  return range.end - 1;
}

DayRange vouched_of(const Membership& m) { return {m.best.begin, m.vouched_last == kAfterAll ? kAfterAll : m.vouched_last + 1}; }

bool is_vouched(const Membership& m) { return m.certain.ranges().size() == 1 && m.certain.ranges().front() == vouched_of(m); }

unsigned shape_of(const Membership& m) {
  unsigned shape = 0;
  const auto is_best = [&](const SpanList& days) { return days.ranges().size() == 1 && days.ranges().front() == m.best; };
  shape |= m.began == exact_bound(m.best.begin) ? kBeganIsBest : 0U;
  shape |= m.ended == exact_bound(m.best.end) ? kEndedIsBest : 0U;
  shape |= m.ended == bound_none() ? kEndedIsNone : 0U;
  shape |= is_best(m.possible) ? kPossibleIsBest : 0U;
  shape |= is_best(m.certain) ? kCertainIsBest : 0U;
  shape |= m.begins == m.best.begin ? kBeginsIsBest : 0U;
  shape |= m.best.end != kBeforeAll && m.vouched_last == m.best.end - 1 ? kVouchedIsLast : 0U;
  shape |= is_vouched(m) ? kCertainIsVouched : 0U;
  shape |= m.claims.size() == 1 && m.sources.size() <= 1 ? kOneClaim : 0U;
  return shape;
}

void write_rest(Writer& out, const Membership& m, unsigned shape) {
  if (m.best != widest_of(m)) {
    write_range(out, m.best);
  }
  if ((shape & kBeginsIsBest) == 0) {
    out.i32(m.begins);
  }
  if ((shape & kBeganIsBest) == 0) {
    catalog::write_bound(out, m.began);
  }
  if ((shape & (kEndedIsBest | kEndedIsNone)) == 0) {
    catalog::write_bound(out, m.ended);
  }
  if ((shape & kPossibleIsBest) == 0) {
    write_days(out, m.possible);
  }
  if ((shape & (kCertainIsBest | kCertainIsVouched)) == 0) {
    write_days(out, m.certain);
  }
  if ((shape & kOneClaim) == 0) {
    write_ids(out, m.sources);
    write_ids(out, m.claims);
  }
}

std::string suspension_bytes(const PairSuspension& s, Axis axis) {
  Writer out;
  out.varint(axis == Axis::kByBody ? s.actor.value : s.body.value);
  catalog::write_bound(out, s.suspension.began);
  catalog::write_bound(out, s.suspension.ended);
  write_range(out, s.suspension.best);
  write_days(out, s.suspension.certain);
  write_days(out, s.suspension.possible);
  return out.take();
}

}  // namespace

const RowTable& table_of(Axis axis) {
  static constexpr auto kRole = static_cast<std::uint8_t>(MembershipColumn::kRole);
  static constexpr auto kOther = static_cast<std::uint8_t>(MembershipColumn::kOther);
  static constexpr RowTable kOfBodies{store::Table::kByBody, kMembershipColumns, {kRole, kOther}, 2};
  static constexpr RowTable kOfActors{store::Table::kByActor, kMembershipColumns, {kOther, 0}, 1};
  return axis == Axis::kByBody ? kOfBodies : kOfActors;
}

PackedRow plain_row(Axis axis, const PlainClaim& claim, const PlainFold& fold) {
  const bool is_open = fold.best.end == kAfterAll;
  const bool is_last = fold.vouched_last == fold.best.end - 1;
  const unsigned shape = kBeganIsBest | (is_open ? kEndedIsNone : kEndedIsBest) | kPossibleIsBest |
                         (is_last ? kCertainIsBest : 0U) | kBeginsIsBest | (is_last ? kVouchedIsLast : 0U) | kCertainIsVouched |
                         kOneClaim;
  PackedRow row;
  const auto set = [&](MembershipColumn column, std::uint32_t value) {
    row.cells[static_cast<std::size_t>(column)] = static_cast<std::int32_t>(value);
  };
  set(MembershipColumn::kRole, claim.role.value);
  set(MembershipColumn::kOther, axis == Axis::kByBody ? claim.actor.value : claim.body.value);
  set(MembershipColumn::kBegin, static_cast<std::uint32_t>(fold.best.begin));
  set(MembershipColumn::kEnd, static_cast<std::uint32_t>(fold.best.end));
  set(MembershipColumn::kFlags, static_cast<unsigned>(Stance::kFact) | BlockView::kBestIsWidest);
  set(MembershipColumn::kShape, shape);
  set(MembershipColumn::kVouched, static_cast<std::uint32_t>(is_last ? kBeforeAll : fold.vouched_last));
  set(MembershipColumn::kSource, claim.source.value);
  set(MembershipColumn::kClaim, claim.id.value);
  return row;
}

void MembershipRows::add(const Membership& m) {
  const unsigned shape = shape_of(m);
  const DayRange widest = widest_of(m);
  const bool is_one = (shape & kOneClaim) != 0;
  PackedRow row;
  const auto set = [&](MembershipColumn column, std::uint32_t value) {
    row.cells[static_cast<std::size_t>(column)] = static_cast<std::int32_t>(value);
  };
  set(MembershipColumn::kRole, m.role.value);
  set(MembershipColumn::kOther, axis_ == Axis::kByBody ? m.actor.value : m.body.value);
  set(MembershipColumn::kBegin, static_cast<std::uint32_t>(widest.begin));
  set(MembershipColumn::kEnd, static_cast<std::uint32_t>(widest.end));
  set(MembershipColumn::kFlags, static_cast<unsigned>(m.stance) | static_cast<unsigned>(m.how) << BlockView::kHowShift |
                                    (m.best == widest ? BlockView::kBestIsWidest : 0U));
  set(MembershipColumn::kShape, shape);
  set(MembershipColumn::kVouched, static_cast<std::uint32_t>((shape & kVouchedIsLast) != 0 ? kBeforeAll : m.vouched_last));
  set(MembershipColumn::kSource, is_one && !m.sources.empty() ? m.sources.front().value : 0U);
  set(MembershipColumn::kClaim, is_one ? m.claims.front().value : 0U);
  Writer rest;
  write_rest(rest, m, shape);
  if (rest.size() > 0) {
    row.rest = rests_.emplace_back(rest.take());
  }
  rows_.push_back(row);
}

std::vector<std::string> encode_suspensions(const std::vector<PairSuspension>& suspensions, Axis axis) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < suspensions.size();) {
    Writer all;
    std::size_t count = 0;
    for (; at < suspensions.size(); ++at, ++count) {
      const std::string bytes = suspension_bytes(suspensions[at], axis);
      if (count > 0 && all.size() + bytes.size() > kBlockBytes - 100) {
        break;
      }
      all.bytes(bytes);
    }
    Writer head;
    head.varint(count);
    out.push_back(packed({}, kMembershipColumns) + head.take() + all.take());
  }
  return out;
}

std::vector<PairSuspension> suspensions_of(const store::Reader& reader, Axis axis, EntityId id) {
  std::vector<PairSuspension> out;
  for (auto cursor = scan_behind_rows(reader, table_of(axis), id.value); cursor.valid(); cursor.next()) {
    auto some = BlockView(cursor.value(), axis, id.value).suspensions();
    std::move(some.begin(), some.end(), std::back_inserter(out));
  }
  return out;
}

std::optional<BlockView::Exact> BlockView::exact(std::size_t row) const {
  constexpr unsigned kAlways = kBeganIsBest | kBeginsIsBest | kOneClaim;
  const unsigned shape = id(MembershipColumn::kShape, row);
  const bool is_exact =
      (flags(row) & kBestIsWidest) != 0 && (shape & kAlways) == kAlways && (shape & (kEndedIsBest | kEndedIsNone)) != 0;
  if (!is_exact) {
    return std::nullopt;
  }
  return Exact{widest(row), (shape & kEndedIsNone) == 0, SourceId{id(MembershipColumn::kSource, row)}};
}

ColumnTests BlockView::within(DayRange window) const {
  ColumnTests tests;
  if (window.end == kBeforeAll || window.begin == kAfterAll) {
    tests.add({&column(MembershipColumn::kBegin), kAfterAll, kBeforeAll});  // no row
    return tests;
  }
  tests.add({&column(MembershipColumn::kBegin), kBeforeAll, window.end - 1});
  tests.add({&column(MembershipColumn::kEnd), window.begin + 1, kAfterAll});
  return tests;
}

void BlockView::keep_best(DayRange window, std::size_t first, RowBits& rows) const {
  each_row(rows, first, [&](std::size_t row) {
    const DayRange best = this->best(row);
    if (best.empty() || best.begin >= window.end || window.begin >= best.end) {
      rows[(row - first) / 64] &= ~(std::uint64_t{1} << ((row - first) % 64));
    }
  });
}

DayRange BlockView::stored_best(std::size_t row) const {
  RecordReader in(rows_.rest(row));
  return read_range(in);
}

Membership BlockView::membership(std::size_t row) const {
  RecordReader in(rows_.rest(row));
  Membership m;
  m.actor.value = axis_ == Axis::kByBody ? other(row) : id_;
  m.body.value = axis_ == Axis::kByBody ? id_ : other(row);
  m.role = role(row);
  m.stance = catalog::stance_of(flags(row) & kStanceBits);
  m.how = catalog::how_of(flags(row) >> kHowShift);
  const unsigned shape = id(MembershipColumn::kShape, row);
  m.best = (flags(row) & kBestIsWidest) != 0 ? widest(row) : read_range(in);
  const SpanList best{m.best};
  m.begins = (shape & kBeginsIsBest) != 0 ? m.best.begin : in.i32();
  m.began = (shape & kBeganIsBest) != 0 ? exact_bound(m.best.begin) : catalog::read_bound(in);
  if ((shape & kEndedIsNone) == 0) {
    m.ended = (shape & kEndedIsBest) != 0 ? exact_bound(m.best.end) : catalog::read_bound(in);
  }
  m.possible = (shape & kPossibleIsBest) != 0 ? best : read_days(in);
  m.vouched_last = (shape & kVouchedIsLast) != 0 ? last_of(m.best) : column(MembershipColumn::kVouched).number(row);
  m.certain = (shape & kCertainIsBest) != 0 ? best : (shape & kCertainIsVouched) != 0 ? SpanList{vouched_of(m)} : read_days(in);
  if ((shape & kOneClaim) != 0) {
    const std::uint32_t source = id(MembershipColumn::kSource, row);
    m.sources.assign(source == 0 ? 0 : 1, SourceId{source});
    m.claims.assign(1, ClaimId{id(MembershipColumn::kClaim, row)});
  } else {
    m.sources = read_ids<SourceTag>(in);
    m.claims = read_ids<ClaimTag>(in);
  }
  return m;
}

std::vector<PairSuspension> BlockView::suspensions() const {
  std::vector<PairSuspension> out;
  if (size() > 0) {
    return out;
  }
  RecordReader in(rows_.behind());
  for (auto count = in.varint(); count > 0; --count) {
    PairSuspension s;
    const auto other = static_cast<std::uint32_t>(in.varint());
    s.actor.value = axis_ == Axis::kByBody ? other : id_;
    s.body.value = axis_ == Axis::kByBody ? id_ : other;
    s.suspension.began = catalog::read_bound(in);
    s.suspension.ended = catalog::read_bound(in);
    s.suspension.best = read_range(in);
    s.suspension.certain = read_days(in);
    s.suspension.possible = read_days(in);
    out.push_back(std::move(s));
  }
  return out;
}

}  // namespace entente::claims
