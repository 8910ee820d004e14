// What an expression asks of the database for a row: tests, roles, beginnings and ends, sizes, `in (QUERY)`.
#include <algorithm>

#include "engine/exec/coverage.h"
#include "engine/exec/evaluate.h"
#include "engine/exec/like.h"
#include "engine/exec/run.h"
#include "engine/exec/set_eval.h"

namespace entente::exec {

using bind::Expr;
using Op = Expr::Op;

namespace {

const SpanList& days_of(const claims::Membership& m, bind::Sureness sureness, SpanList& best) {
  if (sureness == bind::Sureness::kBest) {
    best = SpanList{m.best};
    return best;
  }
  return sureness == bind::Sureness::kCertainly ? m.certain : m.possible;
}

// That something is not among the rows of a query. What a file leaves out is left out: nobody need list more than it.
bool knows_absences(Machine& machine, const bind::Query& query) {
  return query.rows == bind::Query::Rows::kFile || Coverage(machine, query).covers(nullptr);
}

}  // namespace

// Asked once; under a series once for every step.
const Evaluator::QueryValues& Evaluator::values_of(const Expr& expr) {
  const auto [it, is_new] = query_values_.try_emplace({&expr, machine_.step()});
  if (is_new) {
    const Type& type = expr.query->schema()[expr.column].type;
    const Rows rows = run(machine_, *expr.query);
    it->second.covered = knows_absences(machine_, *expr.query);
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
  const bool is_among = expr.args[0].type.is_entity() && type.is_entity()
                            ? values.cells.contains(needle)
                            : values.texts.contains(text_of(machine_, expr.args[0].type, needle));
  return is_among || !absent(values.covered);
}

// The time of a test: the day that `on` gives, else the query's own. None when the day is missing.
std::optional<bind::When> Evaluator::when_of(const Expr& expr, const Batch& batch, std::size_t row) {
  if (expr.args.size() < 2) {
    return machine_.at_step(context_.when);
  }
  const auto days = exec::days_of(machine_.pool(), expr.args[1].type, part(expr.args[1], batch, row));
  if (!days) {
    return std::nullopt;
  }
  return bind::When{bind::When::Kind::kOn, {days->begin, days->begin + 1}, ""};
}

Datum Evaluator::asked_of_actor(const Expr& expr, const Batch& batch, std::size_t row) {
  const Datum none = expr.op == Op::kTest ? 0 : kAbsent;
  const Datum actor = part(expr.args[0], batch, row);
  const auto when = when_of(expr, batch, row);
  if (actor == kAbsent || !when) {
    return none;
  }
  const auto& memberships = machine_.of_pair(ActorId{static_cast<std::uint32_t>(actor)}, expr.body, context_.view).memberships;
  if (expr.op == Op::kTest) {
    return holds_role(memberships, expr, *when) || !absent(covers(expr, *when)) ? 1 : 0;
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

// Nothing was found. Under `not`, and in a value, that is an absence; where no source covers it, `certainly not` does not take it
// for one.
bool Evaluator::absent(bool covered) {
  if (covered || !(negated_ || as_value_)) {
    return true;
  }
  uncovered_ = true;
  return !negated_ || context_.sureness != bind::Sureness::kCertainly;
}

bool Evaluator::covers(const Expr& expr, const bind::When& when) {
  if (!(negated_ || as_value_)) {
    return false;  // nobody asks
  }
  const auto [it, is_new] = covered_days_.try_emplace({&expr, machine_.step()});
  if (is_new) {
    it->second = machine_.covered_days(expr.body, expr.roles, context_.view);
  }
  return it->second.covers(when.window);
}

std::unordered_map<ActorId, SpanList> Evaluator::days_by_actor(const Expr& expr, BodyId body) const {
  std::unordered_map<ActorId, SpanList> days;
  SpanList best;
  for (const auto& m : machine_.of_body(body, context_.view).memberships) {
    if (expr.roles.takes(m.role)) {
      SpanList& of_actor = days[m.actor];
      of_actor = unite(of_actor, days_of(m, sureness_, best));
    }
  }
  return days;
}

std::size_t Evaluator::Sizes::on(Day day) const {
  const auto until = [day](const std::vector<Day>& days) { return std::upper_bound(days.begin(), days.end(), day) - days.begin(); };
  return static_cast<std::size_t>(until(begins) - until(ends));
}

// Worked out once for all rows; anew at a step that reads other claims.
const Evaluator::Sizes& Evaluator::sizes_of(const Expr& expr, BodyId body) {
  const bool by_step = context_.view.reported_by_step || context_.view.known_by_step;
  const auto [it, is_new] = sizes_[{&expr, by_step ? machine_.step() : nullptr}].try_emplace(body);
  if (is_new) {
    for (const auto& [actor, days] : days_by_actor(expr, body)) {
      for (const DayRange range : days.ranges()) {
        it->second.begins.push_back(range.begin);
        it->second.ends.push_back(range.end);
      }
    }
    std::sort(it->second.begins.begin(), it->second.begins.end());
    std::sort(it->second.ends.begin(), it->second.ends.end());
    it->second.covered = machine_.covered_days(body, expr.roles, context_.view);
  }
  return it->second;
}

Datum Evaluator::size(const Expr& expr, const Batch& batch, std::size_t row) {
  const Datum body = part(expr.args[0], batch, row);
  const auto when = when_of(expr, batch, row);
  if (body == kAbsent || !when) {
    return kAbsent;
  }
  const BodyId of{static_cast<std::uint32_t>(body)};
  const Sizes& sizes = sizes_of(expr, of);
  std::size_t count = 0;
  if (when->kind == bind::When::Kind::kOn) {
    count = sizes.on(when->window.begin);
  } else {
    const auto days = days_by_actor(expr, of);
    count = static_cast<std::size_t>(
        std::count_if(days.begin(), days.end(), [&](const auto& of_actor) { return passes(*when, of_actor.second); }));
  }
  return known_size(count, sizes.covered, *when);
}

// That it is none is known where a source says so.
Datum Evaluator::known_size(std::size_t count, const SpanList& covered, const bind::When& when) {
  if (count == 0 && !covered.covers(when.window)) {
    ++stats_.counts_unknown;
    return kAbsent;
  }
  return static_cast<Datum>(count);
}

// A body is counted for all steps when it is first asked about.
std::uint32_t Evaluator::counted_at(Counted& counted, BodyId body, std::uint32_t step) const {
  if (body.value >= counted.numbers.size()) {
    counted.numbers.resize(body.value + std::size_t{1});
  }
  auto& number = counted.numbers[body.value];
  if (number == 0) {
    machine_.breathe();
    machine_.hold(counted.at_steps->days().size() * sizeof(std::uint32_t));
    number = ++counted.last_number;
    counted.at_steps->count(*counted.blocks, body, number - std::size_t{1});
  }
  return counted.at_steps->at(number - std::size_t{1}, step);
}

// Of most bodies no source ever says who all of them are.
Datum Evaluator::size_of_none(Counted& counted, BodyId body, const Expr& expr, std::uint32_t step) {
  using IsCovered = Counted::Covered;
  if (body.value >= counted.is_covered.size()) {
    counted.is_covered.resize(body.value + std::size_t{1}, IsCovered::kUnasked);
  }
  auto& is_covered = counted.is_covered[body.value];
  if (is_covered == IsCovered::kUnasked) {
    auto days = machine_.covered_days(body, expr.roles, context_.view);
    is_covered = days.ranges().empty() ? IsCovered::kNever : IsCovered::kSometimes;
    if (is_covered == IsCovered::kSometimes) {
      counted.covered.emplace(body, std::move(days));
    }
  }
  if (is_covered == IsCovered::kNever) {  // and the day of a step is no empty window
    ++stats_.counts_unknown;
    return kAbsent;
  }
  return known_size(0, counted.covered.at(body), *query_.series->steps[step].when);
}

bool Evaluator::sizes(const Expr& expr, const Batch& batch, std::vector<Datum>& out) {
  if (expr.op != Op::kSize || expr.args.size() != 1 || expr.args[0].op != Op::kColumn || batch.steps.size() != batch.rows) {
    return false;
  }
  const auto [it, is_new] = counted_.try_emplace(&expr);
  Counted& counted = it->second;
  if (is_new) {
    counted.at_steps = StepSizes::of(query_, expr.roles);
    counted.blocks.emplace(machine_.reader());
  }
  if (!counted.at_steps) {
    return false;
  }
  const auto& bodies = batch.columns[expr.args[0].column];
  out.resize(batch.rows);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const Datum body = bodies[row];
    const std::uint32_t step = batch.steps[row];
    const std::uint32_t count = body == kAbsent ? 0U : counted_at(counted, {static_cast<std::uint32_t>(body)}, step);
    out[row] = count != 0        ? Datum{count}
               : body == kAbsent ? kAbsent
                                 : size_of_none(counted, {static_cast<std::uint32_t>(body)}, expr, step);
  }
  return true;
}

}  // namespace entente::exec
