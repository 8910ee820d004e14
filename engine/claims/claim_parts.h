// Claims that wait to be recorded, as the rows that they will be, a few bytes each, parted by actor.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/claims/claim_rows.h"
#include "engine/claims/partitions.h"

namespace entente::claims {

/// A row of table claims, or of table retired. `state` is for who has it wait.
struct WaitingClaim {
  ActorId actor;
  std::array<std::int32_t, kClaimColumns> cells;
  std::uint32_t rest = 0;  // in rests of its ClaimParts, from 1; 0: none
  std::uint8_t state = 0;

  [[nodiscard]] std::int32_t& operator[](ClaimColumn column) { return cells[static_cast<std::size_t>(column)]; }
  [[nodiscard]] std::uint32_t id(ClaimColumn column) const {
    return static_cast<std::uint32_t>(cells[static_cast<std::size_t>(column)]);
  }
  [[nodiscard]] BodyId body() const { return {id(ClaimColumn::kBody)}; }
};

class ClaimParts {
 public:
  /// Under that number.
  void add(const Claim& claim, std::uint32_t number) {
    std::string rest;
    const PackedRow packed = packed_claim(claim, rest);
    WaitingClaim row{claim.actor, {}, 0, 0};
    std::copy_n(packed.cells.begin(), kClaimColumns, row.cells.begin());
    row[ClaimColumn::kClaim] = static_cast<std::int32_t>(number);
    if (!rest.empty()) {
      rest_bytes_ += sizeof(std::string) + rest.size();
      rests_.push_back(std::move(rest));
      row.rest = static_cast<std::uint32_t>(rests_.size());
    }
    parts_.add(claim.actor.value, row);
  }

  /// How much of it is no row.
  [[nodiscard]] std::size_t rest_bytes() const { return rest_bytes_; }
  [[nodiscard]] std::size_t size() const { return parts_.size(); }
  [[nodiscard]] std::vector<WaitingClaim>& operator[](std::size_t part) { return parts_[part]; }
  /// By actor, body, and as they came.
  void sort(std::size_t part) {
    sort_part<kActorsOfPart>(
        parts_[part], [](const WaitingClaim& row) { return row.actor.value; },
        [](const WaitingClaim& row) { return row.body().value; });
  }
  /// Frees the part; what it viewed lives on.
  [[nodiscard]] std::vector<WaitingClaim> take(std::size_t part) { return parts_.take(part); }

  [[nodiscard]] std::string_view rest_of(const WaitingClaim& row) const {
    return row.rest == 0 ? std::string_view() : rests_[row.rest - 1];
  }
  [[nodiscard]] PackedRow packed(const WaitingClaim& row) const {
    PackedRow out;
    std::copy(row.cells.begin(), row.cells.end(), out.cells.begin());
    out.rest = rest_of(row);
    return out;
  }

 private:
  static constexpr std::uint32_t kActorsOfPart = 64;

  Partitions<WaitingClaim, kActorsOfPart> parts_;
  std::deque<std::string> rests_;
  std::size_t rest_bytes_ = 0;
};

}  // namespace entente::claims
