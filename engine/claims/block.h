// Derived memberships as they are stored: packed rows, one a membership, sorted, read in place. docs/storage.md, tables by_body
// and by_actor, has the bytes.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/claim.h"
#include "engine/claims/column_scan.h"
#include "engine/claims/packed_rows.h"
#include "engine/claims/plain.h"
#include "engine/claims/stored_rows.h"

namespace entente::claims {

/// Whose block it is: that of a body, its rows naming actors, or that of an actor, its rows naming bodies.
enum class Axis : std::uint8_t { kByBody, kByActor };

/// Where the rows of an axis are: of a body by role and actor, of an actor by body.
[[nodiscard]] const RowTable& table_of(Axis axis);

/// A suspension and whose it is.
struct PairSuspension {
  ActorId actor;
  BodyId body;
  Suspension suspension;
  friend bool operator==(const PairSuspension&, const PairSuspension&) = default;
};

/// The columns of a membership's row.
enum class MembershipColumn : std::uint8_t { kRole, kOther, kBegin, kEnd, kFlags, kShape, kVouched, kSource, kClaim };
inline constexpr std::size_t kMembershipColumns = 9;

/// The row of a membership that follows from one plain claim (plain.h), as MembershipRows would pack it.
[[nodiscard]] PackedRow plain_row(Axis axis, const PlainClaim& claim, const PlainFold& fold);

/// Packs memberships; the rows live as long as this.
class MembershipRows {
 public:
  explicit MembershipRows(Axis axis) : axis_(axis) {}
  void add(const Membership& membership);
  [[nodiscard]] const std::vector<PackedRow>& rows() const { return rows_; }

 private:
  Axis axis_;
  std::vector<PackedRow> rows_;
  std::deque<std::string> rests_;
};

/// Blocks of suspensions: no rows, and behind the columns how many, and one after the other.
[[nodiscard]] std::vector<std::string> encode_suspensions(const std::vector<PairSuspension>& suspensions, Axis axis);

/// All suspensions of a body or an actor. Throws store::Fault.
[[nodiscard]] std::vector<PairSuspension> suspensions_of(const store::Reader& reader, Axis axis, EntityId id);

/// A block, in place: a view of a payload that must outlive it. What the columns hold costs no decoding; the rest is decoded a
/// row at a time. All calls throw store::Fault (kCorrupt) on bytes that are no block.
class BlockView {
 public:
  BlockView(std::string_view payload, Axis axis, std::uint32_t id) : rows_(payload, kMembershipColumns), axis_(axis), id_(id) {}

  using Rows = PackedView::Rows;

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// Of an actor's block, whose rows are in the order of their bodies: those of one body.
  [[nodiscard]] Rows rows_of(BodyId body) const {
    return rows_.equal(static_cast<std::size_t>(MembershipColumn::kOther), static_cast<std::int32_t>(body.value));
  }
  [[nodiscard]] RoleId role(std::size_t row) const { return {id(MembershipColumn::kRole, row)}; }
  [[nodiscard]] std::uint32_t other(std::size_t row) const { return id(MembershipColumn::kOther, row); }  // the actor, or the body
  [[nodiscard]] Stance stance(std::size_t row) const { return static_cast<Stance>(flags(row) & kStanceBits); }
  /// The first and the last range of days on which it may be so, as one: no day outside of it is possible.
  [[nodiscard]] DayRange widest(std::size_t row) const {
    return {column(MembershipColumn::kBegin).number(row), column(MembershipColumn::kEnd).number(row)};
  }
  [[nodiscard]] Membership membership(std::size_t row) const;
  /// The best reading of a row, without the rest of it.
  [[nodiscard]] DayRange best(std::size_t row) const { return (flags(row) & kBestIsWidest) != 0 ? widest(row) : stored_best(row); }
  /// Calls `take(row)` for each row that may be so on some day of the window, in their order.
  template <class Take>
  void each_within(DayRange window, Take take) const {
    each_within(window, {0, size()}, take);
  }
  template <class Take>
  void each_within(DayRange window, Rows rows, Take take) const;
  /// Calls `take(other, role)` for each row that the best reading has on the day, in their order.
  template <class Take>
  void each_on(Day day, Take take) const {
    each_on(day, {0, size()}, take);
  }
  template <class Take>
  void each_on(Day day, Rows rows, Take take) const {
    each_within({day, day + 1}, rows, [&](std::size_t row) {
      if ((flags(row) & kBestIsWidest) != 0 || stored_best(row).contains(day)) {
        take(other(row), role(row));
      }
    });
  }
  [[nodiscard]] std::vector<PairSuspension> suspensions() const;

 private:
  friend class MembershipRows;
  friend PackedRow plain_row(Axis axis, const PlainClaim& claim, const PlainFold& fold);
  static constexpr unsigned kStanceBits = 7;
  static constexpr unsigned kBestIsWidest = 8;
  static constexpr unsigned kHowShift = 4;

  [[nodiscard]] const PackedColumn& column(MembershipColumn at) const { return rows_.column(static_cast<std::size_t>(at)); }
  [[nodiscard]] std::uint32_t id(MembershipColumn at, std::size_t row) const { return column(at).id(row); }
  [[nodiscard]] unsigned flags(std::size_t row) const { return id(MembershipColumn::kFlags, row); }
  [[nodiscard]] DayRange stored_best(std::size_t row) const;

  PackedView rows_;
  Axis axis_;
  std::uint32_t id_;
};

// First which rows, without a branch and several at once, then what is done with them: which rows those are no CPU can guess.
template <class Take>
void BlockView::each_within(DayRange window, Rows rows, Take take) const {
  constexpr std::size_t kTogether = sizeof(std::uint64_t);
  const PackedColumn& begins = column(MembershipColumn::kBegin);
  const PackedColumn& ends = column(MembershipColumn::kEnd);
  for (std::size_t begin = rows.begin; begin < rows.end; begin += kScanRows) {
    std::array<std::uint8_t, kScanRows> holds;  // NOLINT(cppcoreguidelines-pro-type-member-init): written by the scan
    const std::size_t size = std::min(kScanRows, rows.end - begin);
    mark_within(begins, ends, window, begin, size, holds.data());
    for (std::size_t at = 0; at < size; at += kTogether) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, holds.data() + at, kTogether);
      for (; bits != 0; bits &= bits - 1) {
        take(begin + at + static_cast<std::size_t>(std::countr_zero(bits)) / 8);
      }
    }
  }
}

}  // namespace entente::claims
