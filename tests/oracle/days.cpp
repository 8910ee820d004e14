#include "tests/oracle/days.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace entente::oracle {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 1910;

// 1900 is no leap year, and no other century lies in the window.
bool is_leap(int year) { return year % 4 == 0 && year != 1900; }

int month_length(int year, int month) {
  constexpr std::array<int, 12> kLengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kLengths[static_cast<std::size_t>(month - 1)];
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Months are counted through, so that 1904-01~ reaches into 1903.
Interval months(int first, int last) {
  int end = last + 1;
  return {day_of(kFirstYear + first / 12, first % 12 + 1, 1), day_of(kFirstYear + end / 12, end % 12 + 1, 1) - 1};
}

std::optional<Interval> read_date(std::string_view text) {
  int widen = 0;
  while (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) {
    widen = text.back() == '?' ? widen : 1;
    text.remove_suffix(1);
  }
  if (text.size() < 4 || text[0] < '0' || text[0] > '9') {
    return std::nullopt;
  }
  int year = number(text.substr(0, 4));
  if (text.size() == 4) {
    return Interval{day_of(year - widen, 1, 1), day_of(year + widen, 12, 31)};
  }
  int month = number(text.substr(5, 2));
  int counted = (year - kFirstYear) * 12 + month - 1;
  if (text.size() == 7) {
    return months(counted - widen, counted + widen);
  }
  int day = day_of(year, month, number(text.substr(8, 2)));
  return Interval{std::max(day - widen, kBefore), std::min(day + widen, kAfter)};
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<Interval> common(const Interval& a, const Interval& b) {
  Interval both{std::max(a.earliest, b.earliest), std::min(a.latest, b.latest)};
  if (both.earliest > both.latest) {
    return std::nullopt;
  }
  return both;
}

int day_of(int year, int month, int day) {
  if (year < kFirstYear) {
    return kBefore;
  }
  if (year > kLastYear) {
    return kAfter;
  }
  int days = day - 1;
  for (int y = kFirstYear; y < year; ++y) {
    days += is_leap(y) ? 366 : 365;
  }
  for (int m = 1; m < month; ++m) {
    days += month_length(year, m);
  }
  return days;
}

std::string iso(int day) {
  int year = kFirstYear;
  while (day >= (is_leap(year) ? 366 : 365)) {
    day -= is_leap(year) ? 366 : 365;
    ++year;
  }
  int month = 1;
  while (day >= month_length(year, month)) {
    day -= month_length(year, month);
    ++month;
  }
  return std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day + 1);
}

int today() {
  using std::chrono::days;
  using std::chrono::sys_days;
  auto now = std::chrono::floor<days>(std::chrono::system_clock::now());
  return static_cast<int>((now - sys_days{std::chrono::year{kFirstYear} / 1 / 1}).count());
}

std::string today_text() {
  auto now = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return std::to_string(static_cast<int>(now.year())) + "-" + two_digits(static_cast<int>(static_cast<unsigned>(now.month()))) +
         "-" + two_digits(static_cast<int>(static_cast<unsigned>(now.day())));
}

std::optional<Interval> read_bound(std::string_view text) {
  if (take_prefix(text, "before ")) {
    auto date = read_date(text);
    return date ? std::optional(Interval{kBefore, date->earliest - 1}) : std::nullopt;
  }
  if (take_prefix(text, "after ")) {
    auto date = read_date(text);
    return date ? std::optional(Interval{date->latest + 1, kAfter}) : std::nullopt;
  }
  if (!take_prefix(text, "[")) {
    return read_date(text);
  }
  auto dots = text.find("..");
  auto close = text.find(']');
  if (dots == std::string_view::npos || close == std::string_view::npos) {
    return std::nullopt;
  }
  auto left = read_date(text.substr(0, dots));
  auto right = read_date(text.substr(dots + 2, close - dots - 2));
  return Interval{left ? left->earliest : kBefore, right ? right->latest : kAfter};
}

std::string plain(const std::optional<Interval>& bound) {
  if (!bound) {
    return "-";
  }
  return (bound->earliest == kBefore ? "" : iso(bound->earliest)) + ".." + (bound->latest == kAfter ? "" : iso(bound->latest));
}

}  // namespace entente::oracle
