// Rows that are memberships: of role-of sets, `memberships`, `organisations of …`.

#include "engine/exec/asked.h"
#include "engine/exec/like.h"
#include "engine/exec/set_eval.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using bind::Sureness;
using claims::Membership;

// The certainty of the day asked; over a period the highest, throughout one the lowest (rule 12).
Certainty certainty_of(const bind::When& when, const Membership& m) {
  if (passes(when, m.certain)) {
    return Certainty::kCertain;
  }
  return passes(when, SpanList{m.best}) ? Certainty::kInferred : Certainty::kPossible;
}

class MembershipRows {
 public:
  MembershipRows(Machine& machine, const Query& query, Stats& stats)
      : machine_(machine), query_(query), when_(query.context.when), stats_(stats), batch_(query.source_schema.size()) {
    stats_.has_readings = true;
  }

  void add(const Membership& m, const claims::Derived& derived) {
    const bool best = passes(when_, SpanList{m.best});
    const bool certain = passes(when_, m.certain);
    const bool possible = passes(when_, m.possible);
    stats_.best += best ? 1 : 0;
    stats_.certain += certain ? 1 : 0;
    stats_.possible += possible ? 1 : 0;
    const Sureness sureness = query_.context.sureness;
    if (!(sureness == Sureness::kBest ? best : sureness == Sureness::kCertainly ? certain : possible)) {
      return;
    }
    stats_.actors.insert(m.actor);
    push(m, status_of(m, derived));
  }

  [[nodiscard]] Batch take() { return std::move(batch_); }

 private:
  Status status_of(const Membership& m, const claims::Derived& derived) {
    SpanList asked = intersect(SpanList{when_.window}, SpanList{m.best});
    if (asked.empty()) {
      asked = intersect(SpanList{when_.window}, m.possible);
    }
    SpanList suspended;
    for (const auto& s : derived.suspensions) {
      if (s.actor == m.actor && s.body == m.body) {
        suspended.add(s.suspension.best);
      }
    }
    const SpanList both = intersect(asked, suspended);
    if (both.empty()) {
      return Status::kActive;
    }
    ++stats_.suspended;
    return subtract(asked, suspended).empty() ? Status::kSuspended : Status::kSuspendedInPart;
  }

  void push(const Membership& m, Status status) {
    const Datum actor = m.actor.value;
    const Datum body = m.body.value;
    const Datum role = m.role.value;
    std::vector<Datum> row;
    switch (query_.rows) {
      case Query::Rows::kAllMemberships:
        row = {actor, actor, role, body, body};
        break;
      case Query::Rows::kBodiesOf:
        row = {body, body, static_cast<Datum>(machine_.catalog().entity(m.body)->kind), role};
        break;
      default:
        row = {actor, actor, role, body};
        break;
    }
    row.push_back(began_datum(machine_.pool(), m));
    row.push_back(ended_datum(machine_.pool(), m));
    row.push_back(static_cast<Datum>(status));
    row.push_back(static_cast<Datum>(certainty_of(when_, m)));
    row.push_back(source_list(machine_, m.sources));
    if (query_.with_stance) {
      row.push_back(static_cast<Datum>(m.stance));
    }
    batch_.push_row(row);
  }

  Machine& machine_;
  const Query& query_;
  const bind::When& when_;
  Stats& stats_;
  Batch batch_;
};

// Of the memberships in those bodies, of those actors, with those roles; read by body or by actor, whichever is named.
void add_log(Machine& machine, const Query& query, MembershipRows& rows) {
  const Asked asked(machine, query);
  asked.each_scan(query.roles, query.context.when.window, [&](const claims::Derived& derived) {
    for (const auto& m : derived.memberships) {
      if (query.roles.takes(m.role) && asked.takes(m.actor, m.body)) {
        rows.add(m, derived);
      }
    }
  });
}

void add_roles_of(Machine& machine, const Query& query, MembershipRows& rows) {
  for (const EntityId body : select(machine, query.set.selector, query.context.when)) {
    const auto derived = machine.of_body(as_body(body), query.set.view, query.set.roles, query.context.when.window);
    for (const auto& m : derived->memberships) {
      if (query.set.roles.takes(m.role)) {
        rows.add(m, *derived);
      }
    }
  }
}

void add_bodies_of(Machine& machine, const Query& query, MembershipRows& rows) {
  const auto& set = query.set;
  const auto under = set.under ? std::optional(select(machine, *set.under, query.context.when)) : std::nullopt;
  for (const EntityId actor : select(machine, set.selector, query.context.when)) {
    const auto derived = machine.of_actor(as_actor(actor), set.view, set.roles, query.context.when.window);
    for (const auto& m : derived->memberships) {
      const auto* then = machine.catalog_of(set.view).entity(m.body);
      const auto* body = then != nullptr ? then : machine.catalog().entity(m.body);
      if (set.roles.takes(m.role) && set.kinds.takes(body->kind) && narrow(*body, under, set.topics)) {
        rows.add(m, *derived);
      }
    }
  }
}

}  // namespace

Datum source_list(Machine& machine, std::vector<SourceId> sources) {
  const auto key = [&](SourceId id) { return machine.catalog().source(id)->key; };
  std::sort(sources.begin(), sources.end(), [&](SourceId a, SourceId b) { return key(a) < key(b); });
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  std::vector<Datum> cells;
  cells.reserve(sources.size());
  for (const SourceId id : sources) {
    cells.push_back(id.value);
  }
  return machine.pool().list(cells);
}

Batch membership_rows(Machine& machine, const Query& query, Stats& stats) {
  MembershipRows rows(machine, query, stats);
  if (query.rows == Query::Rows::kAllMemberships) {
    add_log(machine, query, rows);
  } else if (query.rows == Query::Rows::kBodiesOf) {
    add_bodies_of(machine, query, rows);
  } else {
    add_roles_of(machine, query, rows);
  }
  return rows.take();
}

}  // namespace entente::exec
