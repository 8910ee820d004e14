// A set of days as sorted, disjoint, non-touching half-open ranges. The algebra that "day by day" asks for.
#pragma once

#include <initializer_list>
#include <vector>

#include "engine/value/date.h"

namespace entente {

class SpanList {
 public:
  SpanList() = default;
  SpanList(DayRange range) { add(range); }  // NOLINT: implicit, a range is a set of days

  /// Unites with `range`; amortised O(1) when ranges come in ascending order. An empty range changes nothing.
  void add(DayRange range);
  [[nodiscard]] const std::vector<DayRange>& ranges() const { return ranges_; }
  [[nodiscard]] bool empty() const { return ranges_.empty(); }
  [[nodiscard]] bool contains(Day day) const;
  /// Holds every day of `range`. True for an empty range.
  [[nodiscard]] bool covers(DayRange range) const;
  /// Holds some day of `range`.
  [[nodiscard]] bool touches(DayRange range) const;
  friend bool operator==(const SpanList&, const SpanList&) = default;

 private:
  std::vector<DayRange> ranges_;
};

[[nodiscard]] SpanList unite(const SpanList& a, const SpanList& b);
[[nodiscard]] SpanList intersect(const SpanList& a, const SpanList& b);
[[nodiscard]] SpanList subtract(const SpanList& a, const SpanList& b);

}  // namespace entente
