#include "engine/exec/asked.h"

#include <algorithm>

#include "engine/exec/set_eval.h"

namespace entente::exec {

Asked::Asked(Machine& machine, const bind::Query& query)
    : machine_(machine),
      query_(query),
      actors_(select(machine, query.actors, query.context.when)),
      bodies_(select(machine, query.bodies, query.context.when)) {}

bool Asked::takes(ActorId actor, BodyId body) const {
  return (query_.actors.all || std::binary_search(actors_.begin(), actors_.end(), entity(actor))) &&
         (query_.bodies.all || std::binary_search(bodies_.begin(), bodies_.end(), entity(body)));
}

std::vector<claims::Pair> Asked::pairs() const {
  std::vector<claims::Pair> out;
  const auto keep = [&](const std::vector<claims::Pair>& pairs) {
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(out),
                 [&](const claims::Pair& pair) { return takes(pair.actor, pair.body); });
  };
  if (!query_.actors.all) {
    for (const EntityId id : actors_) {
      keep(claims::pairs_of_actor(machine_.reader(), as_actor(id)));
    }
  } else if (!query_.bodies.all) {
    for (const EntityId id : bodies_) {
      keep(claims::pairs_of_body(machine_.reader(), as_body(id)));
    }
  } else {
    keep(claims::all_pairs(machine_.reader()));
  }
  return out;
}

void Asked::each_scan(const bind::RoleFilter& roles, DayRange window,
                      const std::function<void(const claims::Derived&)>& take) const {
  const auto& view = query_.context.view;
  if (view.predecessors && !query_.actors.all && !query_.bodies.all) {  // what both sides carry on shows pair by pair
    for (const EntityId actor : actors_) {
      for (const EntityId body : bodies_) {
        take(machine_.of_pair(as_actor(actor), as_body(body), view));
      }
    }
  } else if (actors_.size() == 1 && bodies_.size() == 1 && machine_.step() == nullptr) {
    machine_.breathe();
    take(claims::memberships_of_pair(machine_.reader(), machine_.catalog_of(view), {as_actor(actors_[0]), as_body(bodies_[0])},
                                     view));
  } else if (!query_.bodies.all) {
    for (const EntityId body : bodies_) {
      take(*machine_.of_body(as_body(body), view, roles, window));
    }
  } else if (!query_.actors.all) {
    for (const EntityId actor : actors_) {
      take(*machine_.of_actor(as_actor(actor), view, roles, window));
    }
  } else {
    for (const auto& entity : machine_.catalog_of(view).entities()) {
      take(*machine_.of_body(as_body(entity.id), view, roles, window));
    }
  }
}

}  // namespace entente::exec
