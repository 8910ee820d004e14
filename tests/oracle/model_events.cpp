// Rows of `events`: the acts of bodies.
#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"

namespace entente::oracle {

OracleTable event_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  const auto& world = facts.world(scope.view);
  OracleTable table;
  table.columns = {"date", "event", "actor", "stance", "source"};
  for (const auto& event : world.events) {
    const auto& said = event.said;
    bool stance = said.stance == Stance::kFact || said.stance == Stance::kDenied || scope.view.including.count(said.stance) > 0;
    if (!stance || !is_wanted(query.bodies, said.body) || !scope.view.shows(world, said)) {
      continue;
    }
    const auto& days = said.observed->days;
    bool in_step = step == nullptr || (step->first <= days.earliest && days.earliest <= step->last);
    bool in_time = step != nullptr || !query.clauses.time || common(days, days_of(scope.time));
    if (in_step && in_time) {
      auto actor = event.is_for_actor ? world.actors[static_cast<std::size_t>(said.actor)].code : "";
      auto source = said.source ? world.sources[static_cast<std::size_t>(*said.source)].key : "";
      table.rows.push_back(
          {{bound(days, days.earliest), word(event.kind), word(actor), word(stance_name(said.stance)), word(source)}});
    }
  }
  return table;
}

}  // namespace entente::oracle
