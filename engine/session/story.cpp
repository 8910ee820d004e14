#include "engine/session/story.h"

#include <algorithm>

#include "engine/claims/fold.h"

namespace entente::session {

using claims::Claim;

const Claim* Story::claim(ClaimId id) const {
  const auto it = std::find_if(claims.begin(), claims.end(), [&](const Claim& c) { return c.id == id; });
  return it == claims.end() ? nullptr : &*it;
}

bool Story::sees(const Claim& claim) const {
  return std::any_of(seen.begin(), seen.end(), [&](const Claim& c) { return c.id == claim.id; });
}

Story story_of(exec::Machine& machine, claims::Pair pair, const claims::View& view) {
  Story out;
  out.pair = pair;
  out.view = machine.at_step(view);
  const auto& catalog = machine.catalog_of(out.view);
  out.claims = claims::all_claims_of_pair(machine.reader(), pair);
  out.seen = claims::claims_in_view(machine.reader(), catalog, pair, out.view);
  out.context = claims::context_of(catalog, pair, out.view, out.seen);
  out.folded = claims::fold(out.seen, out.context);
  return out;
}

std::string unseen_because(const catalog::Catalog& catalog, const claims::View& view, const Claim& claim) {
  if (view.known_at && claim.recorded > *view.known_at) {
    return "recorded in commit " + std::to_string(claim.recorded.value) + ", later than what was known";
  }
  if (claim.retired && (!view.known_at || claim.retired <= *view.known_at)) {
    return "retracted in commit " + std::to_string(claim.retired.value) + ": " + claim.retired_because;
  }
  if (!view.wants(claim.stance)) {
    return std::string(to_text(claim.stance)) + ", and that was not asked for";
  }
  if (claims::in_force(catalog, view, claim.source, claim.via)) {
    return "";
  }
  const auto* source = catalog.source(claim.source);
  const bool dated = source != nullptr && source->published.stated();
  if (view.reported_by && !dated) {
    return "undated, and only what was published by " + to_text(*view.reported_by) + " was asked for";
  }
  if (view.reported_by && source->published.latest > *view.reported_by) {
    return "published " + to_text(source->published) + ", after " + to_text(*view.reported_by);
  }
  return "its source is not in force";
}

}  // namespace entente::session
