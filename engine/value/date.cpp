#include "engine/value/date.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace entente {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

bool is_year(std::int32_t year) { return year >= 1 && year <= 9999; }

year_month_day calendar_date(Civil civil) {
  return std::chrono::year(civil.year) / std::chrono::month(civil.month) / std::chrono::day(civil.day);
}

}  // namespace

std::optional<Day> day_of(Civil civil) {
  constexpr unsigned kInEveryMonth = 28;
  if (!is_year(civil.year) || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
      (civil.day > kInEveryMonth && civil.day > days_in_month(civil.year, civil.month))) {
    return std::nullopt;
  }
  return static_cast<Day>(sys_days(calendar_date(civil)).time_since_epoch().count());
}

Civil civil_of(Day day) {
  const year_month_day date{sys_days(std::chrono::days(day))};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

unsigned days_in_month(std::int32_t year, unsigned month) {
  if (!is_year(year) || month < 1 || month > 12) {
    return 0;
  }
  const auto last = std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
  return static_cast<unsigned>(last.day());
}

std::optional<DayRange> days_of(std::int32_t year, unsigned month, unsigned day) {
  if (month == 0 && day == 0) {
    const auto first = day_of({year, 1, 1});
    const auto last = day_of({year, 12, 31});
    return first ? std::optional(DayRange{*first, *last + 1}) : std::nullopt;
  }
  const auto first = day_of({year, month, day == 0 ? 1 : day});
  if (!first) {
    return std::nullopt;
  }
  return DayRange{*first, *first + (day == 0 ? static_cast<Day>(days_in_month(year, month)) : 1)};
}

std::string to_text(Day day) { return to_text(day, Precision::kDay); }

std::string to_text(Day day, Precision precision) {
  if (day < kDayMin || day > kDayMax) {
    return "..";
  }
  const Civil civil = civil_of(day);
  std::array<char, 16> text{};
  switch (precision) {
    case Precision::kDay:
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", civil.year, civil.month, civil.day);
      break;
    case Precision::kMonth:
      std::snprintf(text.data(), text.size(), "%04d-%02u", civil.year, civil.month);
      break;
    case Precision::kYear:
      std::snprintf(text.data(), text.size(), "%04d", civil.year);
      break;
  }
  return text.data();
}

Day day_of_utc(std::int64_t seconds) {
  return static_cast<Day>(std::chrono::floor<std::chrono::days>(std::chrono::seconds(seconds)).count());
}

Day today_utc() {
  constexpr std::time_t kSeconds = 24 * 60 * 60;
  return static_cast<Day>(std::time(nullptr) / kSeconds);  // cheaper than a clock that tells more than seconds
}

}  // namespace entente
