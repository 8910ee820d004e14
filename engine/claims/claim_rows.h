// Claims as they are stored: packed rows, one a claim, those of an actor by body and number. docs/storage.md, tables claims and
// retired, has the bytes.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/claims/claim.h"
#include "engine/claims/plain.h"
#include "engine/claims/stored_rows.h"

namespace entente::claims {

enum class ClaimColumn : std::uint8_t { kBody, kClaim, kWords, kShape, kRole, kBegan, kEnded, kSource, kVia, kRecorded };
inline constexpr std::size_t kClaimColumns = 10;

/// Of the current claims, and of the retired ones.
inline constexpr RowTable kCurrentClaims{store::Table::kClaims, kClaimColumns, {0, 1}, 2};
inline constexpr RowTable kRetiredClaims{store::Table::kRetired, kClaimColumns, {0, 1}, 2};

/// The row of a claim; what does not fit into its columns is put into `rest`, which the row does not view.
[[nodiscard]] PackedRow packed_claim(const Claim& claim, std::string& rest);

/// Packs claims; the rows live as long as this.
class ClaimRows {
 public:
  void add(const Claim& claim);
  [[nodiscard]] const std::vector<PackedRow>& rows() const { return rows_; }

 private:
  std::vector<PackedRow> rows_;
  std::deque<std::string> rests_;
};

/// The claim of a row of that actor's. Throws store::Fault (kCorrupt).
[[nodiscard]] Claim claim_of(const PackedRow& row, ActorId actor);

[[nodiscard]] bool is_retired(const PackedRow& row);
/// When it was; none: it is current.
[[nodiscard]] std::optional<CommitId> retired_in(const PackedRow& row);

/// What a claim of a pair says, whatever its number and commit: the same words from the same mouth.
struct Said {
  std::array<std::int32_t, kClaimColumns> cells{};
  std::string_view rest;
  friend auto operator<=>(const Said&, const Said&) = default;
};
/// Of a row of tables claims and retired; it views what the row's rest does.
[[nodiscard]] Said said(std::span<const std::int32_t> cells, std::string_view rest);
/// Of two claims of one pair.
[[nodiscard]] bool says_the_same(const Claim& a, const Claim& b);
/// What a row of that actor's says, where it may fold to just that: a fact with exact days.
[[nodiscard]] std::optional<PlainClaim> plain_claim(const PackedRow& row, ActorId actor);

}  // namespace entente::claims
