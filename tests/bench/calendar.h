// Days as all peers count them: since 1970-01-01. A spell holds from its first day until the day before its end.
#pragma once

#include <chrono>
#include <cstdint>

namespace entente::bench {

using Day = std::int32_t;

inline constexpr Day kOpen = 2932896;  // 9999-12-31: no end

constexpr Day day_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

constexpr Day year_end(int year) { return day_of(year, 12, 31); }

/// Writes ten letters, `2014-10-21`, and returns the place behind them.
inline char* put_date(char* to, Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const auto two = [&to](unsigned number) {
    *to++ = static_cast<char>('0' + number / 10);
    *to++ = static_cast<char>('0' + number % 10);
  };
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  two(year / 100);
  two(year % 100);
  *to++ = '-';
  two(static_cast<unsigned>(date.month()));
  *to++ = '-';
  two(static_cast<unsigned>(date.day()));
  return to;
}

/// Reads ten letters, `2014-10-21`.
inline Day read_date(const char* text) {
  const auto digit = [text](int place) { return text[place] - '0'; };
  const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  return year == 9999
             ? kOpen
             : day_of(year, static_cast<unsigned>(digit(5) * 10 + digit(6)), static_cast<unsigned>(digit(8) * 10 + digit(9)));
}

}  // namespace entente::bench
