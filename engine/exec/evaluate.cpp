#include "engine/exec/evaluate.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/catalog/in_use.h"
#include "engine/catalog/name_key.h"
#include "engine/exec/like.h"
#include "engine/exec/run.h"
#include "engine/exec/set_eval.h"

namespace entente::exec {
namespace {

using bind::Expr;
using Op = Expr::Op;
using TypeKind = Type::Kind;

template <class T>
bool ordered(Op op, const T& a, const T& b) {
  switch (op) {
    case Op::kEqual:
      return a == b;
    case Op::kNotEqual:
      return a != b;
    case Op::kLess:
      return a < b;
    case Op::kLessEqual:
      return a <= b;
    case Op::kGreater:
      return a > b;
    case Op::kGreaterEqual:
      return a >= b;
    default:
      return false;
  }
}

// Rule 24: `=` in the coarser date, `<` before its first day, `>` after its last.
bool dates_ordered(Op op, DayRange a, DayRange b) {
  const bool less = a.end <= b.begin;
  const bool greater = a.begin >= b.end;
  switch (op) {
    case Op::kEqual:
      return !less && !greater;
    case Op::kNotEqual:
      return less || greater;
    case Op::kLess:
      return less;
    case Op::kLessEqual:
      return !greater;
    case Op::kGreater:
      return greater;
    case Op::kGreaterEqual:
      return !less;
    default:
      return false;
  }
}

bind::Sureness turned(bind::Sureness sureness) {
  switch (sureness) {
    case bind::Sureness::kBest:
      return bind::Sureness::kBest;
    case bind::Sureness::kCertainly:
      return bind::Sureness::kPossibly;
    case bind::Sureness::kPossibly:
      return bind::Sureness::kCertainly;
  }
  return sureness;
}

}  // namespace

Datum Evaluator::value(const Expr& expr, const Batch& batch, std::size_t row) {
  as_value_ = true;
  uncovered_ = false;
  const Datum out = part(expr, batch, row);
  stats_.values_uncovered += uncovered_ ? 1U : 0U;
  return out;
}

bool Evaluator::holds(const Expr& condition, const Batch& batch, std::size_t row) {
  as_value_ = false;
  uncovered_ = false;
  if (!part_holds(condition, batch, row)) {
    return false;
  }
  if (uncovered_ && context_.sureness == bind::Sureness::kCertainly) {
    ++stats_.uncovered_left_out;
    return false;
  }
  stats_.uncovered += uncovered_ ? 1U : 0U;
  return true;
}

Datum Evaluator::part(const Expr& expr, const Batch& batch, std::size_t row) {
  switch (expr.op) {
    case Op::kConstant:
      return expr.cell;
    case Op::kColumn:
      return batch.columns[expr.column][row];
    case Op::kOr:
    case Op::kAnd:
    case Op::kNot:
      return logic(expr, batch, row);
    case Op::kTest:
    case Op::kRoleIn:
    case Op::kBeganIn:
    case Op::kEndedIn:
      enter_step(batch, row);
      return asked_of_actor(expr, batch, row);
    case Op::kInQuery:
      enter_step(batch, row);
      return in_query(expr, part(expr.args[0], batch, row)) ? 1 : 0;
    default:
      break;
  }
  const bool before = std::exchange(as_value_, true);
  const Datum out = operation(expr, batch, row);
  as_value_ = before;
  return out;
}

Datum Evaluator::operation(const Expr& expr, const Batch& batch, std::size_t row) {
  const auto arg = [&](std::size_t i) { return part(expr.args[i], batch, row); };
  switch (expr.op) {
    case Op::kIsMissing:
      return arg(0) == kAbsent ? 1 : 0;
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      return compare(expr.op, expr.args[0], arg(0), expr.args[1], arg(1)) ? 1 : 0;
    case Op::kInList:
      return in_list(expr, batch, row) ? 1 : 0;
    case Op::kLike: {
      const Datum text = arg(0);
      const Datum pattern = arg(1);
      return text != kAbsent && pattern != kAbsent &&
             like(text_of(machine_, expr.args[0].type, text), machine_.pool().text_of(pattern));
    }
    case Op::kConcat: {
      std::string out;
      for (const auto& one : expr.args) {
        const Datum datum = part(one, batch, row);
        if (datum == kAbsent) {
          return kAbsent;
        }
        out += text_of(machine_, one.type, datum);
      }
      return machine_.pool().text(out);
    }
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
      return arithmetic(expr, arg(0), arg(1));
    case Op::kNegate: {
      const Datum datum = arg(0);
      if (datum == kAbsent) {
        return kAbsent;
      }
      return expr.type.is(TypeKind::kDecimal) ? decimal(-std::bit_cast<double>(datum)) : -datum;
    }
    case Op::kCall:
      return call(expr, batch, row);
    case Op::kCode:
      return code(expr, arg(0));
    case Op::kSize:
      enter_step(batch, row);
      return size(expr, batch, row);
    default:
      return kAbsent;
  }
}

// A row of a series is asked at the time, and in the view, of its own step.
void Evaluator::enter_step(const Batch& batch, std::size_t row) {
  if (query_.series && !batch.steps.empty()) {
    machine_.enter(&query_.series->steps[batch.steps[row]]);
  }
}

Datum Evaluator::logic(const Expr& expr, const Batch& batch, std::size_t row) {
  if (expr.op == Op::kNot) {
    const bind::Sureness before = sureness_;
    sureness_ = turned(sureness_);
    negated_ = !negated_;
    const bool held = part_holds(expr.args[0], batch, row);
    negated_ = !negated_;
    sureness_ = before;
    return held ? 0 : 1;
  }
  const bool deciding = expr.op == Op::kOr;
  const bool before = std::exchange(uncovered_, false);
  bool decided = false;
  bool rests = false;
  for (const auto& arg : expr.args) {
    uncovered_ = false;
    if (part_holds(arg, batch, row) == deciding) {
      decided = true;
      if (!uncovered_) {  // whatever the others rest on
        rests = false;
        break;
      }
    }
    rests = rests || uncovered_;
  }
  uncovered_ = before || rests;
  return decided == deciding ? 1 : 0;
}

bool Evaluator::compare(Op op, const Expr& left, Datum a, const Expr& right, Datum b) {
  if (op == Op::kNotEqual) {  // != is not =
    return !compare(Op::kEqual, left, a, right, b);
  }
  if (a == kAbsent || b == kAbsent) {
    return false;
  }
  const Type& x = left.type;
  const Type& y = right.type;
  if (x.is_date() && y.is_date()) {
    const auto days_a = exec::days_of(machine_.pool(), x, a);
    const auto days_b = exec::days_of(machine_.pool(), y, b);
    return days_a && days_b && dates_ordered(op, *days_a, *days_b);
  }
  if (x.is_number() && y.is_number()) {
    if (x.is(TypeKind::kDecimal) || y.is(TypeKind::kDecimal)) {
      return ordered(op, as_double(x, a), as_double(y, b));
    }
    return ordered(op, a, b);
  }
  if (x.is_entity() && y.is_entity()) {
    if (op == Op::kEqual) {
      return a == b;
    }
    const bool names = x.is(TypeKind::kEntityName) || y.is(TypeKind::kEntityName);
    const auto place = [&](Datum id) {
      const EntityId entity{static_cast<std::uint32_t>(id)};
      return names ? machine_.name_order_of(entity) : machine_.order_of(entity);
    };
    return ordered(op, place(a), place(b));
  }
  if (x.is(TypeKind::kRole)) {
    return op == Op::kEqual ? a == b
                            : ordered(op, machine_.order_of(RoleId{static_cast<std::uint32_t>(a)}),
                                      machine_.order_of(RoleId{static_cast<std::uint32_t>(b)}));
  }
  const bool same_words = std::equal(x.words.begin(), x.words.end(), y.words.begin(), y.words.end());
  if (x.is(TypeKind::kTruth) || (x.is(TypeKind::kWord) && same_words && op == Op::kEqual)) {
    return ordered(op, a, b);
  }
  return ordered(op, text_of(machine_, x, a), text_of(machine_, y, b));
}

bool Evaluator::in_list(const Expr& expr, const Batch& batch, std::size_t row) {
  const Datum needle = part(expr.args[0], batch, row);
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    if (compare(Op::kEqual, expr.args[0], needle, expr.args[i], part(expr.args[i], batch, row))) {
      return true;
    }
  }
  return false;
}

