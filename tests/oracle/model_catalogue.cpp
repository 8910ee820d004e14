// Rows of what is defined: states, bodies, roles, sources; of commits; and of what was recorded about one thing.
#include <algorithm>
#include <iterator>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

OracleCell day_cell(int day) { return day == kBefore || day == kNever ? bound({}, 0) : bound(Interval{day, day}, day); }

// The latest act of the body as a whole that is a stage of its life, by the last day asked.
OracleCell stage_of(const World& world, const Scope& scope, int body) {
  const std::set<std::string> stages = {"drafted", "signed", "ratified"};  // those that the worlds have
  const Event* latest = nullptr;
  for (const auto& event : world.events) {
    const auto& said = event.said;
    bool counts = said.body == body && !event.is_for_actor && said.stance == Stance::kFact && stages.contains(event.kind) &&
                  scope.view.shows(world, said) && said.observed->days.earliest <= days_of(scope.time).latest;
    latest =
        counts && (latest == nullptr || said.observed->days.earliest >= latest->said.observed->days.earliest) ? &event : latest;
  }
  return word(latest == nullptr ? "" : latest->kind);
}

OracleTable thing_rows(const Facts& facts, const Query& query, const Scope& scope) {
  const auto& world = facts.world(scope.view);
  bool bodies = is_body_set(query.set);
  OracleTable table;
  table.columns = {bodies ? "body" : "actor", "name", "kind"};
  if (bodies) {
    table.columns.insert(table.columns.end(), {"form", "stage", "topics"});
  }
  table.columns.insert(table.columns.end(), {"began", "ended"});
  auto grid = grid_of(facts, query.set, scope);
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (!is_in(grid[i], scope.time)) {
      continue;
    }
    const auto& thing = (bodies ? world.bodies : world.actors)[i];
    OracleRow row{{word(thing.code), word(thing.name), word(thing.kind)}};
    if (bodies) {
      row.cells.insert(row.cells.end(), {word(""), stage_of(world, scope, static_cast<int>(i)), list(thing.topics)});
    }
    row.cells.insert(row.cells.end(), {day_cell(thing.life.begin), day_cell(thing.life.end)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

// As they then stood: the view reads today's `under` into its questions alone.
OracleTable role_rows(const Facts& facts, const Scope& scope) {
  const auto& versions = facts.world().versions;
  const auto& then = std::prev(versions.upper_bound(scope.view.commit))->second.roles;
  OracleTable table;
  table.columns = {"role", "plural", "rank", "under"};
  for (int role = 0; role < static_cast<int>(then.size()); ++role) {
    const auto& one = at(then, role);
    if (one.present) {
      table.rows.push_back({{role_cell(facts.world(), role), word(one.plural), one.rank ? whole(*one.rank) : word(""),
                             word(one.under ? at(then, *one.under).name : "")}});
    }
  }
  return table;
}

bool is_known(const Claim& claim, const Scope& scope) { return claim.commit <= scope.view.commit; }

OracleTable source_list(const Facts& facts, const Scope& scope) {
  const auto& world = facts.world(scope.view);
  OracleTable table;
  table.columns = {"source", "published", "claims"};
  table.is_whole = false;
  for (int i = 0; i < static_cast<int>(world.sources.size()); ++i) {
    const auto& source = at(world.sources, i);
    auto claims = std::count_if(world.claims.begin(), world.claims.end(), [&](const Claim& claim) {
      return claim.source == i && is_known(claim, scope) && (claim.retired == kForever || claim.retired > scope.view.commit);
    });
    if (source.present) {
      table.rows.push_back({{word(source.key), day_cell(source.published.value_or(kNever)), whole(static_cast<int>(claims))}});
    }
  }
  return table;
}

OracleTable commit_rows(const Facts& facts, const Scope& scope) {
  OracleTable table;
  table.columns = {"commit", "date"};
  table.is_whole = false;
  table.ordered = true;
  int commits = std::min(scope.view.commit, static_cast<int>(facts.world().commit_days.size()));
  for (int commit = commits; commit > 0; --commit) {
    int day = std::min(facts.world().day_of_commit(commit), kAfter);
    table.rows.push_back({{{std::to_string(commit), false, -commit}, bound(Interval{day, day}, day)}});
  }
  return table;
}

OracleTable history_rows(const Facts& facts, const Query& query, const Scope& scope) {
  const auto& world = facts.world();
  OracleTable table;
  table.columns = {"commit", "entry", "source"};
  table.is_whole = false;
  auto is_of = [&](const Claim& said, bool has_actor) {
    return query.bodies.empty() ? has_actor && said.actor == query.actors[0] : said.body == query.bodies[0];
  };
  auto add = [&](const Claim& said, const char* entry) {
    table.rows.push_back({{whole(said.commit), word(entry), word(said.source ? at(world.sources, *said.source).key : "")}});
  };
  for (const auto& claim : world.claims) {
    if (is_known(claim, scope) && is_of(claim, true)) {
      add(claim, "claim");
    }
  }
  for (const auto& event : world.events) {
    if (is_known(event.said, scope) && is_of(event.said, event.is_for_actor)) {
      add(event.said, "event");
    }
  }
  for (const auto& provision : world.provisions) {
    if (is_known(provision.said, scope) && is_of(provision.said, false)) {
      add(provision.said, "provision");
    }
  }
  return table;
}

}  // namespace

OracleTable catalogue_rows(const Facts& facts, const Query& query, const Scope& scope) {
  switch (query.kind) {
    case Query::Kind::kRoles:
      return role_rows(facts, scope);
    case Query::Kind::kSources:
      return source_list(facts, scope);
    case Query::Kind::kCommits:
      return commit_rows(facts, scope);
    case Query::Kind::kHistory:
      return history_rows(facts, query, scope);
    default:
      return thing_rows(facts, query, scope);
  }
}

OracleTable provision_rows(const Facts& facts, const Query& query, const Scope& scope) {
  const auto& world = facts.world(scope.view);
  OracleTable table;
  table.columns = {"topic", "text", "source"};
  for (const auto& provision : world.provisions) {
    if (scope.view.shows(world, provision.said) && is_wanted(query.bodies, provision.said.body)) {
      table.rows.push_back({{word(provision.topic), word(provision.text),
                             word(provision.said.source ? at(world.sources, *provision.said.source).key : "")}});
    }
  }
  return table;
}

}  // namespace entente::oracle
