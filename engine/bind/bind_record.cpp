// Statements that record claims and acts: modifiers sorted out, bounds read, the rules that need no rows checked.
#include <algorithm>
#include <array>

#include "engine/bind/change.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

using claims::Claim;
using claims::ClaimKind;

// Which modifiers a statement takes.
enum Allowed : unsigned {
  kStanceMod = 1,
  kSourceMod = 2,
  kQuoteMod = 4,
  kBoundMod = 8,
  kObservedMod = 16,
  kByMod = 32,
  kForMod = 64
};

constexpr std::array<std::string_view, 26> kEvents = {
    "founded", "negotiated", "drafted",  "proposed",   "signed",    "ratified", "in force", "amended",   "extended",
    "invited", "applied",    "accepted", "rejected",   "acceded",   "withdrew", "expelled", "suspended", "resumed",
    "renamed", "denounced",  "expired",  "terminated", "dissolved", "convened", "declared", "postponed"};

// Acts that bring a body about, or lead into it, and so may come before its life; and those that speak of its end.
constexpr std::array<std::string_view, 14> kMayPrecede = {"founded",  "negotiated", "drafted",  "proposed", "signed",
                                                          "ratified", "invited",    "applied",  "accepted", "rejected",
                                                          "acceded",  "convened",   "declared", "postponed"};
constexpr std::array<std::string_view, 3> kMayFollow = {"expired", "terminated", "dissolved"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& kinds, const std::string& kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Span span_of(const ast::NameV& name) { return bind::span_of<ast::Name>(name); }

How how_of(ast::ByReason reason) {
  switch (reason) {
    case ast::ByReason::kWithdrawal:
      return How::kWithdrawal;
    case ast::ByReason::kExpulsion:
      return How::kExpulsion;
    case ast::ByReason::kDissolution:
      return How::kDissolution;
    case ast::ByReason::kSuccession:
      return How::kSuccession;
  }
  return How::kUnknown;
}

When days_of_bound(const Bound& bound) {
  return named_time(bound.earliest, bound.latest == kAfterAll ? kAfterAll : bound.latest + 1);
}

// What ends was so on the day before.
When days_before(const Bound& end) { return named_time(end.earliest == kBeforeAll ? kBeforeAll : end.earliest - 1, end.latest); }

}  // namespace

When named_time(Day begin, Day end) {
  const DayRange days{begin, end};
  std::string words = "during " + to_text(begin) + " through " + to_text(end == kAfterAll ? end : end - 1);
  if (begin == kBeforeAll) {
    words = "before " + to_text(end);
  } else if (end == kAfterAll) {
    words = "since " + to_text(begin);
  } else if (end - begin == 1) {
    words = "on " + to_text(begin);
  }
  return {When::Kind::kDuring, days, std::move(words)};
}

std::string days_text(const Bound& began, const Bound& ended) {
  return (began.stated() ? " from " + to_text(began) : "") + (ended.stated() ? " until " + to_text(ended) : "");
}

bool ends_before_it_begins(const Bound& began, const Bound& ended) {
  return began.stated() && ended.stated() && ended.latest <= began.earliest;
}

bool lies_outside(const catalog::Entity& entity, const Claim& claim) {
  if (claim.stance != Stance::kFact) {
    return false;
  }
  const bool too_early = entity.began.stated() && claim.began.stated() && claim.began.latest < entity.began.earliest;
  const bool too_late = entity.ended.stated() && ((claim.began.stated() && claim.began.earliest >= entity.ended.latest) ||
                                                  (claim.ended.stated() && claim.ended.earliest != kBeforeAll &&
                                                   claim.ended.earliest > entity.ended.latest && claim.ended.latest != kAfterAll));
  const bool ends_too_early = entity.began.stated() && claim.ended.stated() && claim.ended.latest <= entity.began.earliest;
  return too_early || too_late || ends_too_early;
}

std::string outside_life_text(const catalog::Entity& entity) {
  return "outside the life of " + entity.name + ", which is recorded" + days_text(entity.began, entity.ended);
}

