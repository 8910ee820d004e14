// Days of the proleptic Gregorian calendar, years 1 to 9999, and dates of three precisions. No clock but today_utc.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace entente {

/// Days since 1970-01-01, proleptic Gregorian.
using Day = std::int32_t;

inline constexpr Day kDayMin = -719162;                                      // 0001-01-01
inline constexpr Day kDayMax = 2932896;                                      // 9999-12-31
inline constexpr Day kBeforeAll = std::numeric_limits<std::int32_t>::min();  // open towards the past
inline constexpr Day kAfterAll = std::numeric_limits<std::int32_t>::max();   // open towards the future

struct Civil {
  std::int32_t year = 0;
  unsigned month = 0;  // 1 to 12
  unsigned day = 0;    // 1 to 31
  friend bool operator==(const Civil&, const Civil&) = default;
};

/// The day of a calendar date; none when there is no such date or its year is not in 1 to 9999.
[[nodiscard]] std::optional<Day> day_of(Civil civil);
/// `day` is in [kDayMin, kDayMax].
[[nodiscard]] Civil civil_of(Day day);
/// Days of that month of that year; 0 when there is no such month.
[[nodiscard]] unsigned days_in_month(std::int32_t year, unsigned month);

/// A half-open range of days [begin, end); ends may be kBeforeAll and kAfterAll.
struct DayRange {
  Day begin = kBeforeAll;
  Day end = kAfterAll;

  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] bool contains(Day day) const { return begin <= day && day < end; }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

enum class Precision : std::uint8_t { kDay = 0, kMonth = 1, kYear = 2 };  // stored: never renumber

/// All days of a year, a month or a day. `month` and `day` are 0 where not stated. None when there is no such date.
[[nodiscard]] std::optional<DayRange> days_of(std::int32_t year, unsigned month, unsigned day);

/// `2014-10-20`; kBeforeAll and kAfterAll print as `..`.
[[nodiscard]] std::string to_text(Day day);
/// The unit of that precision that begins on (or holds) `day`: `2014`, `2014-10`, `2014-10-20`.
[[nodiscard]] std::string to_text(Day day, Precision precision);

/// The UTC date of a time in seconds since 1970-01-01T00:00:00Z.
[[nodiscard]] Day day_of_utc(std::int64_t seconds);
/// Today's date in UTC.
[[nodiscard]] Day today_utc();

}  // namespace entente
