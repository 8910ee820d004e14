#include "engine/exec/day_answer.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "engine/claims/block_cursor.h"

namespace entente::exec {

using bind::Query;
using bind::SetNode;
using catalog::Place;
using claims::Axis;

namespace {

bool asks_one_day(const Query& query) {
  const auto& context = query.context;
  return !query.series && context.when.kind == bind::When::Kind::kOn && !context.when.by_step &&
         context.sureness == bind::Sureness::kBest && context.view.plain() && !query.with_stance && !query.with_count;
}

}  // namespace

std::optional<DayAnswer> DayAnswer::of(const Query& query) {
  DayAnswer out;
  if (!asks_one_day(query) || !out.take_source(query) || !out.take_columns(query)) {
    return std::nullopt;
  }
  out.day_ = query.context.when.window.begin;
  if (!query.context.when.parameter.empty()) {
    out.slots_.push_back({query.context.when.parameter, std::nullopt});
    out.set_by_.emplace_back(0, false);
  }
  if (out.slots_.size() != query.parameters.size()) {
    return std::nullopt;  // some parameter stands where it cannot be set anew
  }
  return out;
}

bool DayAnswer::take_name(const bind::Selector& selector, Place place, std::optional<EntityId>& id) {
  if (selector.all || !selector.sets.empty() || selector.named.size() != 1) {
    return false;
  }
  id = selector.named.front();
  if (!selector.parameter.empty()) {
    slots_.push_back({selector.parameter, place});
    set_by_.emplace_back(leaves_.size(), false);
  }
  return true;
}

bool DayAnswer::take_leaf(const SetNode& node) {
  const bool by_body = node.op == SetNode::Op::kRolesOf;
  if ((!by_body && node.op != SetNode::Op::kBodiesOf) || !node.view.plain() || node.when || node.sureness || !node.topics.empty() ||
      node.under) {
    return false;
  }
  std::optional<EntityId> of;
  if (!take_name(node.selector, by_body ? Place::kBody : Place::kActor, of)) {
    return false;
  }
  leaves_.push_back(
      {by_body ? Axis::kByBody : Axis::kByActor, *of, std::nullopt, node.roles, by_id(node.roles), node.kinds, by_body});
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
          set_by_.back().second = true;
        }
      }
      leaves_.push_back({Axis::kByActor, *actor, body, query.roles, by_id(query.roles), {}, true});
      role_first_ = true;
      return true;
    }
    default:
      return false;
  }
}

// Columns that stand in the block, or that are what was asked for.
bool DayAnswer::take_columns(const Query& query) {
  const bool selects = query.stages.size() == 1 && query.stages.front().op == bind::Stage::Op::kProject;
  if (!selects && !(query.stages.empty() && is_set_)) {
    return false;
  }
  const Schema& source = query.source_schema;
  const auto take = [&](std::size_t column) {
    const Field& field = source[column];
    if (field.type.is(Type::Kind::kRole)) {
      columns_.push_back(Shown::kRole);
    } else if (field.name == "actor" || field.name == "actor_name") {
      columns_.push_back(Shown::kActor);
    } else if (field.name == "body" || field.name == "body_name") {
      columns_.push_back(Shown::kBody);
    } else if (field.name == "name") {
      columns_.push_back(source.front().name == "actor" ? Shown::kActor : Shown::kBody);
    } else {
      return false;
    }
    return true;
  };
  if (!selects) {
    return take(0) && take(1);
  }
  const auto& exprs = query.stages.front().exprs;
  return std::all_of(exprs.begin(), exprs.end(),
                     [&](const bind::Expr& expr) { return expr.op == bind::Expr::Op::kColumn && take(expr.column); });
}

void DayAnswer::set(std::size_t slot, EntityId id) {
  const auto [leaf, is_other] = set_by_[slot];
  if (is_other) {
    leaves_[leaf].other = id;
  } else {
    leaves_[leaf].of = id;
  }
}

std::vector<std::uint8_t> DayAnswer::by_id(const bind::RoleFilter& roles) {
  std::vector<std::uint8_t> out(roles.any || roles.ids.empty() ? 0 : roles.ids.back().value + 1U);
  for (std::size_t i = 0; i < roles.ids.size() && !roles.any; ++i) {
    out[roles.ids[i].value] = 1;
  }
  return out;
}

template <class Take>
void DayAnswer::scan(const store::Reader& reader, const catalog::Catalog& catalog, const Leaf& leaf, Take take) const {
  const auto wants_role = [&](RoleId role) {
    return leaf.roles.any || (role.value < leaf.takes_role.size() && leaf.takes_role[role.value] != 0);
  };
  auto keys = claims::BlockCursor::kRows;
  if (leaf.other) {
    keys = {leaf.other->value, leaf.other->value};
  } else if (leaf.axis == Axis::kByBody && !leaf.roles.any && !leaf.roles.ids.empty()) {
    keys = {leaf.roles.ids.front().value, leaf.roles.ids.back().value};
  }
  for (claims::BlockCursor cursor(reader, leaf.axis, leaf.of, keys); cursor.valid(); cursor.next()) {
    const auto block = cursor.block();
    const auto rows = leaf.other ? block.rows_of(as_body(*leaf.other)) : claims::BlockView::Rows{0, block.size()};
    block.each_on(day_, rows, [&](std::uint32_t other, RoleId role) {
      if (wants_role(role) && (leaf.any_kind || leaf.kinds.takes(catalog.entity(EntityId{other})->kind))) {
        take(other, role.value);
      }
    });
  }
}

void DayAnswer::run_rows(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders) {
  rows_.clear();
  scan(reader, catalog, leaves_.front(), [&](std::uint32_t other, std::uint32_t role) {
    const std::uint64_t by_key = orders.keys[other];
    const std::uint64_t by_role = orders.roles[role];
    rows_.push_back({role_first_ ? by_role << 32U | by_key : by_key << 32U | by_role, other, role});
  });
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

void DayAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Batch& out) {
  if (is_set_) {
    run_set(reader, catalog, orders);
  } else {
    run_rows(reader, catalog, orders);
  }
  const Leaf& leaf = leaves_.front();
  const Shown other_side = leaf.axis == Axis::kByBody ? Shown::kActor : Shown::kBody;
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    auto& column = out.columns[c];
    column.resize(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      column[row] = columns_[c] == Shown::kRole ? rows_[row].role : columns_[c] == other_side ? rows_[row].other : leaf.of.value;
    }
  }
  out.rows = rows_.size();
}

}  // namespace entente::exec
