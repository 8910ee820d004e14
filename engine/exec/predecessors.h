// `counting predecessors`: what a state or body carries on from those that it continues.
#pragma once

#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/derive.h"

namespace entente::exec {

/// One that an entity continues, however far back: its memberships count on the days before `before`.
struct Predecessor {
  EntityId id;
  Day before = kAfterAll;
};

/// All of them, each once, the nearest first. A succession without a date begins with its successor.
[[nodiscard]] std::vector<Predecessor> predecessors_of(const catalog::Catalog& catalog, EntityId id);
/// Adds what of `from` counts, as memberships of those actors and bodies; `actor` or `body` 0: as it is.
void carry_on(claims::Derived& out, const claims::Derived& from, const Predecessor& predecessor, ActorId actor, BodyId body);
/// Memberships of one actor, role, body and stance that overlap or touch become one.
void unite_carried(claims::Derived& derived);

}  // namespace entente::exec
