#include "engine/exec/change_how.h"

#include <algorithm>

#include "engine/exec/predecessors.h"

namespace entente::exec {

using catalog::Entity;

namespace {

// Places in kChangeHowWords; those of an end are the words of How.
enum Word : Datum { kUnclear = 0, kDissolved = 3, kSucceeded = 4, kFounding = 5, kAccession = 6 };

// The day on which a life began or ended, or one of those on which it may have.
bool is_on(const Bound& bound, Day day) {
  return bound.stated() && bound.earliest != kBeforeAll && bound.earliest <= day && day <= bound.latest;
}

}  // namespace

ChangeHow::ChangeHow(Machine& machine, const claims::View& view)
    : machine_(machine), view_(view), catalog_(machine.catalog_of(view)) {
  for (const auto& entity : catalog_.entities()) {
    for (const auto& continuation : entity.continues) {
      continued_.push_back(continuation.predecessor);
    }
  }
  std::sort(continued_.begin(), continued_.end());
}

Datum ChangeHow::joined(claims::Pair pair, const Stay& stay, const bind::RoleFilter& roles) {
  const Day day = stay.days.begin;
  const auto bodies = lives_of(entity(pair.body));
  if (std::any_of(bodies.begin(), bodies.end(), [&](const Entity* body) { return is_on(body->began, day); })) {
    return kFounding;
  }
  if (carries_on(pair, stay, roles)) {
    return kSucceeded;
  }
  const bool stated = stay.first->began.earliest != kBeforeAll;  // what was only seen may have begun with the body
  const bool later = std::any_of(bodies.begin(), bodies.end(),
                                 [&](const Entity* body) { return body->began.stated() && body->began.latest < day; });
  return stated && later ? kAccession : kUnclear;
}

// What the actor continues held the role until then; or the actor held it until then in what the body continues.
bool ChangeHow::carries_on(claims::Pair pair, const Stay& stay, const bind::RoleFilter& roles) {
  const auto held_until_then = [&](ActorId actor, BodyId body) {
    const auto& memberships = machine_.of_pair(actor, body, view_).memberships;
    return std::any_of(memberships.begin(), memberships.end(), [&](const claims::Membership& m) {
      const Day day = stay.days.begin;
      return roles.takes(m.role) && m.stance == stay.stance && (m.best.end == day || is_on(m.ended, day));
    });
  };
  const auto& of_actor = entity_of(entity(pair.actor)).continues;
  const auto& of_body = entity_of(entity(pair.body)).continues;
  return std::any_of(of_actor.begin(), of_actor.end(),
                     [&](const auto& c) { return held_until_then(as_actor(c.predecessor), pair.body); }) ||
         std::any_of(of_body.begin(), of_body.end(),
                     [&](const auto& c) { return held_until_then(pair.actor, as_body(c.predecessor)); });
}

Datum ChangeHow::left(claims::Pair pair, const Stay& stay) const {
  if (stay.last->how != How::kUnknown) {
    return static_cast<Datum>(stay.last->how);
  }
  const Day day = stay.days.end;
  const auto bodies = lives_of(entity(pair.body));
  if (std::any_of(bodies.begin(), bodies.end(), [&](const Entity* body) { return is_on(body->ended, day); })) {
    return kDissolved;
  }
  const auto actors = lives_of(entity(pair.actor));
  const auto actor = std::find_if(actors.begin(), actors.end(), [&](const Entity* life) { return is_on(life->ended, day); });
  if (actor == actors.end()) {
    return kUnclear;
  }
  return std::binary_search(continued_.begin(), continued_.end(), (*actor)->id) ? kSucceeded : kDissolved;
}

std::vector<const Entity*> ChangeHow::lives_of(EntityId id) const {
  std::vector<const Entity*> out = {&entity_of(id)};
  if (view_.predecessors) {
    for (const auto& predecessor : predecessors_of(catalog_, id)) {
      out.push_back(&entity_of(predecessor.id));
    }
  }
  return out;
}

const Entity& ChangeHow::entity_of(EntityId id) const {
  const Entity* then = catalog_.entity(id);
  return then != nullptr ? *then : *machine_.catalog().entity(id);
}

}  // namespace entente::exec
