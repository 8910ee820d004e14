#include "engine/claims/block.h"

#include <algorithm>

#include "engine/catalog/records.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

using store::RecordReader;
using store::Writer;

// The header, then columns of `count` cells: role u16, other u32, widest begin i32, widest end i32, flags u8, place of the rest
// u16.
constexpr std::size_t kHeaderBytes = 4;
constexpr std::size_t kRoleAt = 0;
constexpr std::size_t kOtherAt = 2;
constexpr std::size_t kBeginAt = 6;
constexpr std::size_t kEndAt = 10;
constexpr std::size_t kFlagsAt = 14;
constexpr std::size_t kPlaceAt = 15;
constexpr std::size_t kRowBytes = 17;

// What a row leaves out because it follows from the rest. Stored: never renumber.
constexpr unsigned kBeganIsBest = 1;
constexpr unsigned kEndedIsBest = 2;
constexpr unsigned kEndedIsNone = 4;
constexpr unsigned kPossibleIsBest = 8;
constexpr unsigned kCertainIsBest = 16;
constexpr unsigned kBeginsIsBest = 32;

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

std::uint8_t shape_of(const Membership& m) {
  unsigned shape = 0;
  const SpanList best{m.best};
  shape |= m.began == exact_bound(m.best.begin) ? kBeganIsBest : 0U;
  shape |= m.ended == exact_bound(m.best.end) ? kEndedIsBest : 0U;
  shape |= m.ended == bound_none() ? kEndedIsNone : 0U;
  shape |= m.possible == best ? kPossibleIsBest : 0U;
  shape |= m.certain == best ? kCertainIsBest : 0U;
  shape |= m.begins == m.best.begin ? kBeginsIsBest : 0U;
  return static_cast<std::uint8_t>(shape);
}

std::string rest_of(const Membership& m) {
  Writer out;
  const std::uint8_t shape = shape_of(m);
  out.u8(shape);
  write_range(out, m.best);
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
  if ((shape & kCertainIsBest) == 0) {
    write_days(out, m.certain);
  }
  out.i32(m.vouched_last);
  write_ids(out, m.sources);
  write_ids(out, m.claims);
  return out.take();
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

// Rows of one block in the making.
class Builder {
 public:
  explicit Builder(Axis axis) : axis_(axis) {}

  void add(const Membership& m) {
    std::string rest = rest_of(m);
    make_room(kRowBytes + rest.size());
    rows_.push_back(&m);
    rests_.push_back(std::move(rest));
    bytes_ += kRowBytes + rests_.back().size();
  }

  void add(const PairSuspension& s) {
    std::string bytes = suspension_bytes(s, axis_);
    make_room(bytes.size());
    bytes_ += bytes.size();
    suspensions_.push_back(std::move(bytes));
  }

  [[nodiscard]] std::vector<std::string> take() {
    flush();
    return std::move(blocks_);
  }

 private:
  void make_room(std::size_t bytes) {
    if (bytes_ > kHeaderBytes && bytes_ + bytes > kBlockBytes) {
      flush();
    }
  }

  void flush() {
    if (rows_.empty() && suspensions_.empty()) {
      return;
    }
    Writer out;
    out.u16(static_cast<std::uint16_t>(rows_.size()));
    out.u16(static_cast<std::uint16_t>(suspensions_.size()));
    write_columns(out);
    for (const auto& bytes : suspensions_) {
      out.bytes(bytes);
    }
    for (const auto& rest : rests_) {
      out.bytes(rest);
    }
    blocks_.push_back(out.take());
    rows_.clear();
    rests_.clear();
    suspensions_.clear();
    bytes_ = kHeaderBytes;
  }

  void write_columns(Writer& out) const {
    for (const auto* m : rows_) {
      out.u16(static_cast<std::uint16_t>(m->role.value));
    }
    for (const auto* m : rows_) {
      out.u32(axis_ == Axis::kByBody ? m->actor.value : m->body.value);
    }
    for (const auto* m : rows_) {
      out.i32(m->possible.ranges().front().begin);
    }
    for (const auto* m : rows_) {
      out.i32(m->possible.ranges().back().end);
    }
    for (const auto* m : rows_) {
      out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(m->stance) | (static_cast<unsigned>(m->how) << 4U)));
    }
    std::size_t place = kHeaderBytes + rows_.size() * kRowBytes;
    for (const auto& bytes : suspensions_) {
      place += bytes.size();
    }
    for (const auto& rest : rests_) {
      out.u16(static_cast<std::uint16_t>(place));
      place += rest.size();
    }
  }

  Axis axis_;
  std::vector<const Membership*> rows_;
  std::vector<std::string> rests_;
  std::vector<std::string> suspensions_;
  std::size_t bytes_ = kHeaderBytes;
  std::vector<std::string> blocks_;
};

}  // namespace

