#include "tests/oracle/scenario.h"

#include <algorithm>

namespace entente::oracle {
namespace {

bool same_bound(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

bool says_the_same(const Claim& a, const Claim& b) {
  return a.kind == b.kind && a.stance == b.stance && a.actor == b.actor && (a.kind == Kind::kSuspension || a.role == b.role) &&
         a.body == b.body && same_bound(a.since, b.since) && same_bound(a.until, b.until) && same_bound(a.observed, b.observed) &&
         a.until_unknown == b.until_unknown && a.source == b.source && a.via == b.via && a.how == b.how;
}

bool retract(World& world, const Retraction& retraction, int commit) {
  std::vector<Claim*> fitting;
  for (auto& claim : world.claims) {
    if (claim.kind != Kind::kSuspension && claim.retired == kForever && claim.actor == retraction.actor &&
        claim.role == retraction.role && claim.body == retraction.body &&
        (!retraction.source || claim.source == retraction.source)) {
      fitting.push_back(&claim);
    }
  }
  if (fitting.size() != 1) {
    return false;
  }
  fitting[0]->retired = commit;
  return true;
}

void record(World& world, Event event, int commit) {
  bool known = std::any_of(world.events.begin(), world.events.end(), [&](const Event& other) {
    return other.kind == event.kind && other.is_for_actor == event.is_for_actor && says_the_same(other.said, event.said);
  });
  if (!known) {
    event.said.commit = commit;
    world.events.push_back(event);
  }
}

// A suspension said again with the same beginning and an end: the open one has had its day.
void end_suspension(World& world, const Claim& claim, int commit) {
  if (claim.kind != Kind::kSuspension || !claim.until) {
    return;
  }
  for (auto& other : world.claims) {
    bool is_open = other.kind == Kind::kSuspension && other.retired == kForever && !other.until;
    if (is_open && other.actor == claim.actor && other.body == claim.body && same_bound(other.since, claim.since) &&
        other.source == claim.source) {
      other.retired = commit;
    }
  }
}

template <class T>
void define(T& thing, int commit) {
  thing.present = true;
  thing.commit = commit;
}

}  // namespace

bool apply(World& world, const Statement& statement, int commit) {
  if (statement.retraction) {
    return retract(world, *statement.retraction, commit);
  }
  if (statement.event) {
    record(world, *statement.event, commit);
  }
  if (statement.defines_actor) {
    define(world.actors[static_cast<std::size_t>(*statement.defines_actor)], commit);
  }
  if (statement.defines_body) {
    define(world.bodies[static_cast<std::size_t>(*statement.defines_body)], commit);
  }
  if (statement.defines_source) {
    define(world.sources[static_cast<std::size_t>(*statement.defines_source)], commit);
  }
  for (auto claim : statement.claims) {
    end_suspension(world, claim, commit);
    bool known = std::any_of(world.claims.begin(), world.claims.end(),
                             [&](const Claim& other) { return other.retired == kForever && says_the_same(claim, other); });
    if (!known) {
      claim.commit = commit;
      world.claims.push_back(claim);
    }
  }
  return true;
}

}  // namespace entente::oracle
