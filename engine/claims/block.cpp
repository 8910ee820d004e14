#include "engine/claims/block.h"

#include <algorithm>

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

DayRange widest_of(const Membership& m) { return {m.possible.ranges().front().begin, m.possible.ranges().back().end}; }

std::string rest_of(const Membership& m) {
  Writer out;
  const std::uint8_t shape = shape_of(m);
  out.u8(shape);
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

}  // namespace

// Rows of one block in the making.
class BlockBuilder {
 public:
  explicit BlockBuilder(Axis axis) : axis_(axis) {}

  void add(const Membership& m) {
    std::string rest = rest_of(m);
    make_room(BlockView::kRowBytes + rest.size());
    rows_.push_back(&m);
    rests_.push_back(std::move(rest));
    bytes_ += BlockView::kRowBytes + rests_.back().size();
  }

  void add(const PairSuspension& s) {
    std::string bytes = suspension_bytes(s, axis_);
    make_room(bytes.size());
    bytes_ += bytes.size();
    suspensions_.push_back(std::move(bytes));
  }

  [[nodiscard]] std::vector<EncodedBlock> take() {
    flush();
    return std::move(blocks_);
  }

 private:
  void make_room(std::size_t bytes) {
    if (bytes_ > BlockView::kHeaderBytes && bytes_ + bytes > kBlockBytes) {
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
    blocks_.push_back({from(), out.take()});
    rows_.clear();
    rests_.clear();
    suspensions_.clear();
    bytes_ = BlockView::kHeaderBytes;
  }

  [[nodiscard]] std::string from() const {
    constexpr std::size_t kBytesByBody = 6;
    constexpr std::size_t kBytesByActor = 4;
    if (rows_.empty()) {
      return std::string(axis_ == Axis::kByBody ? kBytesByBody : kBytesByActor, '\xFF');
    }
    store::KeyWriter key;
    const Membership& first = *rows_.front();
    if (axis_ == Axis::kByBody) {
      key.u16(static_cast<std::uint16_t>(first.role.value)).u32(first.actor.value);
    } else {
      key.u32(first.body.value);
    }
    return key.take();
  }

  void write_columns(Writer& out) const {
    for (const auto* m : rows_) {
      out.u16(static_cast<std::uint16_t>(m->role.value));
    }
    for (const auto* m : rows_) {
      out.u32(axis_ == Axis::kByBody ? m->actor.value : m->body.value);
    }
    for (const auto* m : rows_) {
      out.i32(widest_of(*m).begin);
    }
    for (const auto* m : rows_) {
      out.i32(widest_of(*m).end);
    }
    for (const auto* m : rows_) {
      out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(m->stance) | static_cast<unsigned>(m->how) << BlockView::kHowShift |
                                       (m->best == widest_of(*m) ? BlockView::kBestIsWidest : 0U)));
    }
    std::size_t place = BlockView::kHeaderBytes + rows_.size() * BlockView::kRowBytes;
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
  std::size_t bytes_ = BlockView::kHeaderBytes;
  std::vector<EncodedBlock> blocks_;
};

std::vector<EncodedBlock> encode_blocks(const std::vector<Membership>& memberships, const std::vector<PairSuspension>& suspensions,
                                        Axis axis) {
  BlockBuilder builder(axis);
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

BlockView::Rows BlockView::rows_of(BodyId body) const {
  const auto first_not = [&](auto is_before) {
    std::size_t low = 0;
    for (std::size_t left = count_; left > 0;) {
      const std::size_t half = left / 2;
      const bool before = is_before(other(low + half));
      low = before ? low + half + 1 : low;
      left = before ? left - half - 1 : half;
    }
    return low;
  };
  return {first_not([&](std::uint32_t other) { return other < body.value; }),
          first_not([&](std::uint32_t other) { return other <= body.value; })};
}

std::string_view BlockView::rest(std::size_t row) const {
  const std::size_t place = load<std::uint16_t>(kPlaceAt, row);
  if (place > payload_.size()) {
    store::fail(store::FaultKind::kCorrupt, "a block of memberships points outside of itself");
  }
  return payload_.substr(place);
}

DayRange BlockView::stored_best(std::size_t row) const {
  RecordReader in(rest(row));
  (void)in.u8();  // the shape
  return read_range(in);
}

Membership BlockView::membership(std::size_t row) const {
  RecordReader in(rest(row));
  Membership m;
  m.actor.value = axis_ == Axis::kByBody ? other(row) : id_;
  m.body.value = axis_ == Axis::kByBody ? id_ : other(row);
  m.role = role(row);
  m.stance = stance(row);
  m.how = static_cast<How>(flags(row) >> kHowShift);
  const unsigned shape = in.u8();
  m.best = (flags(row) & kBestIsWidest) != 0 ? widest(row) : read_range(in);
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
