#include "engine/exec/order.h"

#include <algorithm>
#include <bit>
#include <compare>

#include "engine/catalog/name_key.h"
#include "engine/exec/evaluate.h"
#include "engine/exec/row_order.h"

namespace entente::exec {
namespace {

using TypeKind = Type::Kind;

template <class T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int compare_texts(std::string_view a, std::string_view b) {
  const int keys = three_way(catalog::name_key(a), catalog::name_key(b));
  return keys != 0 ? keys : three_way(a, b);
}

// Imprecise beginnings come by their first day, ends by their last (rule 18): the best reading.
int compare_bounds(Machine& machine, Datum a, Datum b) {
  return three_way(machine.pool().bound_of(a).best, machine.pool().bound_of(b).best);
}

int compare_lists(Machine& machine, const Type& type, Datum a, Datum b) {
  const auto& x = machine.pool().list_of(a);
  const auto& y = machine.pool().list_of(b);
  const Type element{type.element, type.words, {}};
  for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
    if (const int order = compare_cells(machine, element, x[i], y[i]); order != 0) {
      return order;
    }
  }
  return three_way(x.size(), y.size());
}

}  // namespace

bool comes_last(Machine& machine, const Type& type, Datum cell) {
  if (cell == kAbsent || !(type.is(TypeKind::kBegan) || type.is(TypeKind::kEnded))) {
    return cell == kAbsent;
  }
  const Day best = machine.pool().bound_of(cell).best;
  return best == kBeforeAll || best == kAfterAll;
}

int compare_cells(Machine& machine, const Type& type, Datum a, Datum b) {
  if (a == b) {
    return 0;
  }
  const bool a_last = comes_last(machine, type, a);
  const bool b_last = comes_last(machine, type, b);
  if (a_last || b_last) {
    return three_way(a_last, b_last);
  }
  const auto id = [](Datum cell) { return static_cast<std::uint32_t>(cell); };
  switch (type.kind) {
    case TypeKind::kText:
      return compare_texts(machine.pool().text_of(a), machine.pool().text_of(b));
    case TypeKind::kDecimal:
      return three_way(std::bit_cast<double>(a), std::bit_cast<double>(b));
    case TypeKind::kDateRange:
      return three_way(machine.pool().range_of(a).begin, machine.pool().range_of(b).begin);
    case TypeKind::kPeriod:
      return three_way(machine.pool().period_of(a).days.begin, machine.pool().period_of(b).days.begin);
    case TypeKind::kBegan:
    case TypeKind::kEnded:
      return compare_bounds(machine, a, b);
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kName:
      return three_way(machine.order_of(EntityId{id(a)}), machine.order_of(EntityId{id(b)}));
    case TypeKind::kEntityName:
      return three_way(machine.name_order_of(EntityId{id(a)}), machine.name_order_of(EntityId{id(b)}));
    case TypeKind::kRole:
      return three_way(machine.order_of(RoleId{id(a)}), machine.order_of(RoleId{id(b)}));
    case TypeKind::kSource:
      return compare_texts(text_of(machine, type, a), text_of(machine, type, b));
    case TypeKind::kList:
      return compare_lists(machine, type, a, b);
    case TypeKind::kMissing:
    case TypeKind::kInteger:
    case TypeKind::kTruth:
    case TypeKind::kDay:
    case TypeKind::kDayCount:
      break;
    case TypeKind::kWord:  // by their letters, as other texts
      return compare_texts(type.words[static_cast<std::size_t>(a)], type.words[static_cast<std::size_t>(b)]);
  }
  return three_way(a, b);
}

void sort_rows(Machine& machine, const Schema& schema, Batch& batch) {
  RowOrder order(machine, batch.rows);
  for (std::size_t c = 0; c < schema.size(); ++c) {
    order.add_key(schema[c].type, batch.columns[c]);
  }
  reorder(batch, order.sorted());
}

void reorder(Batch& batch, const std::vector<std::size_t>& order) {
  const auto reordered = [&order](auto& items) {
    if (items.empty()) {
      return;
    }
    std::decay_t<decltype(items)> sorted;
    sorted.reserve(order.size());
    for (const std::size_t row : order) {
      sorted.push_back(items[row]);
    }
    items = std::move(sorted);
  };
  for (auto& column : batch.columns) {
    reordered(column);
  }
  reordered(batch.steps);
  reordered(batch.days);
  batch.rows = order.size();
}

}  // namespace entente::exec
