// The closed words of the language's answers: stances, kinds, statuses. Each enum value is its stored and its printed form.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

enum class Stance : std::uint8_t { kFact = 0, kPlanned = 1, kProposed = 2, kAlleged = 3, kDenied = 4 };  // stored: never renumber
enum class Kind : std::uint8_t {
  kState = 0,
  kTerritory = 1,
  kOrganisation = 2,
  kAgreement = 3,
  kGroup = 4
};  // stored: never renumber
enum class How : std::uint8_t {
  kUnknown = 0,
  kWithdrawal = 1,
  kExpulsion = 2,
  kDissolution = 3,
  kSuccession = 4
};  // stored: never renumber
enum class Status : std::uint8_t { kActive = 0, kSuspended = 1, kSuspendedInPart = 2 };
enum class Certainty : std::uint8_t { kCertain = 0, kInferred = 1, kPossible = 2 };
enum class AnswerWord : std::uint8_t { kYes = 0, kNo = 1, kPossible = 2, kNotCovered = 3 };
/// Why two claims cannot both hold (rule 16), in the order in which the reasons are named.
enum class ConflictWhy : std::uint8_t {
  kBeginnings = 0,
  kEnds = 1,
  kOutsideSpan = 2,
  kRankedRoles = 3,
  kDenial = 4,
  kOutsideLife = 5
};
/// What an entry of a history records.
enum class Entry : std::uint8_t { kDefinition = 0, kCoverage = 1, kClaim = 2, kRetraction = 3, kEvent = 4, kProvision = 5 };

inline constexpr std::array<std::string_view, 5> kStanceWords = {"fact", "planned", "proposed", "alleged", "denied"};
inline constexpr std::array<std::string_view, 5> kKindWords = {"state", "territory", "organisation", "agreement", "group"};
inline constexpr std::array<std::string_view, 5> kHowWords = {"unknown", "withdrawal", "expulsion", "dissolution", "succession"};
inline constexpr std::array<std::string_view, 3> kStatusWords = {"active", "suspended", "suspended in part"};
inline constexpr std::array<std::string_view, 3> kCertaintyWords = {"certain", "inferred", "possible"};

inline constexpr std::array<std::string_view, 3> kCameTrueWords = {"no", "unknown", "yes"};
inline constexpr std::array<std::string_view, 5> kChangeWords = {"joined", "left", "changed role", "suspended", "resumed"};
inline constexpr std::array<std::string_view, 7> kChangeHowWords = {"unknown",    "withdrawal", "expulsion", "dissolution",
                                                                    "succession", "founding",   "accession"};
inline constexpr std::array<std::string_view, 3> kOutcomeWords = {"moved", "waiting", "dropped"};
inline constexpr std::array<std::string_view, 4> kAnswerWords = {"yes", "no", "possible", "not covered"};
inline constexpr std::array<std::string_view, 6> kConflictWords = {"beginnings differ", "ends differ",     "outside the span",
                                                                   "two ranked roles",  "fact and denial", "outside the life"};
inline constexpr std::array<std::string_view, 6> kEntryWords = {"definition", "coverage", "claim",
                                                                "retraction", "event",    "provision"};

inline std::string_view to_text(Stance s) { return kStanceWords[static_cast<std::size_t>(s)]; }
inline std::string_view to_text(Kind k) { return kKindWords[static_cast<std::size_t>(k)]; }
inline std::string_view to_text(How h) { return kHowWords[static_cast<std::size_t>(h)]; }

}  // namespace entente