std::vector<std::string> encode_blocks(const std::vector<Membership>& memberships, const std::vector<PairSuspension>& suspensions,
                                       Axis axis) {
  Builder builder(axis);
  for (const auto& membership : memberships) {
    builder.add(membership);
  }
  for (const auto& suspension : suspensions) {
    builder.add(suspension);
  }
  return builder.take();
}

BlockView::BlockView(std::string_view payload, Axis axis, std::uint32_t id) : payload_(payload), axis_(axis), id_(id) {
  RecordReader header(payload);
  count_ = header.u16();
  suspension_count_ = header.u16();
  header.bytes(count_ * kRowBytes);  // throws when the columns are cut short
}

std::string_view BlockView::column(std::size_t offset, std::size_t width, std::size_t row) const {
  return payload_.substr(kHeaderBytes + offset * count_ + width * row, width);
}

RoleId BlockView::role(std::size_t row) const { return {RecordReader(column(kRoleAt, 2, row)).u16()}; }
std::uint32_t BlockView::other(std::size_t row) const { return RecordReader(column(kOtherAt, 4, row)).u32(); }

Stance BlockView::stance(std::size_t row) const { return static_cast<Stance>(RecordReader(column(kFlagsAt, 1, row)).u8() & 15U); }

DayRange BlockView::widest(std::size_t row) const {
  return {RecordReader(column(kBeginAt, 4, row)).i32(), RecordReader(column(kEndAt, 4, row)).i32()};
}

DayRange BlockView::best(std::size_t row) const {
  constexpr std::size_t kShapeBytes = 1;
  const std::size_t place = RecordReader(column(kPlaceAt, 2, row)).u16() + kShapeBytes;
  if (place > payload_.size()) {
    store::fail(store::FaultKind::kCorrupt, "a block of memberships points outside of itself");
  }
  RecordReader in(payload_.substr(place));
  return read_range(in);
}

Membership BlockView::membership(std::size_t row) const {
  const std::size_t place = RecordReader(column(kPlaceAt, 2, row)).u16();
  if (place > payload_.size()) {
    store::fail(store::FaultKind::kCorrupt, "a block of memberships points outside of itself");
  }
  RecordReader in(payload_.substr(place));
  Membership m;
  m.actor.value = axis_ == Axis::kByBody ? other(row) : id_;
  m.body.value = axis_ == Axis::kByBody ? id_ : other(row);
  m.role = role(row);
  m.stance = stance(row);
  m.how = static_cast<How>(RecordReader(column(kFlagsAt, 1, row)).u8() >> 4U);
  const unsigned shape = in.u8();
  m.best = read_range(in);
  const SpanList best{m.best};
  m.begins = (shape & kBeginsIsBest) != 0 ? m.best.begin : in.i32();
  m.began = (shape & kBeganIsBest) != 0 ? exact_bound(m.best.begin) : catalog::read_bound(in);
  if ((shape & kEndedIsNone) == 0) {
    m.ended = (shape & kEndedIsBest) != 0 ? exact_bound(m.best.end) : catalog::read_bound(in);
  }
  m.possible = (shape & kPossibleIsBest) != 0 ? best : read_days(in);
  m.certain = (shape & kCertainIsBest) != 0 ? best : read_days(in);
  m.vouched_last = in.i32();
  m.sources = read_ids<SourceTag>(in);
  m.claims = read_ids<ClaimTag>(in);
  return m;
}

std::vector<PairSuspension> BlockView::suspensions() const {
  std::vector<PairSuspension> out;
  RecordReader in(payload_.substr(kHeaderBytes + count_ * kRowBytes));
  for (std::size_t i = 0; i < suspension_count_; ++i) {
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
