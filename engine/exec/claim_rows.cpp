// Claims unmerged; and, of what was planned, proposed or alleged, whether it came true (rule 15).
#include "engine/exec/asked.h"
#include "engine/exec/source_rows.h"

namespace entente::exec {
namespace {

using bind::Query;
using claims::Claim;
using claims::ClaimKind;

enum CameTrue : Datum { kNo = 0, kUnclear = 1, kYes = 2 };  // places in kCameTrueWords

// The days on which a claim may hold by its own bounds.
DayRange widest(const Claim& claim) {
  const Day begin = claim.kind == ClaimKind::kEnd || claim.observed ? kBeforeAll : claim.began.earliest;
  return {begin, claim.ended.stated() ? claim.ended.latest : kAfterAll};
}

// The day from which on a fact counts as what was announced: the report; without a date the day that the claim names.
Day report_day(const catalog::Catalog& catalog, const Claim& claim) {
  const auto* source = catalog.source(claim.source);
  return source != nullptr && source->published.stated() ? source->published.latest : claim.began.earliest;
}

Datum came_true(Machine& machine, const claims::View& view, const Claim& plan) {
  if (plan.stance == Stance::kFact || plan.stance == Stance::kDenied) {
    return kAbsent;
  }
  const auto& catalog = machine.catalog_of(view);
  const Day reported = report_day(catalog, plan);
  for (const auto& other : claims::claims_of_pair(machine.reader(), {plan.actor, plan.body}, view.known_at)) {
    const bool begins = other.began.stated() && !other.observed;  // an observation states no beginning
    if (other.stance == Stance::kFact && other.kind == plan.kind && other.role == plan.role && begins &&
        other.began.earliest >= reported) {
      return kYes;
    }
  }
  claims::View everyone;
  everyone.known_at = view.known_at;
  const Day planned = plan.began.latest;
  const bool passed = plan.began.stated() && planned < machine.today();
  const bool covered = machine.covered_days(plan.body, {false, {plan.role}}, everyone).contains(planned);
  return passed && covered ? kNo : kUnclear;
}

// An observation states no beginning: then, or earlier.
Datum began_of(Pool& pool, const Claim& claim) {
  if (!claim.began.stated()) {
    return kAbsent;
  }
  return pool.bound({claim.observed ? bound_between(kBeforeAll, claim.began.latest) : claim.began, claim.began.earliest});
}

std::vector<Datum> row_of(Machine& machine, const claims::View& view, const Claim& claim) {
  Pool& pool = machine.pool();
  const auto id = [](auto value) { return value ? Datum{value.value} : kAbsent; };
  const auto* source = machine.catalog_of(view).source(claim.source);
  const bool dated = source != nullptr && source->published.stated();
  return {claim.id.value,
          claim.actor.value,
          id(claim.role),
          claim.body.value,
          began_of(pool, claim),
          claim.ended.stated() ? pool.bound({claim.ended, claim.ended.latest}) : kAbsent,
          static_cast<Datum>(claim.stance),
          came_true(machine, view, claim),
          id(claim.source),
          id(claim.via),
          dated ? pool.bound({source->published, source->published.latest}) : kAbsent,
          claim.recorded.value,
          claim.quote.empty() ? kAbsent : pool.text(claim.quote)};
}

}  // namespace

Batch claim_rows(Machine& machine, const Query& query) {
  Batch batch(query.source_schema.size());
  const auto& view = query.context.view;
  const auto& catalog = machine.catalog_of(view);
  for (const auto& pair : Asked(machine, query).pairs()) {
    for (const auto& claim : claims::claims_in_view(machine.reader(), catalog, pair, view)) {
      const bool role = claim.kind == ClaimKind::kSuspension ? query.roles.any : query.roles.takes(claim.role);
      if (role && (query.context.when.by_step || passes(query.context.when, SpanList{widest(claim)}))) {
        batch.push_row(row_of(machine, view, claim));
      }
    }
  }
  return batch;
}

}  // namespace entente::exec
