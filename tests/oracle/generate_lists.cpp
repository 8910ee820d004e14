// Sets in lists of names, in parentheses or named by a let.
#include "tests/oracle/generate_queries.h"

namespace entente::oracle {
namespace {

// A set as an item of a list, in parentheses or named by a let, now and then with clauses of its own.
Node random_item(Chance& chance, Calendar& calendar, const World& world, bool bodies) {
  Node set = chance.percent(20) ? random_catalogue(chance, world, bodies)
                                : random_set(chance, calendar, world, bodies, chance.percent(75) ? 0 : 1);
  if (!is_asked_of_claims(set) || chance.percent(40)) {
    return set;
  }
  Node part;
  part.kind = Node::Kind::kPart;
  if (chance.percent(60)) {
    part.clauses.time = random_time(chance, calendar);
  }
  part.parts = {set};
  return part;
}

void add_item(Chance& chance, Calendar& calendar, const World& world, std::vector<int>& named, std::vector<Node>& sets,
              bool bodies) {
  sets.push_back(random_item(chance, calendar, world, bodies));
  if (chance.percent(60)) {
    named.clear();
  }
}

void add_items(Chance& chance, Calendar& calendar, const World& world, Node& node) {
  for (auto& part : node.parts) {
    add_items(chance, calendar, world, part);
  }
  if (node.kind == Node::Kind::kRoleSet && chance.percent(25)) {
    add_item(chance, calendar, world, node.bodies, node.sets, true);
  } else if (node.kind == Node::Kind::kBodiesOf && chance.percent(25)) {
    add_item(chance, calendar, world, node.actors, node.sets, false);
  }
}

void name_parts(Chance& chance, std::vector<Node>& nodes, int& lets) {
  for (auto& node : nodes) {
    name_parts(chance, node.sets, lets);
    name_parts(chance, node.parts, lets);
    if (node.kind == Node::Kind::kPart && chance.percent(50)) {
      node.let = "let-" + std::string(1, static_cast<char>('a' + lets++ % 26));
    }
  }
}

// A reading reaches into the sets of lists; which it is under `except` is left open, so that they are asked by the best.
bool is_by_best_reading(Query query) {
  bool is_best = true;
  each_clauses(query, [&](const Clauses& clauses) { is_best = is_best && !clauses.sureness; });
  return is_best;
}

bool has_set(const Query& query) {
  return query.kind == Query::Kind::kSet || query.kind == Query::Kind::kPairs || query.kind == Query::Kind::kOrderedPairs;
}

}  // namespace

void add_lists(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  bool is_log = query.kind == Query::Kind::kClaims || query.kind == Query::Kind::kChanges || query.kind == Query::Kind::kEvents ||
                query.kind == Query::Kind::kConflicts || query.kind == Query::Kind::kTransitions;
  bool is_by_date = is_log && query.clauses.series && query.clauses.series->axis == Series::Axis::kValid;
  if (is_by_best_reading(query) && !is_by_date && query.kind != Query::Kind::kIs && query.kind != Query::Kind::kThings) {
    if (has_set(query)) {
      add_items(chance, calendar, world, query.set);
    }
    for (auto& node : query.with) {
      add_items(chance, calendar, world, node);
    }
    bool has_actors = is_log || query.kind == Query::Kind::kMemberships;
    bool takes_actors = has_actors && query.kind != Query::Kind::kEvents && query.kind != Query::Kind::kTransitions;
    if (takes_actors && chance.percent(25)) {
      add_item(chance, calendar, world, query.actors, query.actor_sets, false);
    }
    if (has_actors && chance.percent(25)) {
      add_item(chance, calendar, world, query.bodies, query.body_sets, true);
    }
  }
  int lets = 0;
  std::vector<Node> top = {query.set};
  name_parts(chance, top, lets);
  query.set = top[0];
  for (auto* nodes : {&query.with, &query.actor_sets, &query.body_sets}) {
    name_parts(chance, *nodes, lets);
  }
}

}  // namespace entente::oracle
