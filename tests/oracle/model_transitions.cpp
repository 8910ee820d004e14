#include "tests/oracle/model_transitions.h"

#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"
#include "tests/oracle/stays.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

// Of two roles of which one stands under the other, the wider means the rest of it.
bool is_one_of(const World& world, int role, int asked, int other) {
  return world.is_role(role, asked) && !(asked != other && world.is_role(other, asked) && world.is_role(role, other));
}

// The last day of the period that is stated, if one is: a day is none.
std::optional<int> horizon(const Query& query) {
  const auto& clauses = query.clauses;
  if (clauses.series && clauses.series->axis == Series::Axis::kValid) {
    const auto& steps = clauses.series->steps;
    return std::max_element(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.last < b.last; })->last;
  }
  bool is_period = clauses.time && clauses.time->kind == Time::Kind::kDuring;
  return is_period ? std::optional(clauses.time->last) : std::nullopt;
}

struct Outcome {
  const Stay* moved = nullptr;
  std::string word;
  int until = 0;
};

Outcome outcome_of(const Stay& first, const std::vector<Stay>& seconds, const std::optional<int>& last, int latest_commit) {
  Outcome outcome;
  for (const auto& second : seconds) {
    bool follows = second.actor == first.actor && second.body == first.body && second.stance == first.stance &&
                   second.begin >= first.begin && (!last || second.begin <= *last);
    if (follows && (outcome.moved == nullptr || second.begin < outcome.moved->begin)) {
      outcome.moved = &second;
    }
  }
  bool ended = first.end != kNever && (!last || first.end <= *last);
  outcome.word = outcome.moved != nullptr ? "moved" : ended ? "dropped" : "waiting";
  outcome.until = outcome.moved != nullptr ? outcome.moved->begin
                  : ended                  ? first.end
                                           : std::max(first.begin, std::min(last.value_or(latest_commit), latest_commit));
  return outcome;
}

}  // namespace

OracleTable transition_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  const auto& world = facts.world();
  OracleTable table;
  table.columns = {"actor", "name", "body", "began", "moved", "waited_days", "outcome", "censored"};
  bool has_stance = !scope.view.including.empty();
  if (has_stance) {
    table.columns.emplace_back("stance");
  }
  int from = query.roles[0];
  int to = query.roles_with[0];
  const auto& memberships = facts.memberships(scope.view, {{}, query.bodies});
  auto stays = [&](int role, int other) {
    return stays_of(memberships, [&](const Membership& one) {
      return is_wanted(query.bodies, one.body) && is_one_of(world, one.role, role, other);
    });
  };
  auto seconds = stays(to, from);
  for (const auto& first : stays(from, to)) {
    auto asked = step != nullptr ? Interval{step->first, step->last} : days_of(scope.time);
    if ((step != nullptr || query.clauses.time) && (first.begin < asked.earliest || first.begin > asked.latest)) {
      continue;
    }
    auto outcome = outcome_of(first, seconds, horizon(query), world.day_of_commit(scope.view.commit));
    const auto& actor = at(world.actors, first.actor);
    table.rows.push_back(
        {{word(actor.code), word(actor.name), word(at(world.bodies, first.body).code),
          bound(began_of(*first.first(world)), first.begin),
          outcome.moved == nullptr ? bound({}, 0) : bound(began_of(*outcome.moved->first(world)), outcome.moved->begin),
          whole(outcome.until - first.begin), word(outcome.word), word(outcome.moved == nullptr ? "true" : "false")}});
    if (has_stance) {
      table.rows.back().cells.push_back(word(stance_name(first.stance)));
    }
  }
  return table;
}

}  // namespace entente::oracle
