// Derived memberships as they are stored: packed rows, one a membership, sorted, read in place. docs/storage.md, tables by_body
// and by_actor, has the bytes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
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
  BlockView(std::string_view payload, Axis axis, std::uint32_t id) : BlockView({payload, kMembershipColumns}, axis, id) {}
  BlockView(const PackedView& rows, Axis axis, std::uint32_t id) : rows_(rows), axis_(axis), id_(id) {}

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
  /// What most memberships are: one claim says exactly when it began, and perhaps when it ended. None: it must be decoded.
  struct Exact {
    DayRange best;
    bool has_ended;
    SourceId source;  // 0: none
  };
  [[nodiscard]] std::optional<Exact> exact(std::size_t row) const;
  /// The best reading of a row, without the rest of it.
  [[nodiscard]] DayRange best(std::size_t row) const { return (flags(row) & kBestIsWidest) != 0 ? widest(row) : stored_best(row); }
  /// Calls `take(row)` for each row that may be so on some day of the window, in their order.
  template <class Take>
  void each_within(DayRange window, Take take) const;
  /// Calls `take(row)` for each row that passes the tests, in their order.
  template <class Take>
  void each_that_passes(std::span<const ColumnTest> tests, Take take) const;
  /// Calls `take(other, role)` for each row that the best reading has on the day, in their order.
  template <class Take>
  void each_on(Day day, Take take) const;
  /// Tests that rows pass which may be so on some day of the window.
  [[nodiscard]] ColumnTests within(DayRange window) const;
  /// Of rows from `first`, keeps those that the best reading has on some day of the window.
  void keep_best(DayRange window, std::size_t first, RowBits& rows) const;
  /// Of every row the best reading has all days that are possible.
  [[nodiscard]] bool best_is_widest() const {
    const PackedColumn& flags = column(MembershipColumn::kFlags);
    return flags.width == 0 && (static_cast<std::uint32_t>(flags.base) & kBestIsWidest) != 0;
  }
  [[nodiscard]] const PackedColumn& column(MembershipColumn at) const { return rows_.column(static_cast<std::size_t>(at)); }
  [[nodiscard]] std::vector<PairSuspension> suspensions() const;

 private:
  friend class MembershipRows;
  friend PackedRow plain_row(Axis axis, const PlainClaim& claim, const PlainFold& fold);
  static constexpr unsigned kStanceBits = 7;
  static constexpr unsigned kBestIsWidest = 8;
  static constexpr unsigned kHowShift = 4;

  [[nodiscard]] std::uint32_t id(MembershipColumn at, std::size_t row) const { return column(at).id(row); }
  [[nodiscard]] unsigned flags(std::size_t row) const { return id(MembershipColumn::kFlags, row); }
  [[nodiscard]] DayRange stored_best(std::size_t row) const;

  PackedView rows_;
  Axis axis_;
  std::uint32_t id_;
};

template <class Take>
void BlockView::each_that_passes(std::span<const ColumnTest> tests, Take take) const {
  for (std::size_t first = 0; first < size(); first += kScanRows) {
    const RowBits rows = rows_that_pass(tests, first, std::min(kScanRows, size() - first));
    each_row(rows, first, take);
  }
}

template <class Take>
void BlockView::each_within(DayRange window, Take take) const {
  const ColumnTests tests = within(window);
  each_that_passes(tests.all(), take);
}

template <class Take>
void BlockView::each_on(Day day, Take take) const {
  const ColumnTests tests = within({day, day + 1});
  for (std::size_t first = 0; first < size(); first += kScanRows) {
    RowBits rows = rows_that_pass(tests.all(), first, std::min(kScanRows, size() - first));
    if (!best_is_widest()) {
      keep_best({day, day + 1}, first, rows);
    }
    each_row(rows, first, [&](std::size_t row) { take(other(row), role(row)); });
  }
}

}  // namespace entente::claims
