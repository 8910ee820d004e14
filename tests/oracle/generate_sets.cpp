// Random sets.
#include <algorithm>

#include "tests/oracle/generate_queries.h"

namespace entente::oracle {
namespace {

// `under` and `about`, now and then.
void narrow(Chance& chance, const World& world, Node& node) {
  if (chance.percent(12)) {
    node.under = {chance.below(world.bodies.size())};
  }
  if (chance.percent(12)) {
    node.topics = random_topics(chance);
  }
}

Node random_leaf(Chance& chance, const World& world, bool bodies) {
  Node leaf;
  if (bodies) {
    leaf.kind = Node::Kind::kBodiesOf;
    leaf.actors = some(chance, world.actors.size());
    leaf.body_word = chance.pick(std::vector<std::string>{"organisations", "bodies", "bodies", "groups", "agreements"});
    leaf.roles = chance.percent(60) ? some(chance, world.roles.size()) : std::vector<int>{};
    narrow(chance, world, leaf);
    return leaf;
  }
  leaf.bodies = some(chance, world.bodies.size());
  if (!chance.percent(15)) {
    leaf.roles = chance.percent(60) ? std::vector<int>{chance.between(0, 1)} : some(chance, world.roles.size());
  }
  return leaf;
}

}  // namespace

std::vector<int> some(Chance& chance, std::size_t count) {
  std::vector<int> items = {chance.below(count)};
  int other = chance.below(count);
  if (chance.percent(25) && other != items[0]) {
    items.push_back(other);
  }
  return items;
}

// Beside sets of memberships: what stands in braces, or exists.
Node random_catalogue(Chance& chance, const World& world, bool bodies) {
  Node node;
  if (chance.percent(50)) {
    node.kind = Node::Kind::kBraces;
    (bodies ? node.bodies : node.actors) = some(chance, bodies ? world.bodies.size() : world.actors.size());
  } else {
    node.kind = bodies ? Node::Kind::kBodies : Node::Kind::kStates;
    node.body_word =
        bodies ? chance.pick(std::vector<std::string>{"organisations", "bodies", "bodies", "groups", "agreements"}) : "states";
    if (bodies) {
      narrow(chance, world, node);
    }
  }
  return node;
}

Node random_set(Chance& chance, Calendar& calendar, const World& world, bool bodies, int depth) {
  if (depth == 0 || chance.percent(35)) {
    return random_leaf(chance, world, bodies);
  }
  Node node;
  node.kind = chance.pick(std::vector{Node::Kind::kAnd, Node::Kind::kAnd, Node::Kind::kOr, Node::Kind::kExcept, Node::Kind::kExcept,
                                      Node::Kind::kAtLeast, Node::Kind::kExactly});
  bool counted = node.kind == Node::Kind::kAtLeast || node.kind == Node::Kind::kExactly;
  node.number = chance.between(1, 2);
  for (int i = 0; i < (counted ? 3 : 2); ++i) {
    bool catalogue = i > 0 && chance.percent(12);
    node.parts.push_back(catalogue ? random_catalogue(chance, world, bodies)
                                   : random_set(chance, calendar, world, bodies, depth - 1));
  }
  auto& last = node.parts.back();
  if (chance.percent(20) && is_asked_of_claims(last)) {
    Node part;
    part.kind = Node::Kind::kPart;
    if (chance.percent(60)) {
      part.clauses.time = random_time(chance, calendar);
    } else if (chance.percent(60)) {
      part.clauses.according = {random_source(chance, world)};
    } else {
      part.clauses.reported = calendar.day();
    }
    if (chance.percent(20)) {
      part.clauses.sureness = chance.percent(50) ? Sureness::kCertainly : Sureness::kPossibly;
    }
    part.parts = {last};
    last = part;
  }
  return node;
}

bool is_asked_of_claims(const Node& node) {
  return node.kind != Node::Kind::kPart && node.kind != Node::Kind::kBraces && node.kind != Node::Kind::kStates &&
         node.kind != Node::Kind::kBodies;
}

}  // namespace entente::oracle
