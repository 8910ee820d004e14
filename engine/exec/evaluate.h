// Evaluates an expression for a row. Logic has two values; arithmetic with missing is missing (rule 23).
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/bind/query.h"
#include "engine/exec/machine.h"
#include "engine/value/batch.h"

namespace entente::exec {

/// The days that a date value stands for: one day, or all days of a coarse literal; none for missing. Bounds by their best
/// reading (rule 18).
[[nodiscard]] std::optional<DayRange> days_of(const Pool& pool, const Type& type, Datum value);
/// What a value prints as in texts: `||`, `like`, length.
[[nodiscard]] std::string text_of(Machine& machine, const Type& type, Datum value);
/// Brings a value of one type into a column of another: mixed numbers to decimals, mixed dates to days.
[[nodiscard]] Datum converted(Machine& machine, const Type& from, const Type& to, Datum value);

/// A number as a decimal; a decimal as a value, missing where it is none that can be told.
[[nodiscard]] double as_double(const Type& type, Datum value);
[[nodiscard]] Datum decimal(double value);
/// The sum of two numbers of that type. Throws Failed, at `place`, where a whole number grows too large.
[[nodiscard]] Datum plus(const Type& type, Datum a, Datum b, std::optional<Span> place);

class Evaluator {
 public:
  /// Of the stages of that query; it must outlive the evaluator.
  Evaluator(Machine& machine, const bind::Query& query)
      : machine_(machine), query_(query), context_(query.context), sureness_(query.context.sureness) {}

  [[nodiscard]] Datum value(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] bool holds(const bind::Expr& expr, const Batch& batch, std::size_t row) { return value(expr, batch, row) == 1; }
  /// Did what was last evaluated rest on a `not ROLE of BODY` that no source covers? Asking clears it.
  [[nodiscard]] bool rested_on_uncovered_absence() { return std::exchange(uncovered_, false); }

 private:
  struct QueryValues {
    std::unordered_set<Datum> cells;
    std::unordered_set<std::string> texts;
  };
  [[nodiscard]] Datum logic(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] bool compare(bind::Expr::Op op, const bind::Expr& left, Datum a, const bind::Expr& right, Datum b);
  [[nodiscard]] bool in_list(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] bool in_query(const bind::Expr& expr, Datum needle);
  [[nodiscard]] const QueryValues& values_of(const bind::Expr& expr);
  [[nodiscard]] Datum arithmetic(const bind::Expr& expr, Datum a, Datum b);
  [[nodiscard]] Datum call(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] Datum running_sum(const bind::Expr& expr, Datum datum);
  [[nodiscard]] Datum date_part(const bind::Expr& expr, Datum datum);
  [[nodiscard]] Datum code(const bind::Expr& expr, Datum datum);
  [[nodiscard]] Datum asked_of_actor(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] Datum size(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] bool holds_role(const std::vector<claims::Membership>& memberships, const bind::Expr& expr,
                                const bind::When& when) const;
  [[nodiscard]] bool absent(const bind::Expr& expr, const bind::When& when);
  [[nodiscard]] std::optional<bind::When> when_of(const bind::Expr& expr, const Batch& batch, std::size_t row);

  void enter_step(const Batch& batch, std::size_t row);

  Machine& machine_;
  const bind::Query& query_;
  const bind::Context& context_;
  bind::Sureness sureness_;  // turned round under `not` (rule 20)
  bool negated_ = false;     // under an odd number of `not`
  bool uncovered_ = false;
  std::map<std::pair<const bind::Expr*, const bind::Step*>, QueryValues> query_values_;
  std::unordered_map<const bind::Expr*, Datum> running_sums_;
};

}  // namespace entente::exec
