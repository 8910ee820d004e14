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

// Only the time and what was known reach a catalogue.
Query random_things(Chance& chance, Calendar& calendar, const World& world, Query query) {
  query.kind = Query::Kind::kThings;
  do {
    query.set = random_catalogue(chance, world, chance.percent(60));
  } while (query.set.kind == Node::Kind::kBraces);
  if (chance.percent(30)) {
    query.clauses.series = random_series(chance, calendar);
    query.clauses.time.reset();
  }
  add_stages(chance, calendar, world, query);
  return query;
}

Query random_provisions(Chance& chance, const World& world, Query query) {
  query.clauses.time.reset();
  query.clauses.including.clear();
  for (int body = 0; body < static_cast<int>(world.bodies.size()); ++body) {
    if (world.bodies[static_cast<std::size_t>(body)].kind == "agreement" && chance.percent(70)) {
      query.bodies.push_back(body);
    }
  }
  query.kind = Query::Kind::kProvisions;
  return query;
}

Query random_catalogue_query(Chance& chance, Calendar& calendar, const World& world, Query query) {
  Query asked;
  asked.clauses.time = query.clauses.time;
  asked.clauses.commit = query.clauses.commit;
  asked.clauses.known_on = query.clauses.known_on;
  int kind = chance.between(1, 100);
  if (kind <= 55) {
    return random_things(chance, calendar, world, asked);
  }
  asked.clauses.time.reset();
  asked.kind = kind <= 65   ? Query::Kind::kRoles
               : kind <= 75 ? Query::Kind::kSources
               : kind <= 80 ? Query::Kind::kCommits
                            : Query::Kind::kHistory;
  if (asked.kind == Query::Kind::kHistory) {
    if (chance.percent(50)) {
      asked.actors = {chance.below(world.actors.size())};
    } else {
      asked.bodies = {chance.below(world.bodies.size())};
    }
  }
  return asked;
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
    if (chance.percent(25)) {
      auto provisions = random_provisions(chance, world, query);
      return provisions.bodies.empty() ? random_events(chance, calendar, world, query) : provisions;
    }
    return random_events(chance, calendar, world, query);
  }
  if (kind >= 95) {
    return kind <= 97 ? random_changes(chance, calendar, world, query) : random_transitions(chance, calendar, world, query);
  }
  if (kind <= 11) {
    return random_catalogue_query(chance, calendar, world, query);
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

void add_queries(Chance& chance, Calendar& calendar, Scenario& scenario) {
  for (int i = 0; i < kQueries; ++i) {
    scenario.queries.push_back(random_query(chance, calendar, scenario));
    if (chance.percent(25)) {
      add_lists(chance, calendar, scenario.world, scenario.queries.back());
    }
  }
}

}  // namespace entente::oracle
