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

void record(World& world, Provision provision, int commit) {
  bool known = std::any_of(world.provisions.begin(), world.provisions.end(), [&](const Provision& other) {
    return other.topic == provision.topic && other.text == provision.text && says_the_same(other.said, provision.said);
  });
  if (!known) {
    provision.said.commit = commit;
    world.provisions.push_back(provision);
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
void take(T& kept, const std::optional<T>& stated) {
  kept = stated.value_or(kept);
}

void define(Thing& thing, const Definition& definition) {
  thing.present = true;
  take(thing.name, definition.name);
  take(thing.life.begin, definition.begin);
  take(thing.life.end, definition.end);
  take(thing.under, definition.under);
  take(thing.topics, definition.topics);
  if (definition.continues) {
    thing.continues = *definition.continues;
    thing.succession = definition.succession;
  }
}

void define(World& world, const Definition& definition) {
  auto index = static_cast<std::size_t>(definition.index);
  switch (definition.of) {
    case Definition::Of::kActor:
      return define(world.actors[index], definition);
    case Definition::Of::kBody:
      return define(world.bodies[index], definition);
    case Definition::Of::kRole: {
      auto& role = world.roles[index];
      role.present = true;
      role.rank = definition.rank ? definition.rank : role.rank;
      role.under = definition.role_under ? definition.role_under : role.under;
      return;
    }
    case Definition::Of::kSource: {
      auto& source = world.sources[index];
      source.present = true;
      source.published = definition.published ? definition.published : source.published;
      take(source.covers, definition.covers);
      return;
    }
  }
}

}  // namespace

World blank(const Scenario& scenario) {
  World world = scenario.world;
  for (auto* things : {&world.actors, &world.bodies}) {
    for (auto& thing : *things) {
      thing = Thing{thing.code, thing.code, thing.kind, {}, {}, {}, false, {}, {}};
    }
  }
  for (auto& role : world.roles) {
    role = Role{role.name, role.plural, {}, {}, false, {}};
  }
  for (auto& source : world.sources) {
    source = Source{source.key, {}, {}, false};
  }
  world.versions[0] = world;
  return world;
}

bool apply(World& world, const Statement& statement, int commit) {
  if (statement.retraction) {
    return retract(world, *statement.retraction, commit);
  }
  if (statement.event) {
    record(world, *statement.event, commit);
  }
  if (statement.provision) {
    record(world, *statement.provision, commit);
  }
  if (statement.definition) {
    define(world, *statement.definition);
    world.versions[commit] = world;
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
