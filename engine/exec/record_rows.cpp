// Rows of what is recorded beside claims: events, provisions, roles, sources, commits.
#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "engine/catalog/records.h"
#include "engine/exec/set_eval.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;

Datum text_or_missing(Pool& pool, const std::string& text) { return text.empty() ? kAbsent : pool.text(text); }

template <class Tag>
Datum id_or_missing(Id<Tag> id) {
  return id ? Datum{id.value} : kAbsent;
}

// Does the view know of the act and take its source?
template <class Act>
bool in_view(Machine& machine, const claims::View& view, const Act& act) {
  return view.wants(act.stance) && (!view.known_at || act.recorded <= *view.known_at) &&
         claims::in_force(machine.catalog_of(view), view, act.source, act.via);
}

}  // namespace

std::string time_text(std::int64_t utc_seconds) {
  const std::time_t time = utc_seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 16> text{};
  const auto size = std::strftime(text.data(), text.size(), "%H:%M:%S", &parts);
  return {text.data(), size};
}

Batch event_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  const auto& context = query.context;
  for (const EntityId body : select(machine, query.bodies, context.when)) {
    for (const auto& event : claims::events_of(machine.reader(), as_body(body))) {
      const DayRange days{event.on.earliest, event.on.latest == kAfterAll ? kAfterAll : event.on.latest + 1};
      if (!in_view(machine, context.view, event) || !passes(context.when, SpanList{days})) {
        continue;
      }
      batch.push_row({event.on.stated() ? machine.pool().bound({event.on, event.on.earliest}) : kAbsent,
                      machine.pool().text(event.kind), id_or_missing(event.actor), static_cast<Datum>(event.stance),
                      id_or_missing(event.source)});
    }
  }
  return batch;
}

Batch provision_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  for (const EntityId body : select(machine, query.bodies, query.context.when)) {
    for (const auto& provision : claims::provisions_of(machine.reader(), as_body(body))) {
      if (in_view(machine, query.context.view, provision)) {
        batch.push_row(
            {machine.pool().text(provision.topic), machine.pool().text(provision.text), id_or_missing(provision.source)});
      }
    }
  }
  return batch;
}

// Prints which role stood under which as it was then known; the machine's catalogues have that of today.
Batch role_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  const auto known_at = machine.at_step(query.context.view).known_at;
  const auto then = known_at ? std::optional(catalog::Catalog::load(machine.reader(), known_at)) : std::nullopt;
  for (const auto& role : (then ? *then : machine.catalog()).roles()) {
    batch.push_row(
        {role.id.value, machine.pool().text(role.plural), role.rank ? Datum{*role.rank} : kAbsent, id_or_missing(role.under)});
  }
  return batch;
}

Batch record_rows_of_sources(Machine& machine, const Query& query) {
  const auto& view = query.context.view;
  std::map<SourceId, Datum> claim_counts;
  for (const auto& pair : claims::all_pairs(machine.reader())) {
    for (const auto& claim : claims::claims_of_pair(machine.reader(), pair, view.known_at)) {
      ++claim_counts[claim.source];
    }
  }
  Pool& pool = machine.pool();
  Batch batch(query.source_schema.size());
  for (const auto& source : machine.catalog_of(view).sources()) {
    std::vector<Datum> via;
    for (const SourceId id : source.via) {
      via.push_back(id.value);
    }
    batch.push_row({source.id.value, text_or_missing(pool, source.title), text_or_missing(pool, source.publisher),
                    source.published.stated() ? pool.bound({source.published, source.published.latest}) : kAbsent, pool.list(via),
                    text_or_missing(pool, source.url), text_or_missing(pool, source.licence), claim_counts[source.id]});
  }
  return batch;
}

Batch commit_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  for (auto cursor = machine.reader().scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
    const auto commit = catalog::decode_commit(cursor.value());
    if (query.context.view.known_at && commit.id > *query.context.view.known_at) {
      break;
    }
    batch.push_row({commit.id.value, day_of_utc(commit.utc_seconds), machine.pool().text(time_text(commit.utc_seconds)),
                    text_or_missing(machine.pool(), commit.summary)});
  }
  for (auto& column : batch.columns) {  // newest first (rule 27)
    std::reverse(column.begin(), column.end());
  }
  return batch;
}

}  // namespace entente::exec
