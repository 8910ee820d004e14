// Evaluates an expression for a row. Logic has two values; arithmetic with missing is missing (rule 23).
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/bind/query.h"
#include "engine/exec/datum_ops.h"
#include "engine/exec/machine.h"
#include "engine/exec/step_sizes.h"
#include "engine/value/batch.h"

namespace entente::exec {

class Evaluator {
 public:
  /// Of the stages of that query; it must outlive the evaluator, as must the rest. What rests on an absence that no source covers
  /// (what would be unknown, were that absence) it counts for the caption.
  Evaluator(Machine& machine, const bind::Query& query, Stats& stats)
      : machine_(machine), query_(query), stats_(stats), context_(query.context), sureness_(query.context.sureness) {}

  [[nodiscard]] Datum value(const bind::Expr& expr, const Batch& batch, std::size_t row);
  /// The values of size() of a column in all rows of a batch, where they can be counted together; else false.
  [[nodiscard]] bool sizes(const bind::Expr& expr, const Batch& batch, std::vector<Datum>& out);
  /// Whether rows of which it is false are left out: under `certainly` it is false, too, where it rests on an absence that no
  /// source covers (rule 20).
  [[nodiscard]] bool holds(const bind::Expr& condition, const Batch& batch, std::size_t row);

 private:
  struct QueryValues {
    std::unordered_set<Datum> cells;
    std::unordered_set<std::string> texts;
    bool covered = true;  // that something is not among them is known
  };
  /// As a part of what is asked: of a condition, or of a value in which an absence shows (as_value_).
  [[nodiscard]] Datum part(const bind::Expr& expr, const Batch& batch, std::size_t row);
  [[nodiscard]] bool part_holds(const bind::Expr& expr, const Batch& batch, std::size_t row) { return part(expr, batch, row) == 1; }
  [[nodiscard]] Datum operation(const bind::Expr& expr, const Batch& batch, std::size_t row);
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
  // Who holds a role in a body, as the days on which a time of holding begins and ends, ascending: of each day, how many have begun
  // less how many have ended.
  struct Sizes {
    std::vector<Day> begins;
    std::vector<Day> ends;
    SpanList covered;
    [[nodiscard]] std::size_t on(Day day) const;
  };
  [[nodiscard]] Datum known_size(std::size_t count, const SpanList& covered, const bind::When& when);
  [[nodiscard]] const Sizes& sizes_of(const bind::Expr& expr, BodyId body);
  [[nodiscard]] std::unordered_map<ActorId, SpanList> days_by_actor(const bind::Expr& expr, BodyId body) const;
  [[nodiscard]] bool holds_role(const std::vector<claims::Membership>& memberships, const bind::Expr& expr,
                                const bind::When& when) const;
  [[nodiscard]] bool absent(bool covered);
  [[nodiscard]] bool covers(const bind::Expr& expr, const bind::When& when);
  [[nodiscard]] std::optional<bind::When> when_of(const bind::Expr& expr, const Batch& batch, std::size_t row);

  void enter_step(const Batch& batch, std::size_t row);

  Machine& machine_;
  const bind::Query& query_;
  Stats& stats_;
  const bind::Context& context_;
  bind::Sureness sureness_;  // turned round under `not` (rule 20)
  bool negated_ = false;     // under an odd number of `not`
  bool as_value_ = false;    // not of a condition that `and`, `or` and `not` alone hold together
  bool uncovered_ = false;
  std::map<std::pair<const bind::Expr*, const bind::Step*>, SpanList> covered_days_;
  std::map<std::pair<const bind::Expr*, const bind::Step*>, std::unordered_map<BodyId, Sizes>> sizes_;
  struct Counted {
    std::optional<StepSizes> at_steps;
    std::optional<BodyBlocks> blocks;
    std::vector<std::uint32_t> numbers;  // by body: in the table, from 1 on; 0: not counted yet
    std::uint32_t last_number = 0;
    enum class Covered : std::uint8_t { kUnasked, kNever, kSometimes };
    std::vector<Covered> is_covered;               // by body
    std::unordered_map<BodyId, SpanList> covered;  // of those of which nothing was counted
  };
  [[nodiscard]] std::uint32_t counted_at(Counted& counted, BodyId body, std::uint32_t step) const;
  [[nodiscard]] Datum size_of_none(Counted& counted, BodyId body, const bind::Expr& expr, std::uint32_t step);
  std::map<const bind::Expr*, Counted> counted_;
  std::map<std::pair<const bind::Expr*, const bind::Step*>, QueryValues> query_values_;
  std::unordered_map<const bind::Expr*, Datum> running_sums_;
};

}  // namespace entente::exec
