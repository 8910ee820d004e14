// Dates of an answer as places on an axis of years.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace entente::shell {

/// In years, 2014.5 is the middle of 2014.
struct YearSpan {
  double first = 0;
  double last = 0;
};

/// What a date covers, as it prints: a day, a month, a year, `[2015-06-03..2015-07-10]`. None of a side: it is open there, as in
/// `[..2014-10-21]`.
struct YearRange {
  std::optional<double> first;
  std::optional<double> last;
};
[[nodiscard]] std::optional<YearRange> years_of(std::string_view date);

/// Today.
[[nodiscard]] double year_now();

/// The years of an axis of `width` columns that are worth a label, some columns apart.
[[nodiscard]] std::vector<int> ticks(YearSpan span, std::size_t width);

/// The column of `width` in which a year stands.
[[nodiscard]] std::size_t column_of(double year, YearSpan span, std::size_t width);

}  // namespace entente::shell
