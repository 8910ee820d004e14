// Claims, events, provisions and what is retracted.
#include <algorithm>

#include "engine/claims/claim_rows.h"
#include "engine/session/apply.h"

namespace entente::session {
namespace {

using claims::Claim;
using claims::ClaimKind;

// `suspend` again with the same beginning, now with an end, by the same source.
bool continues_suspension(const Claim& open, const Claim& claim) {
  return open.kind == ClaimKind::kSuspension && claim.kind == ClaimKind::kSuspension && !open.ended.stated() &&
         claim.ended.stated() && open.began == claim.began && open.source == claim.source && open.stance == claim.stance;
}

template <class Act>
bool is_known(const std::vector<Act>& acts, Act act) {
  return std::any_of(acts.begin(), acts.end(), [&](const Act& known) {
    act.id = known.id;
    act.recorded = known.recorded;
    return act == known;
  });
}

template <class Act>
std::uint32_t next_act(const std::vector<Act>& acts) {
  return acts.empty() ? 1 : acts.back().id + 1;
}

std::string numbers(const std::vector<ClaimId>& ids) {
  if (ids.size() == 1) {
    return "claim " + std::to_string(ids[0].value);
  }
  return "claims " + std::to_string(ids.front().value) + " to " + std::to_string(ids.back().value);
}

std::string known_already(std::size_t known) {
  return known == 0 ? "" : std::to_string(known) + (known == 1 ? " was known already" : " were known already");
}

std::string done_words(const std::string& done, std::size_t known) {
  if (done.empty()) {
    return "nothing new: " + known_already(known);
  }
  return done + (known == 0 ? "" : "; " + known_already(known));
}

}  // namespace

// An end needs something to end: a membership that may be open on the day before.
std::optional<Diagnostic> Applier::nothing_to_end(const Claim& end, Span span) {
  write_claims();
  claims::View view;
  view.planned = end.stance == Stance::kPlanned;
  view.proposed = end.stance == Stance::kProposed;
  view.alleged = end.stance == Stance::kAlleged;
  const Day first = end.ended.earliest == kBeforeAll ? kBeforeAll : end.ended.earliest - 1;
  const auto folded = claims::fold_pair(txn_, catalog_.read(), {end.actor, end.body}, view);
  const bool open = std::any_of(folded.memberships.begin(), folded.memberships.end(), [&](const auto& m) {
    return m.role == end.role && m.possible.touches({first, end.ended.latest});
  });
  if (open) {
    return std::nullopt;
  }
  const std::string role = catalog_.read().role(end.role)->singular;
  return Diagnostic{
      "R12",
      shown(entity(end.actor)) + " is not known as " + role + " of " + shown(entity(end.body)) + " on the day before " +
          to_text(end.ended),
      span,
      {},
      "memberships of " + shown(entity(end.actor)) + " in " + shown(entity(end.body)) + " ever shows what is recorded"};
}

ClaimId Applier::next_claim() {
  if (!next_claim_) {
    next_claim_ = claims::next_claim(txn_);
  }
  return *next_claim_;
}

void Applier::insert(Claim claim) {
  const claims::Pair pair{claim.actor, claim.body};
  touched_.insert(pair);
  unwritten_pairs_.insert(pair);
  unwritten_.push_back(std::move(claim));
}

claims::BulkClaims::Sum Applier::record(claims::BulkClaims& claims, ClaimId met, const std::function<void()>& breathe) {
  write_claims();
  auto sum = claims.record(txn_, catalog_.read(), {commit_, next_claim(), met}, breathe);
  next_claim_->value += static_cast<std::uint32_t>(sum.recorded);
  tally_.claims += sum.recorded;
  return sum;
}

void Applier::write_claims() {
  claims::insert(txn_, unwritten_);
  unwritten_.clear();
  unwritten_pairs_.clear();
}

std::vector<Claim> Applier::claims_of(claims::Pair pair) {
  if (unwritten_pairs_.contains(pair)) {
    write_claims();
  }
  return claims::claims_of_pair(txn_, pair);
}

Applier::Done Applier::add(const bind::AddClaims& adding) {
  std::vector<Claim> fresh;
  std::vector<Claim> replaced;
  std::size_t known = 0;
  for (std::size_t i = 0; i < adding.claims.size(); ++i) {
    const Claim& claim = adding.claims[i];
    const auto current = claims_of({claim.actor, claim.body});
    if (std::any_of(current.begin(), current.end(), [&](const Claim& c) { return says_the_same(claim, c); })) {
      ++known;
      continue;
    }
    for (const Claim& open : current) {
      if (continues_suspension(open, claim)) {
        replaced.push_back(open);
      }
    }
    if (claim.kind == ClaimKind::kEnd && claim.stance != Stance::kDenied) {
      if (auto refused = nothing_to_end(claim, adding.spans[i])) {
        return std::move(*refused);
      }
    }
    fresh.push_back(claim);
  }
  for (const Claim& open : replaced) {
    write_claims();
    claims::retire(txn_, open, commit_, "its end was recorded");
  }
  std::vector<ClaimId> ids;
  std::string note;
  for (Claim& claim : fresh) {
    claim.id = next_claim();
    ++next_claim_->value;
    claim.recorded = commit_;
    insert(claim);
    ids.push_back(claim.id);
    note = claim.kind == ClaimKind::kEnd && note.empty() ? goes_on(claim) : note;
  }
  tally_.claims += ids.size();
  return done_words(ids.empty() ? "" : "recorded " + numbers(ids), known) + note;
}

// An end does not cancel what others vouch for on later days; whoever records it is told.
std::string Applier::goes_on(const Claim& end) {
  write_claims();
  const auto folded = claims::fold_pair(txn_, catalog_.read(), {end.actor, end.body}, claims::View{});
  const bool on = std::any_of(folded.memberships.begin(), folded.memberships.end(), [&](const auto& m) {
    return m.role == end.role && m.stance == end.stance && m.best.contains(end.ended.latest);
  });
  return on ? "; but what is recorded vouches for " + shown(entity(end.actor)) + " on later days, so by the best reading it goes on"
            : "";
}

Applier::Done Applier::add(const bind::AddEvents& adding) {
  std::size_t fresh = 0;
  std::string note;
  for (claims::Event event : adding.events) {
    const auto known = claims::events_of(txn_, event.body);
    if (is_known(known, event)) {
      continue;
    }
    event.id = next_act(known);
    event.recorded = commit_;
    claims::insert(txn_, event);
    note = dissolve(event);
    ++fresh;
  }
  tally_.events += fresh;
  return done_words(fresh == 0 ? "" : "recorded " + std::to_string(fresh) + (fresh == 1 ? " event" : " events"),
                    adding.events.size() - fresh) +
         note;
}

// `event dissolved of X` ends X; what was still open in it or held by it ends with its life.
std::string Applier::dissolve(const claims::Event& event) {
  if (event.kind != "dissolved" || event.actor || event.stance != Stance::kFact) {
    return "";
  }
  catalog::Entity body = *catalog_.read().entity(event.body);
  if (body.ended.stated()) {
    return body.ended == event.on ? "" : "; the recorded end of " + body.key + ", " + to_text(body.ended) + ", stays";
  }
  body.ended = event.on;
  const auto done = put(std::move(body));
  return done ? "" : "; " + done.error().message + ", so that its life stays open";
}

Applier::Done Applier::add(const bind::AddProvisions& adding) {
  std::size_t fresh = 0;
  for (claims::Provision provision : adding.provisions) {
    const auto known = claims::provisions_of(txn_, provision.agreement);
    if (is_known(known, provision)) {
      continue;
    }
    provision.id = next_act(known);
    provision.recorded = commit_;
    claims::insert(txn_, provision);
    ++fresh;
  }
  tally_.provisions += fresh;
  return done_words(fresh == 0 ? "" : "recorded " + std::to_string(fresh) + (fresh == 1 ? " provision" : " provisions"),
                    adding.provisions.size() - fresh);
}

void Applier::retire(const Claim& claim, const std::string& because) {
  claims::retire(txn_, claim, commit_, because);
  touched_.insert({claim.actor, claim.body});
  ++tally_.retracted;
}

Applier::Done Applier::retract(const bind::RetractClaim& which, Span span) {
  const auto claim = claims::claim_of_id(txn_, which.claim);
  if (!claim) {
    return Diagnostic{"R08", "there is no claim " + std::to_string(which.claim.value), span, {}, "`claims` shows the numbers"};
  }
  if (claim->retired) {
    return Diagnostic{
        "R08",
        "claim " + std::to_string(which.claim.value) + " was retracted in commit " + std::to_string(claim->retired.value),
        span,
        {"because \"" + claim->retired_because + "\""},
        "`claims` shows those that stand"};
  }
  retire(*claim, which.because);
  return "retracted claim " + std::to_string(which.claim.value);
}

Applier::Done Applier::retract(const bind::RetractMatching& which, Span span) {
  std::vector<Claim> found;
  for (const auto& pair : which.pairs) {
    std::vector<Claim> of_pair;
    for (const auto& claim : claims::claims_of_pair(txn_, pair)) {
      const bool role = claim.kind != ClaimKind::kSuspension && claim.role == which.role;
      if (role && (!which.source || claim.source == which.source) && (!which.via || claim.via == which.via)) {
        of_pair.push_back(claim);
      }
    }
    const std::string words =
        shown(entity(pair.actor)) + " as " + catalog_.read().role(which.role)->singular + " of " + shown(entity(pair.body));
    if (of_pair.empty()) {
      return Diagnostic{"R08", "no such claim: " + words, span, {}, "`claims` shows those that stand"};
    }
    if (of_pair.size() > 1) {
      std::vector<std::string> notes;
      for (const auto& claim : of_pair) {
        const auto* source = catalog_.read().source(claim.source);
        notes.push_back("claim " + std::to_string(claim.id.value) +
                        (claim.began.stated() ? (claim.observed ? "  observed " : "  since ") + to_text(claim.began) : "") +
                        (claim.ended.stated() ? "  until " + to_text(claim.ended) : "") +
                        (source == nullptr ? "" : "  according to " + source->key));
      }
      return Diagnostic{"R08", "more than one claim: " + words, span, std::move(notes),
                        "write retract claim " + std::to_string(of_pair[0].id.value) + " because \"…\", or name the source"};
    }
    found.push_back(of_pair[0]);
  }
  for (const auto& claim : found) {
    retire(claim, which.because);
  }
  return "retracted " + std::to_string(found.size()) + (found.size() == 1 ? " claim" : " claims");
}

}  // namespace entente::session