When time_of(const std::optional<Bound>& since, const std::optional<Bound>& until, const std::optional<Bound>& observed) {
  const bool ends = until && until->notation != Bound::Notation::kUnknown;
  if (observed) {
    return days_of_bound(*observed);
  }
  if (since && ends) {
    return named_time(since->earliest, until->latest);
  }
  return since ? days_of_bound(*since) : days_before(*until);
}

namespace {

[[noreturn]] void refuse_outside_life(const catalog::Entity& entity, Span span) {
  refuse("R04", outside_life_text(entity), span,
         "a fact lies within the life of its actor and body; mend the date, or define " + entity.key + " anew");
}

}  // namespace

struct ChangeBinder::Said {
  Stance stance = Stance::kFact;
  SourceId source;
  SourceId via;
  std::string quote;
  std::optional<Bound> since;
  std::optional<Bound> until;
  std::optional<Bound> observed;
  How how = How::kUnknown;
  std::vector<ast::NameV> actors;
  Span end_span;

  [[nodiscard]] When time() const { return time_of(since, until, observed); }
};

ChangeBinder::Said ChangeBinder::said(const std::vector<ast::Modifier>& modifiers, std::string_view statement, unsigned allowed) {
  Said out;
  unsigned seen = 0;
  constexpr unsigned kSince = 128;
  constexpr unsigned kUntil = 256;
  for (const auto& modifier : modifiers) {
    const auto once = [&](unsigned which, unsigned permission, std::string_view word) {
      if ((allowed & permission) == 0) {
        refuse("R02", std::string(word) + " does not belong to " + std::string(statement), modifier.span, "leave it out");
      }
      if ((seen & which) != 0) {
        refuse("R01", std::string(word) + " is said twice", modifier.span, "each modifier stands once");
      }
      seen |= which;
    };
    std::visit(Overloaded{
                   [&](const ast::Stance& stance) {
                     once(kStanceMod, kStanceMod, "the stance");
                     out.stance = static_cast<Stance>(stance);
                   },
                   [&](const ast::ClaimedBy& by) {
                     once(kSourceMod, kSourceMod, "according to");
                     out.source = binder_.source(by.source);
                     out.via = by.via ? binder_.source(*by.via) : SourceId{};
                   },
                   [&](const ast::Quote& quote) {
                     once(kQuoteMod, kQuoteMod, "the quote");
                     out.quote = binder_.text(quote.text);
                   },
                   [&](const ast::BoundMod& bound) {
                     const bool since = bound.kind == ast::BoundMod::Kind::kSince;
                     once(since ? kSince : kUntil, kBoundMod, since ? "since" : "the end");
                     const Bound read = binder_.bound(bound.bound);
                     if (since) {
                       out.since = read;
                     } else {
                       out.until = bound.kind == ast::BoundMod::Kind::kThrough ? day_after(read) : read;
                       out.end_span = modifier.span;
                     }
                   },
                   [&](const ast::Observed& observed) {
                     once(kObservedMod, kObservedMod, "observed");
                     out.observed = binder_.bound(observed.date);
                   },
                   [&](const ast::ByReason& reason) {
                     once(kByMod, kByMod, "by");
                     out.how = how_of(reason);
                   },
                   [&](const ast::ForActors& actors) {
                     once(kForMod, kForMod, "for");
                     out.actors = actors.actors;
                   },
               },
               modifier.kind);
    if (out.observed && out.since) {
      refuse("R02", "an observation states no beginning", modifier.span, "keep observed, or since");
    }
  }
  if (ends_before_it_begins(out.since.value_or(bound_none()), out.until.value_or(bound_none()))) {
    refuse("R03", "it ends before it begins:" + days_text(*out.since, *out.until), out.end_span,
           "until names the first day on which it is no longer so");
  }
  if (out.observed && out.until && out.until->latest <= out.observed->earliest) {
    refuse("R03", "it ends before it was observed", out.end_span, "until names the first day on which it is no longer so");
  }
  return out;
}

void ChangeBinder::check_life(EntityId id, const Claim& claim, Span span) {
  const catalog::Entity& entity = *catalog_.entity(id);
  if (lies_outside(entity, claim)) {
    refuse_outside_life(entity, span);
  }
}

