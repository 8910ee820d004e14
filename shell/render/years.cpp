#include "shell/render/years.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace entente::shell {
namespace {

constexpr double kDaysInYear = 366;  // near enough for a column of a screen
constexpr double kMonths = 12;
constexpr double kDaysInMonth = 31;
constexpr double kColumnsApart = 7;  // `2014` and what keeps it from the next

/// Reads `2014`, `2014-10` or `2014-10-21` at the beginning.
std::optional<YearSpan> read_date(std::string_view text) {
  std::array<int, 3> parts{0, 1, 1};
  std::size_t count = 0;
  while (count < parts.size()) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(), parts.at(count));
    if (result.ec != std::errc{})
      return std::nullopt;
    ++count;
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    if (!text.starts_with('-'))
      break;
    text.remove_prefix(1);
  }
  const double first = parts[0] + (parts[1] - 1) / kMonths + (parts[2] - 1) / kMonths / kDaysInMonth;
  if (count == 1)
    return YearSpan{first, first + 1};
  return YearSpan{first, first + (count == 2 ? 1 / kMonths : 0)};
}

}  // namespace

std::optional<YearRange> years_of(std::string_view date) {
  if (!date.starts_with('[')) {
    const auto span = read_date(date);
    return span ? std::optional(YearRange{span->first, span->last}) : std::nullopt;
  }
  date.remove_prefix(1);
  const auto dots = date.find("..");
  if (dots == std::string_view::npos)
    return std::nullopt;
  const auto first = read_date(date.substr(0, dots));
  const auto last = read_date(date.substr(dots + 2));
  if (!first && !last)
    return std::nullopt;
  return YearRange{first ? std::optional(first->first) : std::nullopt, last ? std::optional(last->last) : std::nullopt};
}

double year_now() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date{today};
  const auto new_year = std::chrono::sys_days{date.year() / std::chrono::January / 1};
  return static_cast<int>(date.year()) + static_cast<double>((today - new_year).count()) / kDaysInYear;
}

std::vector<int> ticks(YearSpan span, std::size_t width) {
  constexpr std::array<int, 11> kSteps{1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
  const double years_apart = (span.last - span.first) / std::max<double>(static_cast<double>(width), 1) * kColumnsApart;
  const auto* const step = std::find_if(kSteps.begin(), kSteps.end() - 1, [&](int years) { return years >= years_apart; });
  std::vector<int> years;
  for (int year = static_cast<int>(std::ceil(span.first / *step)) * *step; year < span.last; year += *step)
    years.push_back(year);
  return years;
}

std::size_t column_of(double year, YearSpan span, std::size_t width) {
  const double share = (year - span.first) / std::max(span.last - span.first, 1 / kDaysInYear);
  const auto column = std::floor(std::clamp(share, 0.0, 1.0) * static_cast<double>(width));
  return std::min(static_cast<std::size_t>(column), width - 1);
}

}  // namespace entente::shell
