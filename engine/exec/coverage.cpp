#include "engine/exec/coverage.h"

#include <algorithm>

#include "engine/exec/set_eval.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::SetNode;
using bind::When;

bool bodies_covered(Machine& machine, const bind::Selector& bodies, const bind::RoleFilter& roles, const claims::View& view,
                    const When& when) {
  if (bodies.all) {
    return false;
  }
  const auto selected = select(machine, bodies, when);
  return std::all_of(selected.begin(), selected.end(),
                     [&](EntityId body) { return machine.covered_days(as_body(body), roles, view).covers(when.window); });
}

bool set_covered(Machine& machine, const SetNode& node, const When& outer) {
  const When& when = node.when ? *node.when : outer;
  switch (node.op) {
    case SetNode::Op::kRolesOf:
      return bodies_covered(machine, node.selector, node.roles, node.view, when);
    case SetNode::Op::kBodiesOf:
      return false;
    case SetNode::Op::kExisting:
    case SetNode::Op::kListed:
      return true;
    case SetNode::Op::kRows:
      return is_covered(machine, *node.rows, machine.at_step(node.rows->context.when));
    case SetNode::Op::kChain:
    case SetNode::Op::kCounted:
      break;
  }
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](const SetNode& child) { return set_covered(machine, child, when); });
}

}  // namespace

bool is_covered(Machine& machine, const Query& query, const When& when) {
  switch (query.rows) {
    case Query::Rows::kMemberships:
    case Query::Rows::kActorSet:
    case Query::Rows::kBodySet:
    case Query::Rows::kActors:
    case Query::Rows::kBodies:
    case Query::Rows::kBodiesOf:
      return set_covered(machine, query.set, when);
    case Query::Rows::kAllMemberships:
    case Query::Rows::kChanges:
    case Query::Rows::kTransitions:
    case Query::Rows::kEvents:
      return bodies_covered(machine, query.bodies, query.roles, query.context.view, when);
    case Query::Rows::kClaims:
    case Query::Rows::kProvisions:
    case Query::Rows::kRoles:
    case Query::Rows::kSources:
    case Query::Rows::kCommits:
    case Query::Rows::kPairs:
    case Query::Rows::kConflicts:
    case Query::Rows::kIs:
    case Query::Rows::kHistory:
    case Query::Rows::kFile:
      break;
  }
  return true;
}

}  // namespace entente::exec