Datum Evaluator::arithmetic(const Expr& expr, Datum a, Datum b) {
  if (a == kAbsent || b == kAbsent) {
    return kAbsent;
  }
  const Type& x = expr.args[0].type;
  const Type& y = expr.args[1].type;
  if (x.is_date()) {
    const auto days = exec::days_of(machine_.pool(), x, a);
    if (!days) {
      return kAbsent;
    }
    if (y.is_date()) {
      const auto other = exec::days_of(machine_.pool(), y, b);
      return other ? Datum{days->begin} - other->begin : kAbsent;
    }
    const double moved = static_cast<double>(days->begin) + (expr.op == Op::kAdd ? 1 : -1) * std::floor(as_double(y, b));
    if (moved < kDayMin || moved > kDayMax) {
      throw Failed{{"X02", "a date left the years 1 to 9999", expr.place, {}, "add or subtract fewer days"}};
    }
    return static_cast<Datum>(moved);
  }
  if (expr.op == Op::kDivide) {
    const double divisor = as_double(y, b);
    return divisor == 0 ? kAbsent : decimal(as_double(x, a) / divisor);
  }
  if (expr.type.is(TypeKind::kDecimal)) {
    const double p = as_double(x, a);
    const double q = as_double(y, b);
    return decimal(expr.op == Op::kAdd ? p + q : expr.op == Op::kSubtract ? p - q : p * q);
  }
  Datum out = 0;
  const bool overflow = expr.op == Op::kAdd        ? __builtin_add_overflow(a, b, &out)
                        : expr.op == Op::kSubtract ? __builtin_sub_overflow(a, b, &out)
                                                   : __builtin_mul_overflow(a, b, &out);
  if (overflow || out == kAbsent) {
    fail_overflow(expr.place);
  }
  return out;
}

}  // namespace entente::exec
