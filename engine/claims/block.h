// Derived memberships as they are stored: blocks of short columns, one row a membership, sorted, read in place.
// docs/storage.md, tables by_body and by_actor, has the bytes. Knows no table and no claim.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
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

/// A block to be stored. `from` is the part of its key that says with which row it begins, between whose it is and its number: role
/// and actor, or the body; all bits set for a block of suspensions alone.
struct EncodedBlock {
  std::string from;
  std::string payload;
};

/// The blocks that hold `memberships` and `suspensions` of one body or one actor, in the order given: that of their keys.
[[nodiscard]] std::vector<EncodedBlock> encode_blocks(const std::vector<Membership>& memberships,
                                                      const std::vector<PairSuspension>& suspensions, Axis axis);

/// A block, in place: a view of a payload that must outlive it. What the columns hold costs no decoding; the rest is decoded a
/// row at a time. All calls throw store::Fault (kCorrupt) on bytes that are no block.
class BlockView {
 public:
  BlockView(std::string_view payload, Axis axis, std::uint32_t id);

  /// Rows from `begin` until before `end`.
  struct Rows {
    std::size_t begin;
    std::size_t end;
  };

  [[nodiscard]] std::size_t size() const { return count_; }
  /// Of an actor's block, whose rows are in the order of their bodies: those of one body.
  [[nodiscard]] Rows rows_of(BodyId body) const;
  [[nodiscard]] RoleId role(std::size_t row) const { return {load<std::uint16_t>(kRoleAt, row)}; }
  [[nodiscard]] std::uint32_t other(std::size_t row) const { return load<std::uint32_t>(kOtherAt, row); }  // the actor, or the body
  [[nodiscard]] Stance stance(std::size_t row) const { return static_cast<Stance>(flags(row) & kStanceBits); }
  /// The first and the last range of days on which it may be so, as one: no day outside of it is possible.
  [[nodiscard]] DayRange widest(std::size_t row) const { return {load<Day>(kBeginAt, row), load<Day>(kEndAt, row)}; }
  [[nodiscard]] Membership membership(std::size_t row) const;
  /// The best reading of a row, without the rest of it.
  [[nodiscard]] DayRange best(std::size_t row) const { return (flags(row) & kBestIsWidest) != 0 ? widest(row) : stored_best(row); }
  /// Calls `take(row)` for each row that may be so on some day of the window, in their order.
  template <class Take>
  void each_within(DayRange window, Take take) const {
    each_within(window, {0, count_}, take);
  }
  template <class Take>
  void each_within(DayRange window, Rows rows, Take take) const;
  /// Calls `take(other, role)` for each row that the best reading has on the day, in their order.
  template <class Take>
  void each_on(Day day, Take take) const {
    each_on(day, {0, count_}, take);
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
  friend class BlockBuilder;
  // The header, then columns of `count` cells: role u16, other u32, widest begin i32, widest end i32, flags u8, place of the rest
  // u16.
  static constexpr std::size_t kHeaderBytes = 4;
  static constexpr std::size_t kRoleAt = 0;
  static constexpr std::size_t kOtherAt = 2;
  static constexpr std::size_t kBeginAt = 6;
  static constexpr std::size_t kEndAt = 10;
  static constexpr std::size_t kFlagsAt = 14;
  static constexpr std::size_t kPlaceAt = 15;
  static constexpr std::size_t kRowBytes = 17;
  static constexpr unsigned kStanceBits = 7;
  static constexpr unsigned kBestIsWidest = 8;
  static constexpr unsigned kHowShift = 4;

  // A cell of a column; that all columns are there was checked, and hosts are little-endian (store/file_header.cpp).
  template <class T>
  [[nodiscard]] T load(std::size_t offset, std::size_t row) const {
    T value;
    std::memcpy(&value, payload_.data() + kHeaderBytes + offset * count_ + sizeof(T) * row, sizeof(T));
    return value;
  }
  [[nodiscard]] unsigned flags(std::size_t row) const { return load<std::uint8_t>(kFlagsAt, row); }
  [[nodiscard]] std::string_view rest(std::size_t row) const;
  [[nodiscard]] DayRange stored_best(std::size_t row) const;

  std::string_view payload_;
  Axis axis_;
  std::uint32_t id_;
  std::size_t count_ = 0;
  std::size_t suspension_count_ = 0;
};

// First which rows, without a branch and several at once, then what is done with them: which rows those are no CPU can guess.
template <class Take>
void BlockView::each_within(DayRange window, Rows rows, Take take) const {
  constexpr std::size_t kPart = 64;
  constexpr std::size_t kTogether = sizeof(std::uint64_t);
  for (std::size_t begin = rows.begin; begin < rows.end; begin += kPart) {
    std::array<std::uint8_t, kPart> holds{};
    const std::size_t size = std::min(kPart, rows.end - begin);
    for (std::size_t i = 0; i < size; ++i) {
      const DayRange days = widest(begin + i);
      holds[i] = static_cast<std::uint8_t>(static_cast<unsigned>(days.begin < window.end) &
                                           static_cast<unsigned>(window.begin < days.end));
    }
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
