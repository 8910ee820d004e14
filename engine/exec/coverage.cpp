#include "engine/exec/coverage.h"

#include <algorithm>
#include <utility>

#include "engine/exec/set_eval.h"

namespace entente::exec {

using bind::Query;
using bind::RoleFilter;
using bind::SetNode;
using bind::When;

bool Coverage::bodies_covered(const bind::Selector& bodies, const RoleFilter& roles, const claims::View& view, const When& when,
                              const Part& part) {
  if (part.role && !roles.takes(*part.role)) {
    return false;  // that was not asked
  }
  const RoleFilter asked = part.role ? RoleFilter{false, {*part.role}} : roles;
  const auto covers = [&](BodyId body) { return machine_.covered_days(body, asked, view).covers(when.window); };
  if (bodies.all) {
    return part.body && covers(*part.body);
  }
  const auto selected = select(machine_, bodies, when);
  if (part.body) {
    return std::binary_search(selected.begin(), selected.end(), entity(*part.body)) && covers(*part.body);
  }
  return std::all_of(selected.begin(), selected.end(), [&](EntityId body) { return covers(as_body(body)); });
}

// A body of the kinds that are asked for, under and about what was said.
bool Coverage::is_asked(const SetNode& node, BodyId body, const When& when) {
  const auto* then = machine_.catalog_of(node.view).entity(body);
  const auto under = node.under ? std::optional(select(machine_, *node.under, when)) : std::nullopt;
  return then != nullptr && node.kinds.takes(then->kind) && narrow(*then, under, node.topics);
}

bool Coverage::set_covered(const SetNode& node, const When& outer, const Part& part) {
  const When& when = node.when ? *node.when : outer;
  switch (node.op) {
    case SetNode::Op::kRolesOf:
      return bodies_covered(node.selector, node.roles, node.view, when, part);
    case SetNode::Op::kBodiesOf: {
      // Nobody lists all bodies there are; of one that is given somebody may list all who are in it.
      bind::Selector any;
      any.all = true;
      return part.body && is_asked(node, *part.body, when) && bodies_covered(any, node.roles, node.view, when, part);
    }
    case SetNode::Op::kExisting:
    case SetNode::Op::kListed:
      return true;
    case SetNode::Op::kRows:
      return query_covered(*node.rows, machine_.at_step(node.rows->context.when), {});
    case SetNode::Op::kChain:
    case SetNode::Op::kCounted:
      break;
  }
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](const SetNode& child) { return set_covered(child, when, {}); });
}

bool Coverage::query_covered(const Query& query, const When& when, const Part& part) {
  switch (query.rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
    case Query::Rows::kActors:
    case Query::Rows::kBodies:
    case Query::Rows::kBodiesOf:
      return set_covered(query.set, when, part);
    case Query::Rows::kAllMemberships:
    case Query::Rows::kChanges:
    case Query::Rows::kTransitions:
    case Query::Rows::kEvents:
      return bodies_covered(query.bodies, query.roles, query.context.view, when, part);
    case Query::Rows::kClaims:
    case Query::Rows::kProvisions:
    case Query::Rows::kRoles:
    case Query::Rows::kSources:
    case Query::Rows::kCommits:
    case Query::Rows::kPairs:
    case Query::Rows::kConflicts:
    case Query::Rows::kIs:
    case Query::Rows::kHistory:
      break;
    case Query::Rows::kFile:  // what a file leaves out it does not speak of
      return false;
  }
  return true;
}

bool Coverage::covers_step(const bind::Step* step, const Part& part) {
  const auto [it, is_new] = found_.try_emplace({step, part.body.value_or(BodyId{}).value, part.role.value_or(RoleId{}).value});
  if (!is_new) {
    return it->second;
  }
  const bind::Step* before = machine_.step();
  if (step != nullptr) {
    machine_.enter(step);
  }
  const bool dated = step != nullptr && query_.series->by_date;
  const When when = dated ? When{When::Kind::kDuring, step->days, ""} : machine_.at_step(query_.context.when);
  it->second = query_covered(query_, when, part);
  machine_.enter(before);
  return it->second;
}

bool Coverage::covers(const bind::Step* step, std::optional<BodyId> body, std::optional<RoleId> role) {
  const Part part{body, role};
  if (step != nullptr || !query_.series) {
    return covers_step(step, part);
  }
  const auto& steps = query_.series->steps;
  return std::all_of(steps.begin(), steps.end(), [&](const bind::Step& one) { return covers_step(&one, part); });
}

}  // namespace entente::exec
