// The years that Q7 and Q8 range over, and their texts in languages that have them as constants.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/calendar.h"

namespace entente::bench {

struct Series {
  int first = 0, last = 0;

  [[nodiscard]] std::size_t years() const { return static_cast<std::size_t>(last - first + 1); }
  friend auto operator<=>(const Series&, const Series&) = default;
};

/// A text in which `{first}` and `{last}` stand for years, `{behind}` for the year behind them, and `{first day}` and `{last day}`
/// for the days on which their 31 December falls.
class SeriesText {
 public:
  explicit SeriesText(const char* text) : text_(text) {}

  /// The same address for the same series, by which prepared statements are found.
  const char* of(const Series& series) {
    const auto [made, is_new] = made_.try_emplace(series, text_);
    if (is_new) {
      put(made->second, "{first}", series.first);
      put(made->second, "{last}", series.last);
      put(made->second, "{behind}", series.last + 1);
      put(made->second, "{first day}", year_end(series.first));
      put(made->second, "{last day}", year_end(series.last));
    }
    return made->second.c_str();
  }

 private:
  static void put(std::string& text, const std::string& name, int number) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), std::to_string(number));
    }
  }

  const char* text_;
  std::map<Series, std::string> made_;
};

/// For a day the first year of a series, counted from 0, whose 31 December lies on or behind it; their number behind them all.
class YearIndex {
 public:
  YearIndex() = default;
  explicit YearIndex(const Series& series)
      : begin_(day_of(series.first, 1, 1)), years_(static_cast<std::uint16_t>(series.years())) {
    const Day end = year_end(series.last);
    std::uint16_t year = 0;
    for (Day day = begin_; day <= end; ++day) {
      year = day > year_end(series.first + year) ? static_cast<std::uint16_t>(year + 1) : year;
      of_day_.push_back(year);
    }
  }
  [[nodiscard]] std::uint16_t operator()(Day day) const {
    const auto place = static_cast<std::size_t>(day < begin_ ? 0 : day - begin_);
    return place < of_day_.size() ? of_day_[place] : years_;
  }

 private:
  Day begin_ = 0;
  std::uint16_t years_ = 0;
  std::vector<std::uint16_t> of_day_;
};

}  // namespace entente::bench
