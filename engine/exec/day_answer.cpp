#include "engine/exec/day_answer.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "engine/claims/block_cursor.h"
#include "engine/claims/derive.h"
#include "engine/exec/operator.h"

namespace entente::exec {

using bind::Query;
using bind::SetNode;
using catalog::Place;
using claims::Axis;

namespace {

bool asks_one_day(const Query& query) {
  const auto& context = query.context;
  return !query.series && context.when.kind == bind::When::Kind::kOn && !context.when.by_step &&
         context.sureness == bind::Sureness::kBest && context.view.plain_then() && !context.view.known_by_step &&
         !query.with_stance && !query.with_count;
}

}  // namespace

std::unique_ptr<DayAnswer> DayAnswer::of(const Query& query) {
  auto out = std::unique_ptr<DayAnswer>(new DayAnswer);
  out->known_at_ = query.context.view.known_at;
  if (!asks_one_day(query) || !out->take_source(query) || !out->take_columns(query)) {
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
  if (out->slots_.size() != query.parameters.size()) {
    return nullptr;  // some parameter stands where it cannot be set anew
  }
  return out;
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
  if (!on_day || !of_actors || expr.args[1].cell == kAbsent) {
    return false;
  }
  if (!expr.parameter.empty()) {
    add_slot({expr.parameter, Slot::Kind::kName, Place::kBody}, {Target::What::kRoleBody, roles_in_.size()});
  }
  if (!expr.args[1].parameter.empty()) {
    add_slot({expr.args[1].parameter, Slot::Kind::kDay}, {Target::What::kRoleDay, roles_in_.size()});
  }
  columns_.push_back({Shown::kRoleIn, roles_in_.size()});
  roles_in_.push_back({{Axis::kByBody,
                        entity(expr.body),
                        std::nullopt,
                        expr.roles,
                        by_id(expr.roles),
                        {},
                        true,
                        static_cast<Day>(expr.args[1].cell)},
                       {}});
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

void DayAnswer::set(std::size_t slot, EntityId id) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleBody) {
    roles_in_[target.at].leaf.of = id;
  } else if (target.what == Target::What::kOther) {
    leaves_[target.at].other = id;
  } else {
    leaves_[target.at].of = id;
  }
}

void DayAnswer::set_day(std::size_t slot, Day day) {
  const Target target = targets_[slot];
  if (target.what == Target::What::kRoleDay) {
    roles_in_[target.at].leaf.own_day = day;
  } else if (target.what == Target::What::kOwnDay) {
    leaves_[target.at].own_day = day;
  } else {
    day_ = day;
  }
}

void DayAnswer::set_commit(std::size_t /*slot*/, CommitId commit) { known_at_ = commit; }

std::vector<std::uint8_t> DayAnswer::by_id(const bind::RoleFilter& roles) {
  std::vector<std::uint8_t> out(roles.any || roles.ids.empty() ? 0 : roles.ids.back().value + 1U);
  for (std::size_t i = 0; i < roles.ids.size() && !roles.any; ++i) {
    out[roles.ids[i].value] = 1;
  }
  return out;
}

template <class Take>
void DayAnswer::each_block(const store::Reader& reader, const Leaf& leaf, Take take) const {
  auto keys = claims::BlockCursor::kRows;
  if (leaf.other) {
    keys = {leaf.other->value, leaf.other->value};
  } else if (leaf.axis == Axis::kByBody && !leaf.roles.any && !leaf.roles.ids.empty()) {
    keys = {leaf.roles.ids.front().value, leaf.roles.ids.back().value};
  }
  for (claims::BlockCursor cursor(reader, leaf.axis, leaf.of, keys); cursor.valid(); cursor.next()) {
    take(cursor.block());
  }
}

template <class Take>
void DayAnswer::scan(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf, Take take) const {
  const auto wants_role = [&](RoleId role) {
    return leaf.roles.any || (role.value < leaf.takes_role.size() && leaf.takes_role[role.value] != 0);
  };
  const Day day = leaf.own_day.value_or(day_);
  each_block(reader, leaf, [&](const claims::BlockView& block) {
    const auto rows = leaf.other ? block.rows_of(as_body(*leaf.other)) : claims::BlockView::Rows{0, block.size()};
    block.each_on(day, rows, [&](std::uint32_t other, RoleId role) {
      if (wants_role(role) && (leaf.any_kind || leaf.kinds.takes(catalog.entity(EntityId{other})->kind))) {
        take(other, role.value);
      }
    });
  });
}

void DayAnswer::choose(const store::Reader& reader, const catalog::Catalog& catalog, RoleIn& role_in) const {
  const Day day = *role_in.leaf.own_day;
  each_block(reader, role_in.leaf, [&](const claims::BlockView& block) {
    block.each_within({day, day + 1}, [&](std::size_t row) {
      const DayRange best = block.best(row);
      if (!best.contains(day)) {
        return;
      }
      const std::uint32_t actor = block.other(row);
      const RoleId role = block.role(row);
      const std::uint32_t rank = catalog.role(role)->rank.value_or(UINT32_MAX);
      if (actor >= role_in.of_actors.size()) {
        role_in.of_actors.resize(actor + 1U);
      }
      auto& chosen = role_in.of_actors[actor];
      if (chosen.run != run_ || rank < chosen.rank || (rank == chosen.rank && best.begin > chosen.first)) {
        chosen = {run_, role.value, rank, best.begin};
      }
    });
  });
}

void DayAnswer::add_row(const catalog::Orders& orders, std::uint32_t other, std::uint32_t role) {
  const std::uint64_t by_key = orders.keys[other];
  const std::uint64_t by_role = orders.roles[role];
  rows_.push_back({role_first_ ? by_role << 32U | by_key : by_key << 32U | by_role, other, role});
}

// What has not changed since stands in the blocks; the rest is folded from the claims of that time.
void DayAnswer::scan_then(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  const Leaf& leaf = leaves_.front();
  const Day day = leaf.own_day.value_or(day_);
  claims::View view;
  view.known_at = known_at_;
  const auto histories = claims::histories_of_body(reader, as_body(leaf.of));
  changed_.resize(std::max<std::size_t>(changed_.size(), histories.empty() ? 0 : histories.back().actor.value + 1U));
  for (const auto& history : histories) {
    changed_[history.actor.value] = history.changed > *known_at_ ? 1 : 0;
    if (history.changed > *known_at_ && history.first <= *known_at_) {
      for (const auto& m : claims::fold_pair(reader, catalog, {history.actor, as_body(leaf.of)}, view).memberships) {
        if (leaf.roles.takes(m.role) && m.best.contains(day)) {
          add_row(orders, history.actor.value, m.role.value);
        }
      }
    }
  }
  scan(reader, catalog, leaf, [&](std::uint32_t other, std::uint32_t role) {
    if (changed_[other] == 0) {
      add_row(orders, other, role);
    }
  });
}

void DayAnswer::run_rows(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  rows_.clear();
  if (known_at_) {
    scan_then(reader, catalog, orders);
  } else {
    scan(reader, catalog, leaves_.front(), [&](std::uint32_t other, std::uint32_t role) { add_row(orders, other, role); });
  }
  if (!are_in_order() && role_first_) {
    gather_roles(orders);
  }
  if (!are_in_order()) {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
  }
}

bool DayAnswer::are_in_order() const {
  return std::is_sorted(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
}

// Role by role, those of one role as they stood: in order already, where numbers follow keys.
void DayAnswer::gather_roles(const catalog::Orders& orders) {
  starts_.assign(orders.roles.size() + 1, 0);
  for (const Row& row : rows_) {
    ++starts_[orders.roles[row.role] + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  gathered_.resize(rows_.size());
  for (const Row& row : rows_) {
    gathered_[starts_[orders.roles[row.role]]++] = row;
  }
  std::swap(rows_, gathered_);
}

void DayAnswer::ids_of(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf,
                       std::vector<std::uint32_t>& ids) const {
  ids.clear();
  scan(reader, catalog, leaf, [&](std::uint32_t other, std::uint32_t) { ids.push_back(other); });
  if (!std::is_sorted(ids.begin(), ids.end())) {
    std::sort(ids.begin(), ids.end());
  }
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void DayAnswer::join(SetNode::Join join, std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
  both_.clear();
  const auto into = std::back_inserter(both_);
  switch (join) {
    case SetNode::Join::kAnd:
      std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
    case SetNode::Join::kOr:
      std::set_union(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
    case SetNode::Join::kExcept:
      std::set_difference(left.begin(), left.end(), right.begin(), right.end(), into);
      break;
  }
  std::swap(left, both_);
}

void DayAnswer::run_set(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  std::size_t leaf = 0;
  std::size_t depth = 0;
  for (const auto& step : steps_) {
    if (step) {
      --depth;
      join(*step, operands_[depth - 1], operands_[depth]);
      continue;
    }
    operands_.resize(std::max(operands_.size(), depth + 1));
    ids_of(reader, catalog, leaves_[leaf++], operands_[depth++]);
  }
  rows_.clear();
  for (const std::uint32_t id : operands_.front()) {
    rows_.push_back({orders.keys[id], id, 0});
  }
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.place < b.place; });
}

void DayAnswer::keep_tested(Batch& out) const {
  const auto& left = out.columns[test_->left];
  const auto& right = out.columns[test_->right];
  std::vector<std::uint32_t> kept;
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    const bool equal = left[row] != kAbsent && left[row] == right[row];  // != is not =
    if (equal == test_->equal) {
      kept.push_back(row);
    }
  }
  keep(out, kept);
}

void DayAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& /*pool*/,
                    Batch& out) {
  ++run_;
  if (is_set_) {
    run_set(reader, catalog, orders);
  } else {
    run_rows(reader, catalog, orders);
  }
  for (RoleIn& role_in : roles_in_) {
    choose(reader, catalog, role_in);
  }
  const Leaf& leaf = leaves_.front();
  const Shown other_side = leaf.axis == Axis::kByBody ? Shown::kActor : Shown::kBody;
  const auto role_of = [&](std::size_t role_in, std::uint32_t actor) -> Datum {
    const auto& of_actors = roles_in_[role_in].of_actors;
    return actor < of_actors.size() && of_actors[actor].run == run_ ? Datum{of_actors[actor].role} : kAbsent;
  };
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto [shown, role_in] = columns_[c];
    auto& column = out.columns[c];
    column.resize(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      column[row] = shown == Shown::kRoleIn ? role_of(role_in, rows_[row].other)
                    : shown == Shown::kRole ? Datum{rows_[row].role}
                    : shown == other_side   ? Datum{rows_[row].other}
                                            : Datum{leaf.of.value};
    }
  }
  out.rows = rows_.size();
  if (test_) {
    keep_tested(out);
  }
}

}  // namespace entente::exec
