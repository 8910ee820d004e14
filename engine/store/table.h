// The tables of a database file: their numbers and stored names. What their records look like is not known here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente::store {

/// Stored: the number is part of each checksum, the name of each file. Never renumber, never rename; append only.
enum class Table : std::uint8_t {
  kMeta = 0,
  kCommits = 1,
  kEntities = 2,
  kRoles = 3,
  kSources = 4,
  kClaims = 5,
  kClaimPlaces = 6,
  kPairs = 7,
  kRetired = 8,
  kEvents = 9,
  kProvisions = 10,
  kByBody = 11,
  kByActor = 12,
  kFresh = 13,
  kSuperseded = 14,
};

inline constexpr std::size_t kTableCount = 15;

inline constexpr std::array<const char*, kTableCount> kTableNames = {
    "meta",    "commits", "entities",   "roles",   "sources",  "claims", "claim_places", "pairs",
    "retired", "events",  "provisions", "by_body", "by_actor", "fresh",  "superseded"};

inline constexpr std::string_view name_of(Table table) { return kTableNames[static_cast<std::size_t>(table)]; }

}  // namespace entente::store
