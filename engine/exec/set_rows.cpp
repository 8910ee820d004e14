// Rows that are actors or bodies: sets, braces, catalogues of entities.
#include <algorithm>
#include <array>

#include "engine/exec/set_eval.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::Sureness;

// An event of the body as a whole of one of these kinds is a stage in its life; the latest one by the day asked is its stage.
constexpr std::array<std::string_view, 8> kStages = {"drafted",  "founded",   "signed",     "ratified",
                                                     "in force", "suspended", "terminated", "dissolved"};

Datum stage_of(Machine& machine, EntityId body, const bind::Context& context) {
  std::string_view stage;
  Day latest = kBeforeAll;
  for (const auto& event : claims::events_of(machine.reader(), as_body(body))) {
    const auto it = std::find(kStages.begin(), kStages.end(), event.kind);
    const bool seen = !context.view.known_at || event.recorded <= *context.view.known_at;
    const Day day = event.on.earliest;
    if (it != kStages.end() && !event.actor && seen && event.stance == Stance::kFact && day < context.when.window.end &&
        day >= latest && claims::in_force(machine.catalog_of(context.view), context.view, event.source, event.via)) {
      stage = *it;
      latest = day;
    }
  }
  return stage.empty() ? kAbsent : machine.pool().text(stage);
}

// The best reading of a life: from its earliest to its latest day.
Datum life_bound(Pool& pool, const Bound& bound, bool end) {
  return bound.stated() ? pool.bound({bound, end ? bound.latest : bound.earliest}) : kAbsent;
}

Datum topics_of(Pool& pool, const catalog::Entity& entity) {
  std::vector<Datum> topics;
  for (const auto& topic : entity.topics) {
    topics.push_back(pool.text(topic));
  }
  return pool.list(topics);
}

std::vector<Datum> catalogue_row(Machine& machine, const Query& query, const std::vector<bool>& needed,
                                 const catalog::Entity& entity) {
  Pool& pool = machine.pool();
  std::vector<Datum> row = {entity.id.value, entity.id.value, static_cast<Datum>(entity.kind)};
  const auto add = [&](auto make) { row.push_back(needed[row.size()] ? make() : kAbsent); };
  if (query.rows == Query::Rows::kBodies) {
    add([&] { return entity.form.empty() ? kAbsent : pool.text(entity.form); });
    add([&] { return stage_of(machine, entity.id, query.context); });
    add([&] { return topics_of(pool, entity); });
  }
  add([&] { return life_bound(pool, entity.began, false); });
  add([&] { return life_bound(pool, entity.ended, true); });
  return row;
}

// As the view knew it; what is named outright may be younger than the view.
const catalog::Entity& known_entity(Machine& machine, const claims::View& view, EntityId id) {
  const auto* then = machine.catalog_of(view).entity(id);
  return then != nullptr ? *then : *machine.catalog().entity(id);
}

}  // namespace

Batch set_rows(Machine& machine, const Query& query, const std::vector<bool>& needed, Stats& stats) {
  Batch batch(query.source_schema.size());
  const auto& when = query.context.when;
  const Sureness sureness = query.context.sureness;
  for (const auto& item : evaluate(machine, query.set, when).items) {
    stats.best += passes(when, item.days.best) ? 1U : 0U;
    stats.certain += passes(when, item.days.certain) ? 1U : 0U;
    stats.possible += passes(when, item.days.possible) ? 1U : 0U;
    if (!passes(when, item.days.of(sureness))) {
      continue;
    }
    stats.uncovered += item.uncovered ? 1U : 0U;
    if (query.rows == Query::Rows::kActors || query.rows == Query::Rows::kBodies) {
      batch.push_row(catalogue_row(machine, query, needed, known_entity(machine, query.context.view, item.id)));
      continue;
    }
    std::vector<Datum> row = {item.id.value, item.id.value};
    if (query.with_count) {
      row.push_back(static_cast<Datum>(item.counts[static_cast<std::size_t>(sureness)]));
    }
    batch.push_row(row);
  }
  stats.has_readings = true;
  return batch;
}

}  // namespace entente::exec
