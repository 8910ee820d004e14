#include "engine/exec/match.h"

#include <algorithm>
#include <bit>

#include "engine/exec/evaluate.h"

namespace entente::exec {
namespace {

using TypeKind = Type::Kind;

bool shares_a_day(DayRange a, DayRange b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

Matcher::As Matcher::as_of(const Type& left, const Type& right) {
  const auto has = [&](TypeKind kind) { return left.is(kind) || right.is(kind); };
  if (left.is_date() && right.is_date()) {
    return has(TypeKind::kPeriod) || has(TypeKind::kDateRange) ? As::kRange : As::kDay;
  }
  if (left.is_number() && right.is_number()) {
    return has(TypeKind::kDecimal) ? As::kDecimal : As::kIs;
  }
  const bool texts = left.is(TypeKind::kText) != right.is(TypeKind::kText);
  return texts || left.is(TypeKind::kWord) ? As::kText : As::kIs;
}

// What stands for a value in a key; missing for what is equal to nothing.
Datum Matcher::code(const Column& column, const Type& type, Datum value) const {
  if (value == kAbsent) {
    return kAbsent;
  }
  switch (column.as) {
    case As::kIs:
      return value;
    case As::kDecimal:
      return decimal(as_double(type, value));
    case As::kText:
      return machine_.pool().text(text_of(machine_, type, value));
    case As::kDay: {
      const auto days = days_of(machine_.pool(), type, value);
      return days ? days->begin : kAbsent;
    }
    case As::kRange:
      break;
  }
  const auto days = days_of(machine_.pool(), type, value);
  return days ? machine_.pool().range(*days) : kAbsent;
}

void Matcher::take_ranges(Column& column, const Batch& right) {
  for (const Datum value : right.columns[column.right]) {
    if (const Datum at = code(column, column.right_type, value); at != kAbsent) {
      column.ranges.emplace_back(machine_.pool().range_of(at), at);
    }
  }
  auto& ranges = column.ranges;
  const auto key = [](const auto& r) { return std::tuple(r.first.begin, r.first.end, r.second); };
  std::sort(ranges.begin(), ranges.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
  for (const auto& [days, unused] : ranges) {
    column.longest = std::max(column.longest, days.end - days.begin);
  }
}

Matcher::Matcher(Machine& machine, const Sides& sides, const Batch& right) : machine_(machine) {
  for (std::size_t i = 0; i < sides.left_on.size(); ++i) {
    Column column;
    column.left = sides.left_on[i];
    column.right = sides.right_on[i];
    column.left_type = sides.left[column.left].type;
    column.right_type = sides.right[column.right].type;
    column.as = as_of(column.left_type, column.right_type);
    if (column.as == As::kRange) {
      take_ranges(column, right);
    }
    columns_.push_back(std::move(column));
  }
  wanted_.resize(columns_.size());
  for (std::size_t row = 0; row < right.rows; ++row) {
    machine_.breathe();
    Key key;
    for (const auto& column : columns_) {
      key.push_back(code(column, column.right_type, right.columns[column.right][row]));
    }
    if (std::find(key.begin(), key.end(), kAbsent) == key.end()) {
      const auto [number, is_new] = keys_.add(key);
      if (is_new) {
        rows_.emplace_back();
      }
      rows_[number].push_back(row);
    }
  }
}

// Those of the right side that share a day with it: all begin within the length of the longest before its end.
const std::vector<Datum>& Matcher::codes_of(Column& column, Datum value) {
  const auto [it, is_new] = column.found.try_emplace(value);
  const auto days = days_of(machine_.pool(), column.left_type, value);
  if (!is_new || !days) {
    return it->second;
  }
  const auto from = std::lower_bound(column.ranges.begin(), column.ranges.end(), std::int64_t{days->begin} - column.longest,
                                     [](const auto& range, std::int64_t day) { return range.first.begin < day; });
  for (auto at = from; at != column.ranges.end() && at->first.begin < days->end; ++at) {
    if (shares_a_day(at->first, *days)) {
      it->second.push_back(at->second);
    }
  }
  return it->second;
}

void Matcher::find(std::size_t column, Key& key) {
  if (column == columns_.size()) {
    if (const auto number = keys_.find(key)) {
      out_.insert(out_.end(), rows_[*number].begin(), rows_[*number].end());
    }
    return;
  }
  for (const Datum code : wanted_[column]) {
    key.push_back(code);
    find(column + 1, key);
    key.pop_back();
  }
}

const std::vector<std::size_t>& Matcher::matches(const Batch& left, std::size_t row) {
  out_.clear();
  bool ranged = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    const Datum value = left.columns[column.left][row];
    wanted_[i].clear();
    if (column.as == As::kRange) {
      ranged = true;
      wanted_[i] = codes_of(column, value);
    } else if (const Datum at = code(column, column.left_type, value); at != kAbsent) {
      wanted_[i].push_back(at);
    }
  }
  Key key;
  find(0, key);
  if (ranged) {
    std::sort(out_.begin(), out_.end());
  }
  return out_;
}

}  // namespace entente::exec
