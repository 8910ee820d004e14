// Functions.
#include <cmath>

#include "engine/catalog/in_use.h"
#include "engine/catalog/name_key.h"
#include "engine/exec/evaluate.h"
#include "engine/exec/like.h"

namespace entente::exec {

using bind::Expr;
using TypeKind = Type::Kind;

Datum Evaluator::date_part(const Expr& expr, Datum datum) {
  const auto days = exec::days_of(machine_.pool(), expr.args[0].type, datum);
  return days ? part_of(days->begin, expr.name) : kAbsent;
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
  const auto arg = [&](std::size_t i) { return part(expr.args[i], batch, row); };
  if (name == "if") {
    const std::size_t chosen = part_holds(expr.args[0], batch, row) ? 1 : 2;
    return converted(machine_, expr.args[chosen].type, expr.type, arg(chosen));
  }
  if (name == "coalesce") {
    for (const auto& one : expr.args) {
      const Datum datum = part(one, batch, row);
      if (datum != kAbsent) {
        return converted(machine_, one.type, expr.type, datum);
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

}  // namespace entente::exec
