// Which queries are questions that a DayAnswer answers.
#include <algorithm>

#include "engine/exec/day_answer.h"

namespace entente::exec {

using bind::Query;
using bind::SetNode;
using catalog::Place;
using claims::Axis;

namespace {

// Of one day; or of parts that each have their own.
bool asks_one_day(const Query& query) {
  const auto& context = query.context;
  const bool by_parts = context.when.kind == bind::When::Kind::kDuring && context.when.window == DayRange{};
  return !query.series && (context.when.kind == bind::When::Kind::kOn || by_parts) && !context.when.by_step &&
         context.sureness == bind::Sureness::kBest && context.view.plain_then() && !context.view.known_by_step &&
         !query.with_stance && !query.with_count;
}

}  // namespace

std::unique_ptr<DayAnswer> DayAnswer::of(const Query& query) {
  auto out = std::make_unique<DayAnswer>();
  out->known_at_ = query.context.view.known_at;
  if (!asks_one_day(query) || !out->take_source(query) || !out->take_columns(query)) {
    return nullptr;
  }
  const bool has_days =
      std::all_of(out->leaves_.begin(), out->leaves_.end(), [](const Leaf& leaf) { return leaf.own_day.has_value(); });
  if (query.context.when.kind != bind::When::Kind::kOn && !(out->is_set_ && has_days)) {
    return nullptr;
  }
  const bool by_body = out->leaves_.front().axis == Axis::kByBody;
  if (out->known_at_ && (out->is_set_ || !by_body || !out->roles_in_.empty())) {
    return nullptr;
  }
  out->day_ = query.context.when.window.begin;
  if (!query.context.when.parameter.empty()) {
    out->add_slot({query.context.when.parameter, Slot::Kind::kDay}, {Target::What::kDay});
  }
  if (!query.context.known_parameter.empty()) {
    out->add_slot({query.context.known_parameter, Slot::Kind::kCommit}, {Target::What::kCommit});
  }
  out->set_questions();
  return out->stands_for(query) ? std::move(out) : nullptr;
}

// A single role need not be read.
void DayAnswer::set_questions() {
  each_leaf([&](Leaf& leaf) {
    const auto& ids = leaf.roles.ids;
    leaf.question = claims::question_of({}, leaf.roles.any, ids);
    leaf.question.wants_roles = leaf.question.has_gaps || (!is_set_ && (leaf.roles.any || ids.size() != 1));
  });
  for (Leaf& role_in : roles_in_) {
    role_in.question.wants_roles = true;
    role_in.question.wants_begins = true;
  }
}

void DayAnswer::add_slot(Slot slot, Target target) {
  slots_.push_back(std::move(slot));
  targets_.push_back(target);
}

bool DayAnswer::take_name(const bind::Selector& selector, Place place, std::optional<EntityId>& id) {
  if (selector.all || !selector.sets.empty() || selector.named.size() != 1) {
    return false;
  }
  id = selector.named.front();
  if (!selector.parameter.empty()) {
    add_slot({selector.parameter, Slot::Kind::kName, place}, {Target::What::kOf, leaves_.size()});
  }
  return true;
}

bool DayAnswer::take_leaf(const SetNode& node) {
  const bool by_body = node.op == SetNode::Op::kRolesOf;
  const bool has_day = !node.when || (node.when->kind == bind::When::Kind::kOn && !node.when->by_step);
  if ((!by_body && node.op != SetNode::Op::kBodiesOf) || !node.view.plain_then() || node.view.known_at != known_at_ || !has_day ||
      node.sureness || !node.topics.empty() || node.under) {
    return false;
  }
  std::optional<EntityId> of;
  if (!take_name(node.selector, by_body ? Place::kBody : Place::kActor, of)) {
    return false;
  }
  std::optional<Day> own_day;
  if (node.when) {
    own_day = node.when->window.begin;
    if (!node.when->parameter.empty()) {
      add_slot({node.when->parameter, Slot::Kind::kDay}, {Target::What::kOwnDay, leaves_.size()});
    }
  }
  leaves_.push_back(
      {by_body ? Axis::kByBody : Axis::kByActor, *of, std::nullopt, node.roles, by_id(node.roles), node.kinds, by_body, own_day});
  return true;
}

bool DayAnswer::take_set(const SetNode& node) {
  if (node.op != SetNode::Op::kChain) {
    steps_.emplace_back();
    return take_leaf(node);
  }
  if (node.when || node.sureness) {
    return false;
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (!take_set(node.children[i])) {
      return false;
    }
    if (i > 0) {
      steps_.emplace_back(node.joins[i - 1]);
    }
  }
  return true;
}

bool DayAnswer::take_source(const Query& query) {
  switch (query.rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kBodiesOf:
      return take_leaf(query.set);
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
      is_set_ = true;
      return take_set(query.set);
    case Query::Rows::kAllMemberships: {
      std::optional<EntityId> actor;
      std::optional<EntityId> body;
      if (!take_name(query.actors, Place::kActor, actor)) {
        return false;
      }
      if (!query.bodies.all) {
        if (!take_name(query.bodies, Place::kBody, body)) {
          return false;
        }
        if (!query.bodies.parameter.empty()) {
          targets_.back().what = Target::What::kOther;
        }
      }
      leaves_.push_back({Axis::kByActor, *actor, body, query.roles, by_id(query.roles), {}, true, std::nullopt});
      role_first_ = true;
      return true;
    }
    default:
      return false;
  }
}

// Columns that stand in the block, or that are what was asked for, or a role on a day.
bool DayAnswer::take_column(const Schema& source, const bind::Expr& expr) {
  if (expr.op == bind::Expr::Op::kRoleIn) {
    return take_role_in(expr);
  }
  if (expr.op != bind::Expr::Op::kColumn) {
    return false;
  }
  const Field& field = source[expr.column];
  if (field.type.is(Type::Kind::kRole)) {
    columns_.push_back({Shown::kRole});
  } else if (field.name == "actor" || field.name == "actor_name") {
    columns_.push_back({Shown::kActor});
  } else if (field.name == "body" || field.name == "body_name") {
    columns_.push_back({Shown::kBody});
  } else if (field.name == "name") {
    columns_.push_back({source.front().name == "actor" ? Shown::kActor : Shown::kBody});
  } else {
    return false;
  }
  return true;
}

// `role in BODY on DAY` of the actors that rows are of.
bool DayAnswer::take_role_in(const bind::Expr& expr) {
  const bool on_day =
      expr.args.size() == 2 && expr.args[1].op == bind::Expr::Op::kConstant && expr.args[1].type.is(Type::Kind::kDay);
  const bool of_actors = leaves_.front().axis == Axis::kByBody && expr.args[0].op == bind::Expr::Op::kColumn &&
                         expr.args[0].type.is(Type::Kind::kActor);
  if (!on_day || !of_actors || expr.args[1].cell == kAbsent || roles_in_.size() == HeldRoles::kMostDays) {
    return false;
  }
  if (!expr.parameter.empty()) {
    add_slot({expr.parameter, Slot::Kind::kName, Place::kBody}, {Target::What::kRoleBody, roles_in_.size()});
  }
  if (!expr.args[1].parameter.empty()) {
    add_slot({expr.args[1].parameter, Slot::Kind::kDay}, {Target::What::kRoleDay, roles_in_.size()});
  }
  columns_.push_back({Shown::kRoleIn, roles_in_.size()});
  roles_in_.push_back({Axis::kByBody,
                       entity(expr.body),
                       std::nullopt,
                       expr.roles,
                       by_id(expr.roles),
                       {},
                       true,
                       static_cast<Day>(expr.args[1].cell)});
  return true;
}

bool DayAnswer::take_test(const bind::Stage& stage) {
  using Op = bind::Expr::Op;
  const auto& condition = stage.condition;
  if (stage.op != bind::Stage::Op::kFilter || (condition.op != Op::kEqual && condition.op != Op::kNotEqual)) {
    return false;
  }
  const auto is_role = [](const bind::Expr& expr) { return expr.op == Op::kColumn && expr.type.is(Type::Kind::kRole); };
  if (!is_role(condition.args[0]) || !is_role(condition.args[1])) {
    return false;
  }
  test_ = {condition.args[0].column, condition.args[1].column, condition.op == Op::kEqual};
  return true;
}

bool DayAnswer::take_columns(const Query& query) {
  const Schema& source = query.source_schema;
  const auto& stages = query.stages;
  const bool selects = !stages.empty() && stages.size() <= 2 && stages.front().op == bind::Stage::Op::kProject;
  if (!selects) {
    columns_ = {{source.front().name == "actor" ? Shown::kActor : Shown::kBody},
                {source.front().name == "actor" ? Shown::kActor : Shown::kBody}};
    return stages.empty() && is_set_;
  }
  const auto& exprs = stages.front().exprs;
  return std::all_of(exprs.begin(), exprs.end(), [&](const bind::Expr& expr) { return take_column(source, expr); }) &&
         (stages.size() == 1 || take_test(stages[1]));
}

std::vector<std::uint8_t> DayAnswer::by_id(const bind::RoleFilter& roles) {
  std::vector<std::uint8_t> out(roles.any || roles.ids.empty() ? 0 : roles.ids.back().value + 1U);
  for (std::size_t i = 0; i < roles.ids.size() && !roles.any; ++i) {
    out[roles.ids[i].value] = 1;
  }
  return out;
}

}  // namespace entente::exec
