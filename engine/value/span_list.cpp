#include "engine/value/span_list.h"

#include <algorithm>

namespace entente {

void SpanList::add(DayRange range) {
  if (range.empty()) {
    return;
  }
  // The first range that `range` touches or overlaps, and the first behind it that it does not.
  const auto first =
      std::lower_bound(ranges_.begin(), ranges_.end(), range.begin, [](const DayRange& r, Day day) { return r.end < day; });
  auto last = first;
  while (last != ranges_.end() && last->begin <= range.end) {
    range.begin = std::min(range.begin, last->begin);
    range.end = std::max(range.end, last->end);
    ++last;
  }
  if (first == last) {
    ranges_.insert(first, range);
    return;
  }
  *first = range;
  ranges_.erase(first + 1, last);
}

bool SpanList::contains(Day day) const {
  const auto it = std::upper_bound(ranges_.begin(), ranges_.end(), day, [](Day d, const DayRange& r) { return d < r.end; });
  return it != ranges_.end() && it->begin <= day;
}

bool SpanList::covers(DayRange range) const {
  if (range.empty()) {
    return true;
  }
  const auto it = std::upper_bound(ranges_.begin(), ranges_.end(), range.begin, [](Day d, const DayRange& r) { return d < r.end; });
  return it != ranges_.end() && it->begin <= range.begin && range.end <= it->end;
}

bool SpanList::touches(DayRange range) const {
  if (range.empty()) {
    return false;
  }
  const auto it = std::upper_bound(ranges_.begin(), ranges_.end(), range.begin, [](Day d, const DayRange& r) { return d < r.end; });
  return it != ranges_.end() && it->begin < range.end;
}

SpanList unite(const SpanList& a, const SpanList& b) {
  SpanList out = a;
  for (const DayRange range : b.ranges()) {
    out.add(range);
  }
  return out;
}

SpanList intersect(const SpanList& a, const SpanList& b) {
  SpanList out;
  for (auto i = a.ranges().begin(), j = b.ranges().begin(); i != a.ranges().end() && j != b.ranges().end();) {
    out.add({std::max(i->begin, j->begin), std::min(i->end, j->end)});
    i->end < j->end ? ++i : ++j;
  }
  return out;
}

SpanList subtract(const SpanList& a, const SpanList& b) {
  SpanList out;
  auto j = b.ranges().begin();
  for (DayRange range : a.ranges()) {
    while (j != b.ranges().end() && j->end <= range.begin) {
      ++j;
    }
    for (auto cut = j; cut != b.ranges().end() && cut->begin < range.end; ++cut) {
      out.add({range.begin, cut->begin});
      range.begin = std::max(range.begin, std::min(cut->end, range.end));
    }
    out.add(range);
  }
  return out;
}

}  // namespace entente
