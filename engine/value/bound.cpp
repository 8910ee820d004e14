#include "engine/value/bound.h"

#include <algorithm>
#include <charconv>

#include "engine/value/sound.h"

namespace entente {
namespace {

Day clamped(std::int64_t day) { return static_cast<Day>(std::clamp<std::int64_t>(day, kDayMin, kDayMax)); }

// The unit before the one that begins on `first`, the unit after the one that ends on `last`: `~` reaches that far.
Day unit_before(Day first, Precision precision) {
  if (precision == Precision::kDay || first <= kDayMin) {
    return clamped(std::int64_t{first} - 1);
  }
  const Civil civil = civil_of(first - 1);
  return precision == Precision::kYear ? *day_of({civil.year, 1, 1}) : *day_of({civil.year, civil.month, 1});
}

Day unit_after(Day last, Precision precision) {
  if (precision == Precision::kDay || last >= kDayMax) {
    return clamped(std::int64_t{last} + 1);
  }
  const Civil civil = civil_of(last + 1);
  return precision == Precision::kYear ? *day_of({civil.year, 12, 31})
                                       : *day_of({civil.year, civil.month, days_in_month(civil.year, civil.month)});
}

std::string mark_text(Bound::Mark mark) {
  return mark == Bound::Mark::kApproximate ? "~" : mark == Bound::Mark::kUncertain ? "?" : "";
}

// The first day of the unit that holds `day`.
Day unit_begin(Day day, Precision precision) {
  const Civil civil = civil_of(day);
  return precision == Precision::kDay ? day : *day_of({civil.year, precision == Precision::kYear ? 1 : civil.month, 1});
}

// The date as it was written: `~` had widened the days by a unit on both sides, if there was room before year 1.
Day written_day(const Bound& bound) {
  if (bound.mark != Bound::Mark::kApproximate) {
    return bound.earliest;
  }
  const Day last_unit = unit_begin(bound.latest, bound.precision);
  return bound.latest == kDayMax ? last_unit : unit_before(last_unit, bound.precision);
}

std::string written(Day day, const Bound& bound) { return to_text(day, bound.precision) + mark_text(bound.mark); }

}  // namespace

Bound bound_of(DayRange range, Precision precision, Bound::Mark mark) {
  Bound out{range.begin, range.end - 1, Bound::Notation::kDate, precision, mark};
  if (mark == Bound::Mark::kApproximate) {
    out.earliest = unit_before(out.earliest, precision);
    out.latest = unit_after(out.latest, precision);
  }
  return out;
}

// `before 2010` is before all of it. Under `~` the year may be 2009 or 2011, so that the last day is that of the year written.
Bound bound_before(DayRange range, Precision precision, Bound::Mark mark) {
  const Day last = mark == Bound::Mark::kApproximate ? range.end - 1 : range.begin - 1;
  return {kBeforeAll, last, Bound::Notation::kBefore, precision, mark};
}

Bound bound_after(DayRange range, Precision precision, Bound::Mark mark) {
  const Day first = mark == Bound::Mark::kApproximate ? range.begin : range.end;
  return {first, kAfterAll, Bound::Notation::kAfter, precision, mark};
}

Bound bound_unknown() { return {kBeforeAll, kAfterAll, Bound::Notation::kUnknown, Precision::kDay, Bound::Mark::kNone}; }

Bound bound_between(Day earliest, Day latest) {
  if (earliest == latest) {
    return exact_bound(earliest);
  }
  return {earliest, latest, Bound::Notation::kInterval, Precision::kDay, Bound::Mark::kNone};
}

Bound day_after(const Bound& last_day) {
  const auto next = [](Day day) { return day == kBeforeAll || day == kAfterAll ? day : clamped(std::int64_t{day} + 1); };
  if (last_day.notation == Bound::Notation::kUnknown || last_day.notation == Bound::Notation::kNone) {
    return last_day;
  }
  return bound_between(next(last_day.earliest), next(last_day.latest));
}

std::string to_text(const Bound& bound) {
  switch (bound.notation) {
    case Bound::Notation::kNone:
      return "";
    case Bound::Notation::kDate:
      return written(written_day(bound), bound);
    case Bound::Notation::kBefore:
      return "before " + written(bound.latest + (bound.mark == Bound::Mark::kApproximate ? 0 : 1), bound);
    case Bound::Notation::kAfter:
      return "after " + written(bound.earliest - (bound.mark == Bound::Mark::kApproximate ? 0 : 1), bound);
    case Bound::Notation::kUnknown:
      return "unknown";
    case Bound::Notation::kInterval:
      return "[" + (bound.earliest == kBeforeAll ? "" : to_text(bound.earliest)) + ".." +
             (bound.latest == kAfterAll ? "" : to_text(bound.latest)) + "]";
  }
  return "";
}

std::optional<Day> exact_day_of_text(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  unsigned wrong = 0;
  const auto digit = [&](std::size_t at) {
    const unsigned value = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    wrong |= value > 9 ? 1U : 0U;
    return value;
  };
  const unsigned year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const unsigned month = digit(5) * 10 + digit(6);
  const unsigned day = digit(8) * 10 + digit(9);
  return wrong != 0 ? std::nullopt : day_of({static_cast<std::int32_t>(year), month, day});
}

namespace {

struct DateOfText {
  DayRange days;
  Precision precision = Precision::kDay;
};

// As many digits as `text` has, all of them.
std::optional<unsigned> digits(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

// `2014`, `2014-10`, `2014-10-20`.
std::optional<DateOfText> date_of_text(std::string_view text) {
  const bool has_month = text.size() == 7 || text.size() == 10;
  const bool has_day = text.size() == 10;
  if ((text.size() != 4 && !has_month) || (has_month && text[4] != '-') || (has_day && text[7] != '-')) {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = has_month ? digits(text.substr(5, 2)) : 0U;
  const auto day = has_day ? digits(text.substr(8, 2)) : 0U;
  if (!year || !month || !day || (has_month && *month == 0) || (has_day && *day == 0)) {
    return std::nullopt;
  }
  const auto days = days_of(static_cast<std::int32_t>(*year), *month, *day);
  if (!days) {
    return std::nullopt;
  }
  return DateOfText{*days, has_day ? Precision::kDay : has_month ? Precision::kMonth : Precision::kYear};
}

// `[2014-10-22..2020-01-01]`, either side open.
std::optional<Bound> interval_of_text(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    return std::nullopt;
  }
  const auto side = [](std::string_view day, Day open) -> std::optional<Day> {
    const auto date = date_of_text(day);
    return day.empty()                                  ? std::optional(open)
           : date && date->precision == Precision::kDay ? std::optional(date->days.begin)
                                                        : std::nullopt;
  };
  const auto from = side(text.substr(0, dots), kBeforeAll);
  const auto to = side(text.substr(dots + 2), kAfterAll);
  if (!from || !to || *from > *to || (*from == kBeforeAll && *to == kAfterAll)) {
    return std::nullopt;
  }
  return bound_between(*from, *to);
}

}  // namespace

std::optional<Bound> bound_of_text(std::string_view text) {
  if (const auto day = exact_day_of_text(text)) {
    return exact_bound(*day);
  }
  if (text == "unknown") {
    return bound_unknown();
  }
  if (text.starts_with('[') && text.ends_with(']')) {
    return interval_of_text(text.substr(1, text.size() - 2));
  }
  const bool before = text.starts_with("before ");
  const bool after = text.starts_with("after ");
  text.remove_prefix(before ? 7 : after ? 6 : 0);
  const auto mark = text.ends_with('~')   ? Bound::Mark::kApproximate
                    : text.ends_with('?') ? Bound::Mark::kUncertain
                                          : Bound::Mark::kNone;
  text.remove_suffix(mark == Bound::Mark::kNone ? 0 : 1);
  const auto date = date_of_text(text);
  if (!date) {
    return std::nullopt;
  }
  return before  ? bound_before(date->days, date->precision, mark)
         : after ? bound_after(date->days, date->precision, mark)
                 : bound_of(date->days, date->precision, mark);
}

bool is_sound(const Bound& bound) {
  // `after 9999` begins on the day behind the last.
  const auto is_day = [](Day day) { return day >= kDayMin - 1 && day <= kDayMax + 1; };
  const auto is_open = [](Day day) { return day == kBeforeAll || day == kAfterAll; };
  if (bound.notation > Bound::Notation::kInterval || bound.precision > Precision::kYear || bound.mark > Bound::Mark::kUncertain) {
    return false;
  }
  const bool needs_earliest = bound.notation == Bound::Notation::kAfter;
  const bool needs_latest = bound.notation == Bound::Notation::kBefore;
  const bool needs_both = bound.notation == Bound::Notation::kDate && bound.precision != Precision::kDay;
  return bound.earliest <= bound.latest &&
         (is_day(bound.earliest) || (is_open(bound.earliest) && !needs_earliest && !needs_both)) &&
         (is_day(bound.latest) || (is_open(bound.latest) && !needs_latest && !needs_both));
}

std::string_view without_time_of_day(std::string_view text) {
  constexpr std::size_t kDateBytes = 10;
  const bool has_time = text.size() >= kDateBytes + 6 && (text[kDateBytes] == 'T' || text[kDateBytes] == ' ') &&
                        text[kDateBytes + 3] == ':' &&
                        text.find_first_not_of("0123456789:.+-Z", kDateBytes + 1) == std::string_view::npos;
  return has_time ? text.substr(0, kDateBytes) : text;
}

}  // namespace entente
