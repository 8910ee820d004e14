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

[[noreturn]] void fail_overflow(std::optional<Span> place) {
  throw Failed{{"X01", "a number grew too large", place, {}, "whole numbers go up to 9223372036854775807"}};
}

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

const SpanList& days_of(const claims::Membership& m, bind::Sureness sureness, SpanList& best) {
  if (sureness == bind::Sureness::kBest) {
    best = SpanList{m.best};
    return best;
  }
  return sureness == bind::Sureness::kCertainly ? m.certain : m.possible;
}

}  // namespace

double as_double(const Type& type, Datum value) {
  return type.is(TypeKind::kDecimal) ? std::bit_cast<double>(value) : static_cast<double>(value);
}

Datum decimal(double value) {
  if (value == 0) {
    return std::bit_cast<Datum>(0.0);  // the bits of -0.0 are those of missing
  }
  return std::isfinite(value) ? std::bit_cast<Datum>(value) : kAbsent;
}

Datum plus(const Type& type, Datum a, Datum b, std::optional<Span> place) {
  if (a == kAbsent || b == kAbsent) {
    return kAbsent;
  }
  if (type.is(TypeKind::kDecimal)) {
    return decimal(std::bit_cast<double>(a) + std::bit_cast<double>(b));
  }
  Datum out = 0;
  if (__builtin_add_overflow(a, b, &out) || out == kAbsent) {
    fail_overflow(place);
  }
  return out;
}

std::optional<DayRange> days_of(const Pool& pool, const Type& type, Datum value) {
  if (value == kAbsent) {
    return std::nullopt;
  }
  switch (type.kind) {
    case TypeKind::kDay:
      return DayRange{static_cast<Day>(value), static_cast<Day>(value) + 1};
    case TypeKind::kDateRange:
      return pool.range_of(value);
    case TypeKind::kPeriod:
      return pool.period_of(value).days;
    case TypeKind::kBegan:
    case TypeKind::kEnded: {
      const Day best = pool.bound_of(value).best;
      if (best == kBeforeAll || best == kAfterAll) {
        return std::nullopt;
      }
      return DayRange{best, best + 1};
    }
    default:
      return std::nullopt;
  }
}

std::string text_of(Machine& machine, const Type& type, Datum value) {
  if (value == kAbsent) {
    return "";
  }
  const auto& catalog = machine.catalog();
  const auto id = static_cast<std::uint32_t>(value);
  switch (type.kind) {
    case TypeKind::kText:
      return machine.pool().text_of(value);
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kName:
      return catalog.entity(EntityId{id})->key;
    case TypeKind::kEntityName:
      return catalog.entity(EntityId{id})->name;
    case TypeKind::kRole:
      return catalog.role(RoleId{id})->singular;
    case TypeKind::kSource:
      return catalog.source(SourceId{id})->key;
    case TypeKind::kWord:
      return std::string(type.words[static_cast<std::size_t>(value)]);
    case TypeKind::kInteger:
    case TypeKind::kDayCount:
      return std::to_string(value);
    case TypeKind::kTruth:
      return value != 0 ? "true" : "false";
    case TypeKind::kDecimal:
      return decimal_text(std::bit_cast<double>(value));
    case TypeKind::kDay:
      return to_text(static_cast<Day>(value));
    case TypeKind::kDateRange: {
      const DayRange days = machine.pool().range_of(value);
      return to_text(days.begin, days.end - days.begin > 31 ? Precision::kYear : Precision::kMonth);
    }
    case TypeKind::kPeriod:
      return machine.pool().period_of(value).label;
    case TypeKind::kBegan:
    case TypeKind::kEnded:
      return to_text(machine.pool().bound_of(value).bound);
    case TypeKind::kList: {
      std::string out;
      for (const Datum item : machine.pool().list_of(value)) {
        out += (out.empty() ? "" : "; ") + text_of(machine, {type.element, type.words, {}}, item);
      }
      return out;
    }
    case TypeKind::kMissing:
      break;
  }
  return "";
}

