// Where the values of a query live that do not fit a cell. Interned: equal values have equal indices. One query, one thread.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/value/bound.h"
#include "engine/value/type.h"

namespace entente {

/// A bound of a membership or of a life, with the day that the best reading takes.
struct DatedBound {
  Bound bound;
  Day best = 0;  // kBeforeAll, kAfterAll where no day is known
  friend bool operator==(const DatedBound&, const DatedBound&) = default;
};

/// A step of a series: all days of its calendar unit, and how it prints.
struct Period {
  DayRange days;
  std::string label;
};

class Pool {
 public:
  [[nodiscard]] Datum text(std::string_view text);
  [[nodiscard]] Datum bound(const DatedBound& bound);
  [[nodiscard]] Datum range(DayRange range);
  [[nodiscard]] Datum period(const Period& period);
  [[nodiscard]] Datum list(const std::vector<Datum>& cells);
  /// The same without looking whether there is an equal one: where nobody compares cells.
  [[nodiscard]] Datum add(const DatedBound& bound) {
    bounds_.push_back(bound);
    return static_cast<Datum>(bounds_.size()) - 1;
  }
  [[nodiscard]] Datum add(std::vector<Datum> list) {
    lists_.push_back(std::move(list));
    return static_cast<Datum>(lists_.size()) - 1;
  }
  /// Lets go of all bounds and lists.
  void clear();

  [[nodiscard]] std::size_t text_count() const { return texts_.size(); }
  /// Lets go of all texts but the first `count`: no cell may name one of them any more.
  void forget_texts(std::size_t count);

  /// The references live as long as the Pool, those of texts until they are forgotten.
  [[nodiscard]] const std::string& text_of(Datum cell) const { return texts_[static_cast<std::size_t>(cell)]; }
  [[nodiscard]] const DatedBound& bound_of(Datum cell) const { return bounds_[static_cast<std::size_t>(cell)]; }
  [[nodiscard]] DayRange range_of(Datum cell) const { return ranges_[static_cast<std::size_t>(cell)]; }
  [[nodiscard]] const Period& period_of(Datum cell) const { return periods_[static_cast<std::size_t>(cell)]; }
  [[nodiscard]] const std::vector<Datum>& list_of(Datum cell) const { return lists_[static_cast<std::size_t>(cell)]; }

 private:
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, Datum> text_index_;
  std::deque<DatedBound> bounds_;
  std::map<std::vector<std::int64_t>, Datum> bound_index_;
  std::vector<DayRange> ranges_;
  std::map<std::pair<Day, Day>, Datum> range_index_;
  std::deque<Period> periods_;
  std::map<std::pair<Day, std::string>, Datum> period_index_;
  std::deque<std::vector<Datum>> lists_;
  std::map<std::vector<Datum>, Datum> list_index_;
};

}  // namespace entente
