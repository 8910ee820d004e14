#include "engine/value/pool.h"

namespace entente {

Datum Pool::text(std::string_view text) {
  const auto it = text_index_.find(text);
  if (it != text_index_.end()) {
    return it->second;
  }
  const auto cell = static_cast<Datum>(texts_.size());
  texts_.emplace_back(text);
  text_index_.emplace(texts_.back(), cell);
  return cell;
}

void Pool::forget_texts(std::size_t count) {
  while (texts_.size() > count) {
    text_index_.erase(texts_.back());
    texts_.pop_back();
  }
}

Datum Pool::bound(const DatedBound& bound) {
  const std::vector<std::int64_t> key = {bound.best,
                                         bound.bound.earliest,
                                         bound.bound.latest,
                                         static_cast<std::int64_t>(bound.bound.notation),
                                         static_cast<std::int64_t>(bound.bound.precision),
                                         static_cast<std::int64_t>(bound.bound.mark)};
  const auto [it, is_new] = bound_index_.emplace(key, static_cast<Datum>(bounds_.size()));
  if (is_new) {
    bounds_.push_back(bound);
  }
  return it->second;
}

Datum Pool::range(DayRange range) {
  const auto [it, is_new] = range_index_.emplace(std::pair(range.begin, range.end), static_cast<Datum>(ranges_.size()));
  if (is_new) {
    ranges_.push_back(range);
  }
  return it->second;
}

Datum Pool::period(const Period& period) {
  const auto [it, is_new] = period_index_.emplace(std::pair(period.days.begin, period.label), static_cast<Datum>(periods_.size()));
  if (is_new) {
    periods_.push_back(period);
  }
  return it->second;
}

void Pool::clear() {
  bounds_.clear();
  bound_index_.clear();
  lists_.clear();
  list_index_.clear();
}

Datum Pool::list(const std::vector<Datum>& cells) {
  const auto [it, is_new] = list_index_.emplace(cells, static_cast<Datum>(lists_.size()));
  if (is_new) {
    lists_.push_back(cells);
  }
  return it->second;
}

}  // namespace entente
