// Derived memberships as they are stored: blocks of short columns, one row a membership, sorted, read in place.
// docs/storage.md, tables by_body and by_actor, has the bytes. Knows no table and no claim.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/claim.h"

namespace entente::claims {

/// Whose block it is: that of a body, its rows naming actors, or that of an actor, its rows naming bodies.
enum class Axis : std::uint8_t { kByBody, kByActor };

/// A suspension and whose it is.
struct PairSuspension {
  ActorId actor;
  BodyId body;
  Suspension suspension;
  friend bool operator==(const PairSuspension&, const PairSuspension&) = default;
};

/// Blocks are split so that a value stays near this size and LMDB never needs a run of free pages. A single row may exceed it.
inline constexpr std::size_t kBlockBytes = 1900;

/// The payloads of the blocks that hold `memberships` and `suspensions` of one body or one actor, in the order given.
[[nodiscard]] std::vector<std::string> encode_blocks(const std::vector<Membership>& memberships,
                                                     const std::vector<PairSuspension>& suspensions, Axis axis);

/// The header of a block, then its columns of so many rows: role u16, other u32, widest begin i32, widest end i32, flags u8, place
/// of the rest u16.
struct BlockLayout {
  static constexpr std::size_t kHeaderBytes = 4;
  static constexpr std::size_t kRoleAt = 0;
  static constexpr std::size_t kOtherAt = 2;
  static constexpr std::size_t kBeginAt = 6;
  static constexpr std::size_t kEndAt = 10;
  static constexpr std::size_t kFlagsAt = 14;
  static constexpr std::size_t kPlaceAt = 15;
  static constexpr std::size_t kRowBytes = 17;
};

/// A block, in place: a view of a payload that must outlive it. What the columns hold costs no decoding; the rest is decoded a
/// row at a time. All calls throw store::Fault (kCorrupt) on bytes that are no block.
class BlockView {
 public:
  BlockView(std::string_view payload, Axis axis, std::uint32_t id);

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] RoleId role(std::size_t row) const { return {cell<std::uint16_t>(BlockLayout::kRoleAt, row)}; }
  /// The actor, or the body.
  [[nodiscard]] std::uint32_t other(std::size_t row) const { return cell<std::uint32_t>(BlockLayout::kOtherAt, row); }
  [[nodiscard]] Stance stance(std::size_t row) const {
    return static_cast<Stance>(cell<std::uint8_t>(BlockLayout::kFlagsAt, row) & 15U);
  }
  /// The first and the last range of days on which it may be so, as one: no day outside of it is possible.
  [[nodiscard]] DayRange widest(std::size_t row) const {
    return {cell<Day>(BlockLayout::kBeginAt, row), cell<Day>(BlockLayout::kEndAt, row)};
  }
  [[nodiscard]] Membership membership(std::size_t row) const;
  /// The best reading of a row, without the rest of it; empty where it only possibly holds.
  [[nodiscard]] DayRange best(std::size_t row) const;
  /// Calls `take(row)` for each row that may be so on some day of the window, in their order.
  template <class Take>
  void each_within(DayRange window, Take take) const;
  /// Calls `take(other, role)` for each row that the best reading has on the day, in their order.
  template <class Take>
  void each_on(Day day, Take take) const {
    each_within({day, day + 1}, [&](std::size_t row) {
      if (best(row).contains(day)) {
        take(other(row), role(row));
      }
    });
  }
  [[nodiscard]] std::vector<PairSuspension> suspensions() const;

 private:
  // The columns are there as a whole, and are read without a further look at where they end.
  template <class T>
  [[nodiscard]] T cell(std::size_t column_at, std::size_t row) const {
    T value;
    std::memcpy(&value, payload_.data() + BlockLayout::kHeaderBytes + column_at * count_ + sizeof(T) * row, sizeof(T));
    return value;
  }
  [[noreturn]] static void fail_outside();

  std::string_view payload_;
  Axis axis_;
  std::uint32_t id_;
  std::size_t count_ = 0;
  std::size_t suspension_count_ = 0;
};

inline DayRange BlockView::best(std::size_t row) const {
  constexpr std::size_t kShapeBytes = 1;
  const std::size_t place = cell<std::uint16_t>(BlockLayout::kPlaceAt, row) + kShapeBytes;
  if (place + 2 * sizeof(Day) > payload_.size()) {
    fail_outside();
  }
  DayRange days;
  std::memcpy(&days.begin, payload_.data() + place, sizeof(Day));
  std::memcpy(&days.end, payload_.data() + place + sizeof(Day), sizeof(Day));
  return days;
}

// First which rows, without a branch, then what is done with them: which rows those are no CPU can guess.
template <class Take>
void BlockView::each_within(DayRange window, Take take) const {
  constexpr std::size_t kPart = 64;
  std::array<std::uint8_t, kPart> rows;
  for (std::size_t begin = 0; begin < count_; begin += kPart) {
    const std::size_t size = std::min(kPart, count_ - begin);
    std::size_t found = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const DayRange days = widest(begin + i);
      rows[found] = static_cast<std::uint8_t>(i);
      found += static_cast<std::size_t>(days.begin < window.end) & static_cast<std::size_t>(window.begin < days.end);
    }
    for (std::size_t i = 0; i < found; ++i) {
      take(begin + rows[i]);
    }
  }
}

}  // namespace entente::claims
