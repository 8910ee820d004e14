// Types of columns and expressions, and the datum: one 64-bit integer whose meaning its column's type gives.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace entente {

/// A value of a row, by the type of its column: an id, a day, a whole number, the bits of a double, 0 or 1, or an index into the
/// Pool of the query (texts, bounds, lists, date ranges).
using Datum = std::int64_t;
inline constexpr Datum kAbsent = std::numeric_limits<std::int64_t>::min();

struct Type {
  enum class Kind : std::uint8_t {
    kMissing,  // the literal `missing`: fits every type
    kText,     // index into Pool texts
    kInteger,
    kDecimal,     // bits of a double
    kTruth,       // 0 or 1
    kDay,         // a Day
    kDateRange,   // a date literal coarser than a day: index into Pool ranges
    kPeriod,      // a step of a series: index into Pool periods
    kBegan,       // a beginning: index into Pool bounds
    kEnded,       // an end, exclusive: index into Pool bounds
    kDayCount,    // a whole number of days
    kActor,       // EntityId
    kBody,        // EntityId
    kRole,        // RoleId
    kSource,      // SourceId
    kWord,        // index into `words`
    kList,        // index into Pool lists; elements of kind `element`
    kName,        // a literal name: EntityId, of no side yet
    kEntityName,  // EntityId that shows its name, not its key
  };
  Kind kind = Kind::kMissing;
  std::span<const std::string_view> words = {};  // of kWord
  Kind element = Kind::kMissing;                 // of kList

  [[nodiscard]] bool is(Kind k) const { return kind == k; }
  [[nodiscard]] bool is_entity() const {
    return kind == Kind::kActor || kind == Kind::kBody || kind == Kind::kName || kind == Kind::kEntityName;
  }
  [[nodiscard]] bool is_date() const {
    return kind == Kind::kDay || kind == Kind::kDateRange || kind == Kind::kPeriod || kind == Kind::kBegan || kind == Kind::kEnded;
  }
  [[nodiscard]] bool is_number() const { return kind == Kind::kInteger || kind == Kind::kDecimal || kind == Kind::kDayCount; }
};

/// The type as docs/language.md calls it: actor, name, date, days, …
[[nodiscard]] std::string_view type_word(const Type& type);
/// What a reader calls it, in messages: "text", "a date", …
[[nodiscard]] std::string_view describe(const Type& type);

}  // namespace entente