// So too an act, on the day of the end at the latest. The founders of a body meet before it is founded.
void ChangeBinder::check_act(const claims::Event& event, Span body_span, Span actor_span) {
  if (event.stance != Stance::kFact || !event.on.stated()) {
    return;
  }
  const auto precedes = [&](const catalog::Entity& e) { return e.began.stated() && event.on.latest < e.began.earliest; };
  const auto follows = [&](const catalog::Entity& e) { return e.ended.stated() && event.on.earliest > e.ended.latest; };
  const catalog::Entity& body = *catalog_.entity(event.body);
  if ((precedes(body) && !is_one_of(kMayPrecede, event.kind)) || (follows(body) && !is_one_of(kMayFollow, event.kind))) {
    refuse_outside_life(body, body_span);
  }
  const catalog::Entity* actor = catalog_.entity(event.actor);
  if (actor != nullptr && (precedes(*actor) || follows(*actor))) {
    refuse_outside_life(*actor, actor_span);
  }
}

AddClaims ChangeBinder::spread(const std::vector<ast::NameV>& actors, const std::vector<ast::NameV>& bodies, const Claim& model) {
  AddClaims out;
  for (const auto& body_name : bodies) {
    for (const EntityId body : binder_.entities({body_name}, Place::kBody)) {
      for (const auto& actor_name : actors) {
        for (const EntityId actor : binder_.entities({actor_name}, Place::kActor)) {
          const auto same = [&](const Claim& c) { return c.actor == as_actor(actor) && c.body == as_body(body); };
          if (std::any_of(out.claims.begin(), out.claims.end(), same)) {
            continue;
          }
          Claim claim = model;
          claim.actor = as_actor(actor);
          claim.body = as_body(body);
          if (actor == body) {
            refuse("R05", "nothing is a member of itself", span_of(actor_name), "name another body");
          }
          check_life(actor, claim, span_of(actor_name));
          check_life(body, claim, span_of(body_name));
          out.claims.push_back(std::move(claim));
          out.spans.push_back(span_of(actor_name));
        }
      }
    }
  }
  return out;
}

AddClaims ChangeBinder::record(const ast::Record& statement) {
  const Said what = said(statement.modifiers, "record", kStanceMod | kSourceMod | kQuoteMod | kBoundMod | kObservedMod);
  const bool ends = what.until && what.until->notation != Bound::Notation::kUnknown;
  if (!what.since && !ends && !what.observed) {
    refuse("R06", "no time is stated", std::visit([](const auto& r) { return r.span; }, statement.role),
           "since 2014-10-20, until 2014-10-20, or observed 2014-10-20");
  }
  Claim model;
  model.role = binder_.role(statement.role);
  model.stance = what.stance;
  model.source = what.source;
  model.via = what.via;
  model.quote = what.quote;
  model.observed = what.observed.has_value();
  model.began = what.observed ? *what.observed : what.since.value_or(bound_none());
  if (!model.began.stated() || model.began.notation == Bound::Notation::kUnknown) {
    model.began.earliest = kBeforeAll;
    model.began.latest = kAfterAll;
  }
  model.ended = what.until.value_or(bound_none());
  const Binder::AsOf as_of(binder_, what.time());
  return spread(statement.actors, statement.bodies, model);
}

AddClaims ChangeBinder::end(const ast::End& statement) {
  const Said what = said(statement.modifiers, "end", kStanceMod | kSourceMod | kQuoteMod | kByMod);
  Claim model;
  model.kind = ClaimKind::kEnd;
  model.role = binder_.role(statement.role);
  model.stance = what.stance;
  model.source = what.source;
  model.via = what.via;
  model.quote = what.quote;
  model.how = what.how;
  model.began.earliest = kBeforeAll;
  model.ended = binder_.bound(statement.on);
  const Binder::AsOf as_of(binder_, days_before(model.ended));
  return spread(statement.actors, statement.bodies, model);
}

AddClaims ChangeBinder::suspend(const ast::Suspend& statement) {
  const Said what = said(statement.modifiers, "suspend", kStanceMod | kSourceMod | kQuoteMod | kBoundMod);
  if (!what.since) {
    refuse("R06", "no beginning is stated", span_of(statement.actors.front()), "suspend … since 2011-11-16");
  }
  Claim model;
  model.kind = ClaimKind::kSuspension;
  model.stance = what.stance;
  model.source = what.source;
  model.via = what.via;
  model.quote = what.quote;
  model.began = *what.since;
  model.ended = what.until.value_or(bound_none());
  const Binder::AsOf as_of(binder_, what.time());
  return spread(statement.actors, statement.bodies, model);
}

