// Every part of a question, however deep.
#include "tests/oracle/query.h"

namespace entente::oracle {
namespace {

void each_node(Node& node, const std::function<void(Node&)>& change) {
  change(node);
  for (auto* nodes : {&node.sets, &node.parts}) {
    for (auto& one : *nodes) {
      each_node(one, change);
    }
  }
}

}  // namespace

void each_node(Query& query, const std::function<void(Node&)>& change) {
  each_node(query.set, change);
  for (auto* nodes : {&query.with, &query.actor_sets, &query.body_sets}) {
    for (auto& node : *nodes) {
      each_node(node, change);
    }
  }
}

void each_clauses(Query& query, const std::function<void(Clauses&)>& change) {
  change(query.clauses);
  each_node(query, [&](Node& node) { change(node.clauses); });
  for (auto& stage : query.stages) {
    change(stage.with);
  }
}

}  // namespace entente::oracle
