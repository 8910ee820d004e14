#include "engine/exec/column_tests.h"

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/exec/datum_ops.h"

namespace entente::exec {
namespace {

using bind::Expr;
using Op = Expr::Op;
using TypeKind = Type::Kind;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Datum kLeast = kAbsent + 1;
constexpr Datum kMost = std::numeric_limits<Datum>::max();

// As it reads from the other side.
std::optional<Op> turned(Op op) {
  switch (op) {
    case Op::kEqual:
    case Op::kNotEqual:
      return op;
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return std::nullopt;
  }
}

// Values of these types compare as their cells do: any two of them, or for equality alone.
bool compares_as_cells(const Type& a, const Type& b, Op op) {
  const bool both_numbers = a.is_number() && b.is_number() && !a.is(TypeKind::kDecimal) && !b.is(TypeKind::kDecimal);
  if (both_numbers || (a.is(TypeKind::kDay) && b.is(TypeKind::kDay))) {
    return true;
  }
  const bool both_roles = a.is(TypeKind::kRole) && b.is(TypeKind::kRole);
  return (op == Op::kEqual || op == Op::kNotEqual) && ((a.is_entity() && b.is_entity()) || both_roles);
}

}  // namespace

ColumnTests::ColumnTests(const Expr& condition) {
  const bool is_and = condition.op == Op::kAnd;
  const std::size_t count = is_and ? condition.args.size() : 1;
  for (std::size_t i = 0; i < count && are_all_; ++i) {
    const auto test = test_of(is_and ? condition.args[i] : condition);
    are_all_ = test.has_value();
    if (test) {
      tests_.push_back(*test);
    }
  }
}

std::optional<ColumnTests::Test> ColumnTests::test_of(const Expr& expr) {
  if (expr.args.size() != 2 || !turned(expr.op)) {
    return std::nullopt;
  }
  const bool reads_on = expr.args[0].op == Op::kColumn;
  const Expr& column = expr.args[reads_on ? 0 : 1];
  const Expr& constant = expr.args[reads_on ? 1 : 0];
  const Op op = reads_on ? expr.op : *turned(expr.op);
  if (column.op != Op::kColumn || constant.op != Op::kConstant || constant.cell == kAbsent) {
    return std::nullopt;
  }
  Test test;
  test.column = column.column;
  test.outside = op == Op::kNotEqual;
  const bool above = op == Op::kGreater || op == Op::kGreaterEqual;
  const bool below = op == Op::kLess || op == Op::kLessEqual;
  if (column.type.is(TypeKind::kDecimal) && constant.type.is_number()) {
    const double value = as_double(constant.type, constant.cell);
    test.is_decimal = true;
    test.low_decimal = op == Op::kGreater ? std::nextafter(value, kInfinity) : below ? -kInfinity : value;
    test.high_decimal = op == Op::kLess ? std::nextafter(value, -kInfinity) : above ? kInfinity : value;
    return test;
  }
  if (!compares_as_cells(column.type, constant.type, op) || constant.cell == kMost || constant.cell == kLeast) {
    return std::nullopt;
  }
  test.low = op == Op::kGreater ? constant.cell + 1 : below ? kLeast : constant.cell;
  test.high = op == Op::kLess ? constant.cell - 1 : above ? kMost : constant.cell;
  return test;
}

// Without a branch: what comes next is written over where the row does not stay.
template <class Holds>
void ColumnTests::narrow(const std::vector<Datum>& cells, bool is_first, const Holds& holds) {
  const std::size_t count = is_first ? cells.size() : rows_.size();
  rows_.resize(count);
  std::uint32_t* const rows = rows_.data();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = is_first ? static_cast<std::uint32_t>(i) : rows[i];
    rows[kept] = row;
    kept += holds(cells[row]) ? 1U : 0U;
  }
  rows_.resize(kept);
}

std::vector<std::uint32_t>& ColumnTests::choose(const Batch& batch) {
  if (tests_.empty()) {
    rows_.resize(batch.rows);
    std::iota(rows_.begin(), rows_.end(), 0U);
  }
  for (const Test& test : tests_) {
    const auto& cells = batch.columns[test.column];
    const bool is_first = &test == tests_.data();
    if (test.is_decimal) {
      narrow(cells, is_first, [&test](Datum cell) {
        const auto value = std::bit_cast<double>(cell);
        return (cell != kAbsent && value >= test.low_decimal && value <= test.high_decimal) != test.outside;
      });
    } else {
      narrow(cells, is_first, [&test](Datum cell) { return (cell >= test.low && cell <= test.high) != test.outside; });
    }
  }
  return rows_;
}

}  // namespace entente::exec