Datum converted(Machine& machine, const Type& from, const Type& to, Datum value) {
  if (value == kAbsent || from.kind == to.kind) {
    return value;
  }
  if (to.is(TypeKind::kDecimal) && from.is_number()) {
    return decimal(as_double(from, value));
  }
  if (to.is(TypeKind::kDay) && from.is_date()) {
    const auto days = days_of(machine.pool(), from, value);
    return days ? days->begin : kAbsent;
  }
  if (to.is(TypeKind::kText)) {
    return machine.pool().text(text_of(machine, from, value));
  }
  return value;
}

Datum Evaluator::value(const Expr& expr, const Batch& batch, std::size_t row) {
  const auto arg = [&](std::size_t i) { return value(expr.args[i], batch, row); };
  switch (expr.op) {
    case Op::kConstant:
      return expr.cell;
    case Op::kColumn:
      return batch.columns[expr.column][row];
    case Op::kOr:
    case Op::kAnd:
    case Op::kNot:
    case Op::kIsMissing:
      return logic(expr, batch, row);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      return compare(expr.op, expr.args[0], arg(0), expr.args[1], arg(1)) ? 1 : 0;
    case Op::kInList:
      return in_list(expr, batch, row) ? 1 : 0;
    case Op::kInQuery:
      enter_step(batch, row);
      return in_query(expr, arg(0)) ? 1 : 0;
    case Op::kLike: {
      const Datum text = arg(0);
      const Datum pattern = arg(1);
      return text != kAbsent && pattern != kAbsent &&
             like(text_of(machine_, expr.args[0].type, text), machine_.pool().text_of(pattern));
    }
    case Op::kConcat: {
      std::string out;
      for (const auto& part : expr.args) {
        const Datum datum = value(part, batch, row);
        if (datum == kAbsent) {
          return kAbsent;
        }
        out += text_of(machine_, part.type, datum);
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
    case Op::kTest:
    case Op::kRoleIn:
    case Op::kBeganIn:
    case Op::kEndedIn:
      enter_step(batch, row);
      return asked_of_actor(expr, batch, row);
    case Op::kSize:
      enter_step(batch, row);
      return size(expr, batch, row);
  }
  return kAbsent;
}

// A row of a series is asked at the time, and in the view, of its own step.
void Evaluator::enter_step(const Batch& batch, std::size_t row) {
  if (query_.series && !batch.steps.empty()) {
    machine_.enter(&query_.series->steps[batch.steps[row]]);
  }
}

Datum Evaluator::logic(const Expr& expr, const Batch& batch, std::size_t row) {
  if (expr.op == Op::kIsMissing) {
    return value(expr.args[0], batch, row) == kAbsent ? 1 : 0;
  }
  if (expr.op == Op::kNot) {
    const bind::Sureness before = sureness_;
    sureness_ = turned(sureness_);
    negated_ = !negated_;
    const bool held = holds(expr.args[0], batch, row);
    negated_ = !negated_;
    sureness_ = before;
    return held ? 0 : 1;
  }
  const bool stop_at = expr.op == Op::kOr;
  for (const auto& part : expr.args) {
    if (holds(part, batch, row) == stop_at) {
      return stop_at ? 1 : 0;
    }
  }
  return stop_at ? 0 : 1;
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
  const Datum needle = value(expr.args[0], batch, row);
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    if (compare(Op::kEqual, expr.args[0], needle, expr.args[i], value(expr.args[i], batch, row))) {
      return true;
    }
  }
  return false;
}

// Asked once; under a series once for every step.
const Evaluator::QueryValues& Evaluator::values_of(const Expr& expr) {
  const auto [it, is_new] = query_values_.try_emplace({&expr, machine_.step()});
  if (is_new) {
    const Type& type = expr.query->schema()[expr.column].type;
    const Rows rows = run(machine_, *expr.query);
    for (const Datum datum : rows.batch.columns[expr.column]) {
      if (datum != kAbsent) {
        it->second.cells.insert(datum);
        it->second.texts.insert(text_of(machine_, type, datum));
      }
    }
  }
  return it->second;
}

bool Evaluator::in_query(const Expr& expr, Datum needle) {
  const QueryValues& values = values_of(expr);
  if (needle == kAbsent) {
    return false;
  }
  const Type& type = expr.query->schema()[expr.column].type;
  if (expr.args[0].type.is_entity() && type.is_entity()) {
    return values.cells.contains(needle);
  }
  return values.texts.contains(text_of(machine_, expr.args[0].type, needle));
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

Datum Evaluator::date_part(const Expr& expr, Datum datum) {
  const auto days = exec::days_of(machine_.pool(), expr.args[0].type, datum);
  if (!days) {
    return kAbsent;
  }
  const Civil civil = civil_of(days->begin);
  if (expr.name == "year") {
    return civil.year;
  }
  if (expr.name == "month") {
    return civil.month;
  }
  return expr.name == "day" ? civil.day : (civil.month + 2U) / 3U;
}

Datum Evaluator::running_sum(const Expr& expr, Datum datum) {
  const Datum start = expr.type.is(TypeKind::kDecimal) ? decimal(0) : 0;
  Datum& sum = running_sums_.try_emplace(&expr, start).first->second;
  if (datum != kAbsent) {
    sum = plus(expr.type, sum, datum, expr.place);
  }
  return sum;
}

Datum Evaluator::call(const Expr& expr, const Batch& batch, std::size_t row) {
  const std::string& name = expr.name;
  const auto arg = [&](std::size_t i) { return value(expr.args[i], batch, row); };
  if (name == "if") {
    const std::size_t chosen = holds(expr.args[0], batch, row) ? 1 : 2;
    return converted(machine_, expr.args[chosen].type, expr.type, arg(chosen));
  }
  if (name == "coalesce") {
    for (const auto& part : expr.args) {
      const Datum datum = value(part, batch, row);
      if (datum != kAbsent) {
        return converted(machine_, part.type, expr.type, datum);
      }
    }
    return kAbsent;
  }
  const Datum first = arg(0);
  if (name == "running_sum") {
    return running_sum(expr, first);
  }
  if (first == kAbsent) {
    return kAbsent;
  }
  if (name == "days" || name == "years") {
    const auto from = exec::days_of(machine_.pool(), expr.args[0].type, first);
    const auto to = exec::days_of(machine_.pool(), expr.args[1].type, arg(1));
    if (!from || !to) {
      return kAbsent;
    }
    return name == "days" ? Datum{to->begin} - from->begin : whole_years(from->begin, to->begin);
  }
  if (name == "earliest" || name == "latest") {
    return bound_side(machine_.pool(), expr.args[0].type, first, name == "earliest");
  }
  if (name == "length") {
    const Type& type = expr.args[0].type;
    return type.is(TypeKind::kList) ? static_cast<Datum>(machine_.pool().list_of(first).size())
                                    : static_cast<Datum>(character_count(text_of(machine_, type, first)));
  }
  if (name == "round") {
    const double number = as_double(expr.args[0].type, first);
    if (expr.args.size() == 1) {
      return std::abs(number) < 9e18 ? static_cast<Datum>(std::llround(number)) : kAbsent;
    }
    const double scale = std::pow(10.0, as_double(expr.args[1].type, arg(1)));
    return decimal(std::round(number * scale) / scale);
  }
  return date_part(expr, first);
}

Datum Evaluator::code(const Expr& expr, Datum datum) {
  if (datum == kAbsent) {
    return kAbsent;
  }
  const auto& entity = *machine_.catalog().entity(EntityId{static_cast<std::uint32_t>(datum)});
  const auto* code = catalog::code_of(entity, expr.name, machine_.at_step(context_.when).window);
  return code == nullptr ? kAbsent : machine_.pool().text(code->value);
}

// The time of a test: the day that `on` gives, else the query's own. None when the day is missing.
std::optional<bind::When> Evaluator::when_of(const Expr& expr, const Batch& batch, std::size_t row) {
  if (expr.args.size() < 2) {
    return machine_.at_step(context_.when);
  }
  const auto days = exec::days_of(machine_.pool(), expr.args[1].type, value(expr.args[1], batch, row));
  if (!days) {
    return std::nullopt;
  }
  return bind::When{bind::When::Kind::kOn, {days->begin, days->begin + 1}, ""};
}

Datum Evaluator::asked_of_actor(const Expr& expr, const Batch& batch, std::size_t row) {
  const Datum none = expr.op == Op::kTest ? 0 : kAbsent;
  const Datum actor = value(expr.args[0], batch, row);
  const auto when = when_of(expr, batch, row);
  if (actor == kAbsent || !when) {
    return none;
  }
  const auto& memberships = machine_.of_pair(ActorId{static_cast<std::uint32_t>(actor)}, expr.body, context_.view).memberships;
  if (expr.op == Op::kTest) {
    return holds_role(memberships, expr, *when) || !absent(expr, *when) ? 1 : 0;
  }
  const claims::Membership* chosen = nullptr;  // rule 25: the highest rank, then the latest
  SpanList best;
  for (const auto& m : memberships) {
    if (!expr.roles.takes(m.role) || !passes(*when, days_of(m, sureness_, best))) {
      continue;
    }
    const auto rank = machine_.rank_of(m.role);
    const auto chosen_rank = chosen == nullptr ? rank : machine_.rank_of(chosen->role);
    if (chosen == nullptr || rank < chosen_rank || (rank == chosen_rank && m.first_day() > chosen->first_day())) {
      chosen = &m;
    }
  }
  if (chosen == nullptr) {
    return kAbsent;
  }
  if (expr.op == Op::kRoleIn) {
    return chosen->role.value;
  }
  return expr.op == Op::kBeganIn ? began_datum(machine_.pool(), *chosen) : ended_datum(machine_.pool(), *chosen);
}

// Asked day by day, as a set is (rule 1): memberships that follow each other fill a period together.
bool Evaluator::holds_role(const std::vector<claims::Membership>& memberships, const Expr& expr, const bind::When& when) const {
  SpanList days;
  SpanList best;
  for (const auto& m : memberships) {
    if (expr.roles.takes(m.role)) {
      days = unite(days, days_of(m, sureness_, best));
    }
  }
  return passes(when, days);
}

// No membership was found. Under `not` that is an absence, and where no source covers it, `certainly` does not take it for one.
bool Evaluator::absent(const Expr& expr, const bind::When& when) {
  if (!negated_ || machine_.covered_days(expr.body, expr.roles, context_.view).covers(when.window)) {
    return true;
  }
  uncovered_ = true;
  return context_.sureness != bind::Sureness::kCertainly;
}

Datum Evaluator::size(const Expr& expr, const Batch& batch, std::size_t row) {
  const Datum body = value(expr.args[0], batch, row);
  const auto when = when_of(expr, batch, row);
  if (body == kAbsent || !when) {
    return kAbsent;
  }
  std::unordered_map<ActorId, SpanList> days;
  SpanList best;
  for (const auto& m : machine_.of_body(BodyId{static_cast<std::uint32_t>(body)}, context_.view).memberships) {
    if (expr.roles.takes(m.role)) {
      SpanList& of_actor = days[m.actor];
      of_actor = unite(of_actor, days_of(m, sureness_, best));
    }
  }
  return static_cast<Datum>(
      std::count_if(days.begin(), days.end(), [&](const auto& of_actor) { return passes(*when, of_actor.second); }));
}

}  // namespace entente::exec
