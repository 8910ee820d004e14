// Sets that stand in lists of names: who is in them at the time asked counts as named.
#include <algorithm>

#include "tests/oracle/model_set.h"

namespace entente::oracle {
namespace {

Node with_lists(const Facts& facts, Node node, const Scope& scope);

void add_members(const Facts& facts, std::vector<int>& named, std::vector<Node>& sets, const Scope& scope) {
  for (auto& set : sets) {
    auto grid = grid_of(facts, with_lists(facts, set, scope), scope);
    for (std::size_t i = 0; i < grid.size(); ++i) {
      bool is_new = std::find(named.begin(), named.end(), static_cast<int>(i)) == named.end();
      if (is_new && is_in(grid[i], scope.time)) {
        named.push_back(static_cast<int>(i));
      }
    }
  }
  if (!sets.empty() && named.empty()) {
    named.push_back(-1);
  }
  sets.clear();
}

Node with_lists(const Facts& facts, Node node, const Scope& scope) {
  Scope inner = node.kind == Node::Kind::kPart ? scope.within(node.clauses) : scope;
  add_members(facts, node.kind == Node::Kind::kBodiesOf ? node.actors : node.bodies, node.sets, inner);
  for (auto& part : node.parts) {
    part = with_lists(facts, part, inner);
  }
  return node;
}

}  // namespace

Query with_lists(const Facts& facts, Query query, const Scope& scope) {
  query.set = with_lists(facts, query.set, scope);
  for (auto& node : query.with) {
    node = with_lists(facts, node, scope);
  }
  add_members(facts, query.actors, query.actor_sets, scope);
  add_members(facts, query.bodies, query.body_sets, scope);
  return query;
}

}  // namespace entente::oracle
