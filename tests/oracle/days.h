// Days and bounds of the oracle: a window of eleven years counted from 1900-01-01, with one day of slack on each side.
// The slack stands for all that lies before and after; nothing here is shared with the engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente::oracle {

inline constexpr int kBefore = -1;            // all days before 1900-01-01
inline constexpr int kAfter = 4017;           // all days after 1910-12-31
inline constexpr int kNever = kAfter + 1;     // an exclusive end that does not come
inline constexpr int kDayCount = kNever + 1;  // days kBefore … kAfter

/// Days from `earliest` to `latest`, both included. kBefore and kAfter mean that the side is open.
struct Interval {
  int earliest = kBefore;
  int latest = kAfter;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The days that both hold, or nothing.
std::optional<Interval> common(const Interval& a, const Interval& b);

/// Day number of a calendar day within the window.
int day_of(int year, int month, int day);
/// ISO text of a day within the window.
std::string iso(int day);

/// The day on which all of a run is recorded, in the same count, though it lies far outside the window.
int today();
/// Its ISO text.
std::string today_text();

/// Reads a date as the language writes it in a record or an answer: `1904`, `1904-06~`, `before 1904`, `[..1904-10-21]`.
/// `unknown` and anything else that is no bound: nothing.
std::optional<Interval> read_bound(std::string_view text);

/// One spelling a bound: `1904-01-01..1904-12-31`, an open side empty, `-` for no bound.
std::string plain(const std::optional<Interval>& bound);

}  // namespace entente::oracle
