#include "engine/exec/change_how.h"

#include <algorithm>

#include "engine/exec/predecessors.h"

namespace entente::exec {
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
  const auto beginnings = beginnings_of(pair.body);
  if (std::any_of(beginnings.begin(), beginnings.end(), [&](const Bound& began) { return is_on(began, day); })) {
    return kFounding;
  }
  if (carries_on(pair, stay, roles)) {
    return kSucceeded;
  }
  const bool stated = stay.first->began.earliest != kBeforeAll;  // what was only seen may have begun with the body
  const bool later = std::any_of(beginnings.begin(), beginnings.end(), [&](const Bound& began) { return began.latest < day; });
  return stated && later ? kAccession : kUnclear;
}

// When the body began; and those that it continues, where they count.
std::vector<Bound> ChangeHow::beginnings_of(BodyId body) const {
  std::vector<Bound> out = {entity_of(entity(body)).began};
  if (view_.predecessors) {
    for (const auto& predecessor : predecessors_of(catalog_, entity(body))) {
      out.push_back(entity_of(predecessor.id).began);
    }
  }
  std::erase_if(out, [](const Bound& began) { return !began.stated(); });
  return out;
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
  if (is_on(entity_of(entity(pair.body)).ended, stay.days.end)) {
    return kDissolved;
  }
  if (is_on(entity_of(entity(pair.actor)).ended, stay.days.end)) {
    return std::binary_search(continued_.begin(), continued_.end(), entity(pair.actor)) ? kSucceeded : kDissolved;
  }
  return kUnclear;
}

const catalog::Entity& ChangeHow::entity_of(EntityId id) const {
  const catalog::Entity* then = catalog_.entity(id);
  return then != nullptr ? *then : *machine_.catalog().entity(id);
}

}  // namespace entente::exec
