// Derived memberships as they are stored: blocks of short columns, one row a membership, sorted, read in place.
// docs/storage.md, tables by_body and by_actor, has the bytes. Knows no table and no claim.
#pragma once

#include <cstdint>
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

/// A block, in place: a view of a payload that must outlive it. What the columns hold costs no decoding; the rest is decoded a
/// row at a time. All calls throw store::Fault (kCorrupt) on bytes that are no block.
class BlockView {
 public:
  BlockView(std::string_view payload, Axis axis, std::uint32_t id);

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] RoleId role(std::size_t row) const;
  [[nodiscard]] std::uint32_t other(std::size_t row) const;  // the actor, or the body
  [[nodiscard]] Stance stance(std::size_t row) const;
  /// The first and the last range of days on which it may be so, as one: no day outside of it is possible.
  [[nodiscard]] DayRange widest(std::size_t row) const;
  [[nodiscard]] Membership membership(std::size_t row) const;
  /// The best reading of a row, without the rest of it.
  [[nodiscard]] DayRange best(std::size_t row) const;
  /// Calls `take(other, role)` for each row that the best reading has on the day, in their order.
  template <class Take>
  void each_on(Day day, Take take) const {
    for (std::size_t row = 0; row < count_; ++row) {
      if (widest(row).contains(day) && best(row).contains(day)) {
        take(other(row), role(row));
      }
    }
  }
  [[nodiscard]] std::vector<PairSuspension> suspensions() const;

 private:
  [[nodiscard]] std::string_view column(std::size_t offset, std::size_t width, std::size_t row) const;

  std::string_view payload_;
  Axis axis_;
  std::uint32_t id_;
  std::size_t count_ = 0;
  std::size_t suspension_count_ = 0;
};

}  // namespace entente::claims