AddEvents ChangeBinder::event(const ast::Event& statement) {
  const Said what = said(statement.modifiers, "event", kStanceMod | kSourceMod | kQuoteMod | kForMod);
  if (std::find(kEvents.begin(), kEvents.end(), statement.kind.text) == kEvents.end()) {
    const std::vector<std::string> known(kEvents.begin(), kEvents.end());
    refuse_misspelt("R07", "no event \"" + statement.kind.text + "\"", statement.kind.span,
                    catalog::nearest(statement.kind.text, known), "there are " + alternatives(known));
  }
  claims::Event model;
  model.kind = statement.kind.text;
  model.on = binder_.bound(statement.on);
  model.stance = what.stance;
  model.source = what.source;
  model.via = what.via;
  model.quote = what.quote;
  const Binder::AsOf as_of(binder_, is_one_of(kMayFollow, model.kind) ? days_before(model.on) : days_of_bound(model.on));
  AddEvents out;
  const auto add = [&](Span body_span, Span actor_span) {
    if (std::find(out.events.begin(), out.events.end(), model) == out.events.end()) {  // named twice
      check_act(model, body_span, actor_span);
      out.events.push_back(model);
    }
  };
  for (const auto& body_name : statement.bodies) {
    for (const EntityId body : binder_.entities({body_name}, Place::kBody)) {
      model.body = as_body(body);
      model.actor = ActorId{};
      if (what.actors.empty()) {
        add(span_of(body_name), {});
      }
      for (const auto& actor_name : what.actors) {
        for (const EntityId actor : binder_.entities({actor_name}, Place::kActor)) {
          model.actor = as_actor(actor);
          add(span_of(body_name), span_of(actor_name));
        }
      }
    }
  }
  return out;
}

AddProvisions ChangeBinder::provision(const ast::Provision& statement) {
  const Said what = said(statement.modifiers, "provision", kStanceMod | kSourceMod | kQuoteMod);
  claims::Provision model;
  model.topic = binder_.text(statement.topic);
  model.text = binder_.text(statement.text);
  model.stance = what.stance;
  model.source = what.source;
  model.via = what.via;
  model.quote = what.quote;
  AddProvisions out;
  for (const auto& name : statement.agreements) {
    for (const EntityId id : binder_.entities({name}, Place::kBody)) {
      if (catalog_.entity(id)->kind != Kind::kAgreement) {
        refuse("N04", "\"" + catalog_.entity(id)->name + "\" is no agreement", span_of(name), "provisions belong to agreements");
      }
      model.agreement = as_body(id);
      out.provisions.push_back(model);
    }
  }
  return out;
}

std::variant<RetractClaim, RetractMatching> ChangeBinder::retract(const ast::Retract& statement) {
  const std::string because = binder_.text(statement.because);
  if (because.find_first_not_of(' ') == std::string::npos) {
    refuse("R13", "the reason is empty", span_of(statement.because), "because \"typed in error\"");
  }
  if (const auto* number = std::get_if<ast::IntV>(&statement.which)) {
    const auto id = binder_.whole_number(*number);
    if (id == 0 || id > UINT32_MAX) {
      refuse("R08", "there is no claim " + std::to_string(id), bind::span_of<ast::Int>(*number), "`claims` shows the numbers");
    }
    return RetractClaim{ClaimId{static_cast<std::uint32_t>(id)}, because};
  }
  const auto& which = std::get<ast::RetractWhich>(statement.which);
  RetractMatching out;
  out.because = because;
  out.role = binder_.role(which.role);
  if (which.claimed_by) {
    out.source = binder_.source(which.claimed_by->source);
    out.via = which.claimed_by->via ? binder_.source(*which.claimed_by->via) : SourceId{};
  }
  for (const EntityId body : binder_.entities(which.bodies, Place::kBody)) {
    for (const EntityId actor : binder_.entities(which.actors, Place::kActor)) {
      out.pairs.push_back({as_actor(actor), as_body(body)});
    }
  }
  return out;
}

}  // namespace entente::bind
