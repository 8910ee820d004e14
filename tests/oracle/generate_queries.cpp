// Random questions about a scenario.
#include "tests/oracle/generate_queries.h"

#include <algorithm>

namespace entente::oracle {
namespace {

constexpr int kQueries = 40;

// A log takes a period or none, and no sampling words; now and then it is a series.
void make_log(Chance& chance, Calendar& calendar, Query& query) {
  if (chance.percent(50) || query.clauses.time->kind == Time::Kind::kThroughout) {
    query.clauses.time.reset();
  }
  if (chance.percent(25)) {
    add_series(chance, calendar, query.clauses);
    bool is_sampled = query.clauses.series->sampling != Series::Sampling::kAtEnd || query.clauses.series->text.ends_with("at end");
    query.clauses.series = is_sampled ? std::optional<Series>() : query.clauses.series;
  }
}

Query random_claims(Chance& chance, Calendar& calendar, Query query) {
  query.kind = Query::Kind::kClaims;
  make_log(chance, calendar, query);
  return query;
}

Query random_changes(Chance& chance, Calendar& calendar, const World& world, Query query) {
  query.kind = Query::Kind::kChanges;
  make_log(chance, calendar, query);
  query.actors = chance.percent(40) ? some(chance, world.actors.size()) : std::vector<int>{};
  query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
  query.roles = chance.percent(40) ? some(chance, world.roles.size()) : std::vector<int>{};
  if (chance.percent(8)) {
    query.roles = {0, 4};  // a role and one under it
  }
  query.as_participant = query.roles.empty() && chance.percent(15);
  return query;
}

Query random_events(Chance& chance, Calendar& calendar, const World& world, Query query) {
  query.kind = Query::Kind::kEvents;
  make_log(chance, calendar, query);
  query.bodies = some(chance, world.bodies.size());
  return query;
}

Query random_conflicts(Chance& chance, Calendar& calendar, const World& world, Query query) {
  query.kind = Query::Kind::kConflicts;
  make_log(chance, calendar, query);
  query.clauses.including.clear();
  query.actors = chance.percent(40) ? some(chance, world.actors.size()) : std::vector<int>{};
  query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
  return query;
}

Query random_transitions(Chance& chance, Calendar& calendar, const World& world, Query query) {
  query.kind = Query::Kind::kTransitions;
  make_log(chance, calendar, query);
  query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
  query.roles = {chance.below(world.roles.size())};
  query.roles_with = {(query.roles[0] + chance.between(1, static_cast<int>(world.roles.size()) - 1)) %
                      static_cast<int>(world.roles.size())};
  return query;
}

// Only the time reaches a catalogue.
Query random_states(Chance& chance, Calendar& calendar, Query query) {
  query.kind = Query::Kind::kStates;
  Clauses only_time;
  only_time.time = query.clauses.time;
  query.clauses = only_time;
  if (chance.percent(30)) {
    query.clauses.series = random_series(chance, calendar);
    query.clauses.time.reset();
  }
  return query;
}

// One side of a pair: a set, or a catalogue.
Node random_side(Chance& chance, Calendar& calendar, const World& world, bool bodies) {
  return chance.percent(60) ? random_catalogue(chance, world, bodies)
                            : random_set(chance, calendar, world, bodies, chance.percent(60) ? 0 : 1);
}

void make_pairs(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  bool bodies = chance.percent(35);
  query.kind = chance.percent(70) ? Query::Kind::kPairs : Query::Kind::kOrderedPairs;
  query.set = random_side(chance, calendar, world, bodies);
  query.roles = chance.percent(60) ? some(chance, world.roles.size()) : std::vector<int>{};
  if (query.kind == Query::Kind::kOrderedPairs) {
    query.with = {random_side(chance, calendar, world, bodies)};
    query.roles = {chance.below(world.roles.size())};
    query.roles_with = {chance.below(world.roles.size())};
  } else if (chance.percent(40)) {
    query.with = {random_side(chance, calendar, world, bodies)};
  }
  if (!bodies && chance.percent(20)) {
    query.bodies = some(chance, world.bodies.size());
  }
}

Query random_query(Chance& chance, Calendar& calendar, const Scenario& scenario) {
  const auto& world = scenario.world;
  Query query;
  int kind = chance.between(1, 100);
  query.clauses = random_view(chance, calendar, world, scenario);
  query.clauses.time = random_time(chance, calendar);
  if (kind <= 8) {
    return random_claims(chance, calendar, query);
  }
  if (kind >= 92 && kind <= 94) {
    return random_conflicts(chance, calendar, world, query);
  }
  if (kind == 91) {
    return random_events(chance, calendar, world, query);
  }
  if (kind >= 95) {
    return kind <= 97 ? random_changes(chance, calendar, world, query) : random_transitions(chance, calendar, world, query);
  }
  if (kind <= 11) {
    query = random_states(chance, calendar, query);
    add_stages(chance, calendar, world, query);
    return query;
  }
  if (chance.percent(30)) {
    query.clauses.sureness = chance.percent(50) ? Sureness::kCertainly : Sureness::kPossibly;
  }
  if (kind <= 26) {
    query.kind = Query::Kind::kMemberships;
    query.actors = chance.percent(40) ? some(chance, world.actors.size()) : std::vector<int>{};
    query.bodies = chance.percent(40) ? some(chance, world.bodies.size()) : std::vector<int>{};
    query.roles = chance.percent(40) ? some(chance, world.roles.size()) : std::vector<int>{};
  } else if (kind <= 30) {
    query.kind = Query::Kind::kIs;
    query.actors = {chance.below(world.actors.size())};
    query.bodies = {chance.below(world.bodies.size())};
    query.roles = chance.percent(85) ? std::vector<int>{chance.below(world.roles.size())} : std::vector<int>{};
  } else if (kind <= 40) {
    make_pairs(chance, calendar, world, query);
  } else {
    query.set = random_set(chance, calendar, world, kind >= 86, chance.percent(45) ? 0 : 2);
  }
  bool names = query.kind != Query::Kind::kMemberships || !query.actors.empty() || !query.bodies.empty();
  query.clauses.counting = names && chance.percent(12);
  if (chance.percent(30)) {
    add_series(chance, calendar, query.clauses);
  }
  add_stages(chance, calendar, world, query);
  return query;
}

}  // namespace

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

void add_lists(Chance& chance, Calendar& calendar, const World& world, Query& query) {
  bool is_log = query.kind == Query::Kind::kClaims || query.kind == Query::Kind::kChanges || query.kind == Query::Kind::kEvents ||
                query.kind == Query::Kind::kConflicts || query.kind == Query::Kind::kTransitions;
  bool is_by_date = is_log && query.clauses.series && query.clauses.series->axis == Series::Axis::kValid;
  if (is_by_best_reading(query) && !is_by_date && query.kind != Query::Kind::kIs && query.kind != Query::Kind::kStates) {
    add_items(chance, calendar, world, query.set);
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

}  // namespace

void add_queries(Chance& chance, Calendar& calendar, Scenario& scenario) {
  for (int i = 0; i < kQueries; ++i) {
    scenario.queries.push_back(random_query(chance, calendar, scenario));
    if (chance.percent(25)) {
      add_lists(chance, calendar, scenario.world, scenario.queries.back());
    }
  }
}

}  // namespace entente::oracle
