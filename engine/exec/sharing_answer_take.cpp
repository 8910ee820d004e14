// Which queries are questions that a SharingAnswer answers.
#include <algorithm>
#include <utility>

#include "engine/exec/needed_columns.h"
#include "engine/exec/sharing_answer.h"

namespace entente::exec {

using bind::Expr;
using bind::Query;
using bind::SetNode;
using bind::Stage;

namespace {

// Of one that is named, with all of some kind, on a day, by what is kept.
bool asks_one_of_all(const Query& query) {
  const auto& context = query.context;
  const auto& when = context.when;
  const SetNode& others = query.other_set;
  const bool on_day = !query.series && when.kind == bind::When::Kind::kOn && !when.by_step;
  const bool is_plain = context.sureness == bind::Sureness::kBest && context.view.plain() && others.view.plain();
  const bool is_one =
      query.set.op == SetNode::Op::kListed && query.set.selector.named.size() == 1 && !query.set.when && !query.set.sureness;
  const bool is_catalogue =
      query.has_other && others.op == SetNode::Op::kExisting && !others.when && !others.sureness && !others.under;
  return query.rows == Query::Rows::kPairs && !query.ordered && query.bodies.all && on_day && is_plain && is_one && is_catalogue;
}

// Cells alone decide; nothing that was put into a pool when the query was bound.
bool is_simple(const Expr& expr) {
  switch (expr.op) {
    case Expr::Op::kConstant:
      return expr.type.is_number();
    case Expr::Op::kColumn:
      return true;
    case Expr::Op::kOr:
    case Expr::Op::kAnd:
    case Expr::Op::kNot:
    case Expr::Op::kEqual:
    case Expr::Op::kNotEqual:
    case Expr::Op::kLess:
    case Expr::Op::kLessEqual:
    case Expr::Op::kGreater:
    case Expr::Op::kGreaterEqual:
    case Expr::Op::kAdd:
    case Expr::Op::kSubtract:
    case Expr::Op::kMultiply:
    case Expr::Op::kDivide:
    case Expr::Op::kNegate:
      return std::all_of(expr.args.begin(), expr.args.end(), is_simple);
    default:
      return false;
  }
}

bool is_simple_stage(const Stage& stage) {
  switch (stage.op) {
    case Stage::Op::kFilter:
      return is_simple(stage.condition);
    case Stage::Op::kProject:
      return std::all_of(stage.exprs.begin(), stage.exprs.end(), is_simple);
    case Stage::Op::kSort:
      return std::all_of(stage.keys.begin(), stage.keys.end(), [](const bind::SortKey& key) { return is_simple(key.expr); });
    case Stage::Op::kTake:
      return stage.columns.empty();
    case Stage::Op::kSkip:
      return true;
    default:
      return false;
  }
}

bind::KindFilter kinds_of(bind::Side side) {
  return side == bind::Side::kActors ? bind::KindFilter::of({Kind::kState, Kind::kTerritory})
                                     : bind::KindFilter::of({Kind::kOrganisation, Kind::kAgreement, Kind::kGroup});
}

}  // namespace

SharingAnswer::SharingAnswer(Query query)
    : query_(std::move(query)),
      plan_(plan::make_plan(query_)),
      needed_(needed_columns(query_)),
      axis_(query_.set.side == bind::Side::kActors ? claims::Axis::kByActor : claims::Axis::kByBody),
      of_(query_.set.selector.named.front()),
      day_(query_.context.when.window.begin),
      question_(claims::question_of({}, query_.roles.any, query_.roles.ids)) {
  question_.wants_roles = question_.has_gaps;
}

std::unique_ptr<SharingAnswer> SharingAnswer::of(const Query& query) {
  if (!asks_one_of_all(query) || !std::all_of(query.stages.begin(), query.stages.end(), is_simple_stage)) {
    return nullptr;
  }
  auto out = std::unique_ptr<SharingAnswer>(new SharingAnswer(query));
  if (!out->take_tests()) {
    return nullptr;
  }
  out->take_first();
  const bool asks_sizes = out->needed_[kOnlyB] || out->needed_[kJaccard];
  if (asks_sizes && !out->first_) {
    return nullptr;
  }
  out->add_slots();
  return out->stands_for(query) ? std::move(out) : nullptr;
}

// A first stage that asks what is shared, and nothing else, and keeps no pair that shares nothing. Parts in parentheses are not
// taken, for what stands behind them is not asked by the tests.
bool SharingAnswer::take_tests() {
  const auto asks_shared = [](const Expr& part) {
    return std::all_of(part.args.begin(), part.args.end(),
                       [](const Expr& arg) { return arg.op != Expr::Op::kColumn || arg.column == kShared; });
  };
  if (query_.stages.empty() || query_.stages.front().op != Stage::Op::kFilter) {
    return false;
  }
  const Expr& condition = query_.stages.front().condition;
  tests_.emplace(condition);
  const bool is_and = condition.op == Expr::Op::kAnd;
  return tests_->are_all() &&
         (is_and ? std::all_of(condition.args.begin(), condition.args.end(), asks_shared) : asks_shared(condition)) && !passes(0);
}

void SharingAnswer::take_first() {
  const auto& stages = query_.stages;
  if (stages.size() < 3 || stages[1].op != Stage::Op::kSort || stages[2].op != Stage::Op::kTake) {
    return;
  }
  const auto& key = stages[1].keys.front();
  const bool is_known =
      key.descending && key.expr.op == Expr::Op::kColumn && (key.expr.column == kJaccard || key.expr.column == kShared);
  if (is_known) {
    first_ = First{stages[2].count, key.expr.column == kJaccard};
  }
}

void SharingAnswer::add_slots() {
  const auto& named = query_.set.selector.parameter;
  if (!named.empty()) {  // what is no actor would make them pairs of bodies
    slots_.push_back({named, Slot::Kind::kName, catalog::Place::kAny, kinds_of(query_.set.side)});
  }
  const auto& day = query_.context.when.parameter;
  if (!day.empty()) {
    slots_.push_back({day, Slot::Kind::kDay});
  }
}

}  // namespace entente::exec
