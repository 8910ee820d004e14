// Greedy deletion, large pieces first.
#include <algorithm>

#include "tests/oracle/engine_run.h"
#include "tests/oracle/generate_queries.h"

namespace entente::oracle {
namespace {

template <class T>
bool drop_some(std::vector<T>& items, std::size_t first, std::size_t count) {
  if (first >= items.size()) {
    return false;
  }
  auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
  items.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(count, items.size() - first)));
  return true;
}

// Keeps every deletion under which a difference of the same sort remains; large pieces first.
template <class T>
void drop_needless(Scenario& scenario, std::vector<T> Scenario::*member, const std::string& error) {
  for (std::size_t piece = std::max<std::size_t>(1, (scenario.*member).size() / 2); piece > 0; piece /= 2) {
    for (std::size_t first = 0; first < (scenario.*member).size();) {
      Scenario smaller = scenario;
      drop_some(smaller.*member, first, piece);
      auto difference = run(smaller).difference;
      if (difference && difference->error == error) {
        scenario = std::move(smaller);
      } else {
        first += piece;
      }
    }
  }
}

// The question with one stage or clause fewer, or one of its two operands alone.
std::vector<Query> simpler(const Query& query) {
  std::vector<Query> found;
  auto add = [&](auto change) {
    Query one = query;
    change(one);
    found.push_back(std::move(one));
  };
  for (std::size_t i = 0; i < query.stages.size(); ++i) {
    add([&](Query& q) { q.stages.erase(q.stages.begin() + static_cast<std::ptrdiff_t>(i)); });
  }
  for (std::size_t i = 0; i < query.set.parts.size(); ++i) {
    if (is_asked_of_claims(query.set.parts[i])) {
      add([&](Query& q) { q.set = Node(query.set.parts[i]); });
    }
  }
  add([](Query& q) { q.clauses.according.clear(); });
  add([](Query& q) { q.clauses.reported.reset(); });
  add([](Query& q) { q.clauses.commit.reset(); });
  add([](Query& q) { q.clauses.known_on.reset(); });
  add([](Query& q) { q.actor_sets.clear(); });
  add([](Query& q) { q.body_sets.clear(); });
  add([](Query& q) { q.clauses.including.clear(); });
  add([](Query& q) { q.clauses.sureness.reset(); });
  add([](Query& q) { q.clauses.counting = false; });
  if (query.kind != Query::Kind::kIs && query.kind != Query::Kind::kEvents && query.kind != Query::Kind::kProvisions &&
      query.kind != Query::Kind::kHistory) {
    add([](Query& q) { q.actors.clear(); });
    add([](Query& q) { q.bodies.clear(); });
  }
  if (query.kind != Query::Kind::kOrderedPairs && query.kind != Query::Kind::kTransitions) {
    add([](Query& q) { q.roles.clear(); });
  }
  return found;
}

// Takes the first simplification that keeps the difference, until none does.
void simplify(Scenario& scenario, const std::string& error) {
  for (bool again = true; again;) {
    again = false;
    for (auto& query : simpler(scenario.queries.front())) {
      Scenario smaller = scenario;
      bool is_shorter = text_of(scenario.world, query) != text_of(scenario.world, scenario.queries.front());
      smaller.queries = {std::move(query)};
      auto difference = is_shorter ? run(smaller).difference : std::nullopt;
      if (difference && difference->error == error) {
        scenario = std::move(smaller);
        again = true;
        break;
      }
    }
  }
}

}  // namespace

Scenario shrink(Scenario scenario) {
  auto found = run(scenario).difference;
  if (!found) {
    return scenario;
  }
  drop_needless(scenario, &Scenario::queries, found->error);
  if (scenario.queries.size() == 1) {
    simplify(scenario, found->error);
  }
  drop_needless(scenario, &Scenario::statements, found->error);
  for (const auto& refused : [&] {
         auto indices = run(scenario).refused;
         std::reverse(indices.begin(), indices.end());
         return indices;
       }()) {
    drop_some(scenario.statements, refused, 1);
  }
  return scenario;
}

}  // namespace entente::oracle
