// A bound of valid time: the interval of days on which it may lie, and how it was written. EDTF where EDTF has a notation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/date.h"

namespace entente {

/// The first day on which something is so, or the first day on which it is no longer so (language.md, section "How sure").
/// The bound lies on some day of [earliest, latest], both included; kBeforeAll and kAfterAll are open sides.
/// A bound that is not there (`no until`) is kNone: earliest = latest = kAfterAll for an end.
struct Bound {
  enum class Notation : std::uint8_t {  // stored: never renumber
    kNone = 0,                          // nothing was said; prints as missing
    kDate = 1,                          // a date of one of three precisions
    kBefore = 2,                        // before a date
    kAfter = 3,                         // after a date
    kUnknown = 4,                       // ended or not, nobody says
    kInterval = 5,                      // between: what several claims left open, prints `[a..b]`
  };
  enum class Mark : std::uint8_t { kNone = 0, kApproximate = 1, kUncertain = 2 };  // stored: never renumber

  Day earliest = kAfterAll;
  Day latest = kAfterAll;
  Notation notation = Notation::kNone;
  Precision precision = Precision::kDay;
  Mark mark = Mark::kNone;

  [[nodiscard]] bool exact() const { return earliest == latest; }
  [[nodiscard]] bool stated() const { return notation != Notation::kNone; }
  /// `~` and `?` apart, the same days and writing.
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// Some day of `range`, written with `precision`. `~` widens by one unit on both sides; `?` marks and changes nothing else.
[[nodiscard]] Bound bound_of(DayRange range, Precision precision, Bound::Mark mark);
[[nodiscard]] inline Bound exact_bound(Day day) { return {day, day, Bound::Notation::kDate, Precision::kDay, Bound::Mark::kNone}; }
/// Before the first day of `range` · after the last day of it.
[[nodiscard]] Bound bound_before(DayRange range, Precision precision, Bound::Mark mark);
[[nodiscard]] Bound bound_after(DayRange range, Precision precision, Bound::Mark mark);
[[nodiscard]] Bound bound_unknown();
[[nodiscard]] inline Bound bound_none() { return {}; }
/// Somewhere in [earliest, latest]; kDate when both are one day.
[[nodiscard]] Bound bound_between(Day earliest, Day latest);
/// What `through DATE` says as an end: the day after, an imprecise one as an interval.
[[nodiscard]] Bound day_after(const Bound& last_day);

/// As recorded: `2004`, `2004-06`, `2004~`, `2004?`, `before 2010-01-01`, `after 2010`, `unknown`, `[..2014-10-21]`; empty for
/// kNone.
[[nodiscard]] std::string to_text(const Bound& bound);

/// `2014-10-20`, the commonest of what it writes, without ado; none for all that is written otherwise, or is no day.
[[nodiscard]] std::optional<Day> exact_day_of_text(std::string_view text);

/// What `to_text` writes, read again (EDTF and the language's words; not the empty text). None where it is nothing of the kind or
/// no such date.
[[nodiscard]] std::optional<Bound> bound_of_text(std::string_view text);
/// Without the time of day that databases write behind a date: `T12:30:00Z`, which may have a blank instead of the T.
[[nodiscard]] std::string_view without_time_of_day(std::string_view text);

}  // namespace entente
