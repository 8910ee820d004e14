#include "engine/exec/row_order.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/exec/order.h"

namespace entente::exec {
namespace {

using TypeKind = Type::Kind;

constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
constexpr std::uint64_t kLast = UINT64_MAX;

// No whole number but kAbsent is so small that it would wrap around.
std::uint64_t number_of(Datum value) { return (static_cast<std::uint64_t>(value) ^ kSign) - 1; }

std::uint64_t number_of_decimal(Datum value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

}  // namespace

bool RowOrder::to_numbers(Key& key) {
  const auto fill = [&](const auto& number) {
    key.numbers.reserve(rows_);
    for (const Datum cell : *key.cells) {
      const bool last = comes_last(machine_, key.type, cell);
      key.numbers.push_back(last ? kLast : key.descending ? kLast - 1 - number(cell) : number(cell));
    }
    return true;
  };
  const auto id = [](Datum cell) { return static_cast<std::uint32_t>(cell); };
  const Pool& pool = machine_.pool();
  switch (key.type.kind) {
    case TypeKind::kMissing:
    case TypeKind::kInteger:
    case TypeKind::kTruth:
    case TypeKind::kDay:
    case TypeKind::kDayCount:
      return fill(number_of);
    case TypeKind::kDecimal:
      return fill(number_of_decimal);
    case TypeKind::kDateRange:
      return fill([&](Datum cell) { return number_of(pool.range_of(cell).begin); });
    case TypeKind::kPeriod:
      return fill([&](Datum cell) { return number_of(pool.period_of(cell).days.begin); });
    case TypeKind::kBegan:
    case TypeKind::kEnded:
      return fill([&](Datum cell) { return number_of(pool.bound_of(cell).best); });
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kName:
      return fill([&](Datum cell) { return std::uint64_t{machine_.order_of(EntityId{id(cell)})}; });
    case TypeKind::kEntityName:
      return fill([&](Datum cell) { return std::uint64_t{machine_.name_order_of(EntityId{id(cell)})}; });
    case TypeKind::kRole:
      return fill([&](Datum cell) { return std::uint64_t{machine_.order_of(RoleId{id(cell)})}; });
    case TypeKind::kText:
    case TypeKind::kSource:
    case TypeKind::kWord:
    case TypeKind::kList:
      break;
  }
  return false;
}

int RowOrder::compare_values(const Key& key, Datum a, Datum b) {
  const int compared = compare_cells(machine_, key.type, a, b);
  const bool turned = key.descending && !comes_last(machine_, key.type, a) && !comes_last(machine_, key.type, b);
  return turned ? -compared : compared;
}

int RowOrder::compare(std::size_t a, std::size_t b) {
  machine_.breathe();
  for (Key& key : keys_) {
    if (key.state == State::kNew) {
      key.state = to_numbers(key) ? State::kNumbers : State::kCells;
    }
    if (key.state == State::kCells) {
      if (const int compared = compare_values(key, (*key.cells)[a], (*key.cells)[b]); compared != 0) {
        return compared;
      }
    } else if (key.numbers[a] != key.numbers[b]) {
      return key.numbers[a] < key.numbers[b] ? -1 : 1;
    }
  }
  return 0;
}

std::vector<std::size_t> RowOrder::sorted() {
  std::vector<std::size_t> order(rows_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto before = [this](std::size_t a, std::size_t b) { return compare(a, b) < 0; };
  if (!std::is_sorted(order.begin(), order.end(), before)) {
    std::stable_sort(order.begin(), order.end(), before);
  }
  return order;
}

std::vector<std::uint32_t> RowOrder::first(std::size_t count) {
  std::vector<std::uint32_t> rows(rows_);
  std::iota(rows.begin(), rows.end(), 0U);
  if (count >= rows.size()) {
    return rows;
  }
  if (count == 0) {
    return {};
  }
  const auto last = rows.begin() + static_cast<std::ptrdiff_t>(count - 1);
  std::nth_element(rows.begin(), last, rows.end(), [this](std::uint32_t a, std::uint32_t b) { return compare(a, b) < 0; });
  const std::uint32_t limit = *last;
  rows.erase(std::remove_if(last + 1, rows.end(), [&](std::uint32_t row) { return compare(row, limit) != 0; }), rows.end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace entente::exec
