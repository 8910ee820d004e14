// Days as all peers count them: since 1970-01-01. A spell holds from its first day until the day before its end.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace entente::bench {

using Day = std::int32_t;

inline constexpr Day kOpen = 2932896;                                                           // 9999-12-31: no end
inline constexpr int kFirstYear = 1950, kLastYear = 2020, kYears = kLastYear - kFirstYear + 1;  // of series

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

/// For a day the first year of the series, counted from kFirstYear, whose 31 December lies on or behind it; kYears behind them all.
class YearIndex {
 public:
  YearIndex() : years_(static_cast<std::size_t>(kBehind - kBefore)) {
    std::uint8_t year = 0;
    for (Day day = kBefore; day < kBehind; ++day) {
      while (year < kYears && year_end(kFirstYear + year) < day) {
        ++year;
      }
      years_[static_cast<std::size_t>(day - kBefore)] = year;
    }
  }
  [[nodiscard]] std::uint8_t operator()(Day day) const {
    return day >= kBehind ? static_cast<std::uint8_t>(kYears) : years_[static_cast<std::size_t>(day - kBefore)];
  }

 private:
  static constexpr Day kBefore = day_of(1700, 1, 1), kBehind = day_of(2100, 1, 1);
  std::vector<std::uint8_t> years_;
};

}  // namespace entente::bench
