// A random database as a script: definitions, then what is recorded, ended, suspended and retracted.
#include "tests/oracle/generate.h"

#include <algorithm>

namespace entente::oracle {
namespace {

Bound bound(const std::string& text) { return {text, *read_bound(text)}; }

std::string stance_text(Stance stance) {
  switch (stance) {
    case Stance::kFact:
      return "";
    case Stance::kPlanned:
      return " planned";
    case Stance::kProposed:
      return " proposed";
    case Stance::kAlleged:
      return " alleged";
    case Stance::kDenied:
      return " denied";
  }
  return "";
}

// What all recording statements share, drawn before the kind is known.
Claim random_claim(Chance& chance, const World& world) {
  Claim claim;
  claim.actor = chance.below(world.actors.size());
  claim.body = chance.below(world.bodies.size());
  claim.role = chance.percent(75) ? chance.between(0, 1) : chance.below(world.roles.size());
  if (chance.percent(90)) {
    claim.source = chance.below(world.sources.size());
    if (chance.percent(8)) {
      claim.via = chance.below(world.sources.size());
    }
  }
  return claim;
}

std::string according(const World& world, const Claim& claim) {
  if (!claim.source) {
    return "";
  }
  std::string text = " according to " + world.sources[static_cast<std::size_t>(*claim.source)].key;
  return text + (claim.via ? " via " + world.sources[static_cast<std::size_t>(*claim.via)].key : "");
}

std::string subject(const World& world, const Claim& claim) {
  return world.actors[static_cast<std::size_t>(claim.actor)].code + " as " +
         world.roles[static_cast<std::size_t>(claim.role)].name + " of " + world.bodies[static_cast<std::size_t>(claim.body)].code;
}

// `through` names the last day on which it is so and is kept as the day after.
std::string random_until(Chance& chance, Calendar& calendar, Claim& claim, bool exact) {
  if (claim.since && chance.percent(exact ? 0 : 8)) {
    claim.until_unknown = true;
    return " until unknown";
  }
  Bound end = exact || chance.percent(65) ? calendar.exact() : calendar.any();
  end = end.days.latest == kAfter ? calendar.exact() : end;  // an end that may never come is no end that others could take
  bool through = chance.percent(25);
  std::string text = (through ? " through " : " until ") + end.text;
  if (through) {
    end.days.earliest += end.days.earliest == kBefore ? 0 : 1;
    end.days.latest += end.days.latest == kAfter ? 0 : 1;
    end.text = plain(end.days);
  }
  claim.until = end;
  return text;
}

Statement random_record(Chance& chance, Calendar& calendar, const World& world) {
  Claim claim = random_claim(chance, world);
  bool denied = chance.percent(8);
  claim.stance = denied               ? Stance::kDenied
                 : chance.percent(12) ? chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged})
                                      : Stance::kFact;
  std::string text = "record " + subject(world, claim) + stance_text(claim.stance);
  if (chance.percent(35)) {
    claim.observed = denied || chance.percent(85) ? calendar.exact() : calendar.any();
    bool open = claim.observed->days.earliest == kBefore || claim.observed->days.latest == kAfter;
    claim.observed = open ? calendar.exact() : *claim.observed;
    auto published = claim.source ? world.sources[static_cast<std::size_t>(*claim.source)].published : std::nullopt;
    if (published && *published < claim.observed->days.latest) {
      claim.observed = bound(iso(*published));
    }
    text += " observed " + claim.observed->text;
  } else {
    if (denied || chance.percent(92)) {
      claim.since = denied || chance.percent(65) ? calendar.exact() : calendar.any();
      text += " since " + claim.since->text;
    }
    if (denied || chance.percent(50)) {
      text += random_until(chance, calendar, claim, denied);
    }
  }
  return {text + according(world, claim) + ";", {claim}};
}

Statement random_end(Chance& chance, Calendar& calendar, const World& world) {
  Claim claim = random_claim(chance, world);
  claim.kind = Kind::kEnd;
  claim.until = calendar.exact();
  claim.how =
      chance.percent(30) ? chance.pick(std::vector<std::string>{"withdrawal", "expulsion", "dissolution", "succession"}) : "";
  std::string by = claim.how.empty() ? "" : " by " + claim.how;
  return {"end " + subject(world, claim) + by + " on " + claim.until->text + according(world, claim) + ";", {claim}};
}

Statement random_suspension(Chance& chance, Calendar& calendar, const World& world) {
  Claim claim = random_claim(chance, world);
  claim.kind = Kind::kSuspension;
  claim.since = calendar.exact();
  std::string text = "suspend " + world.actors[static_cast<std::size_t>(claim.actor)].code + " in " +
                     world.bodies[static_cast<std::size_t>(claim.body)].code + " since " + claim.since->text;
  if (chance.percent(60)) {
    claim.until = calendar.exact();
    text += " until " + claim.until->text;
  }
  return {text + according(world, claim) + ";", {claim}};
}

Statement random_event(Chance& chance, Calendar& calendar, const World& world) {
  Event event;
  event.said = random_claim(chance, world);
  event.said.role = 0;
  event.said.stance = chance.percent(15)   ? Stance::kDenied
                      : chance.percent(20) ? chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged})
                                           : Stance::kFact;
  event.kind = chance.pick(std::vector<std::string>{"convened", "amended", "declared", "drafted", "signed", "ratified"});
  event.is_for_actor = chance.percent(50);
  event.said.actor = event.is_for_actor ? event.said.actor : 0;
  event.said.observed = chance.percent(70) ? calendar.exact() : bound(iso(calendar.day()).substr(0, chance.percent(50) ? 4 : 7));
  std::string text = "event " + event.kind + " of " + world.bodies[static_cast<std::size_t>(event.said.body)].code;
  text += event.is_for_actor ? " for " + world.actors[static_cast<std::size_t>(event.said.actor)].code : "";
  text += " on " + event.said.observed->text + stance_text(event.said.stance) + according(world, event.said) + ";";
  Statement statement{text};
  statement.event = event;
  return statement;
}

Statement random_provision(Chance& chance, const World& world) {
  Provision provision{random_claim(chance, world), "", ""};
  provision.topic = chance.pick(std::vector<std::string>{"trade", "water"});
  provision.text = chance.pick(std::vector<std::string>{"All is free.", "Nothing is free."});
  provision.said.actor = 0;
  provision.said.role = 0;
  Statement statement{"provision \"" + provision.topic + "\" of " +
                      world.bodies[static_cast<std::size_t>(provision.said.body)].code + " text \"" + provision.text + "\"" +
                      according(world, provision.said) + ";"};
  statement.provision = provision;
  return statement;
}

Statement random_retraction(Chance& chance, const World& world) {
  Claim claim = random_claim(chance, world);
  claim.via.reset();
  return {"retract " + subject(world, claim) + according(world, claim) + " because \"typed in error\";",
          {},
          Retraction{claim.actor, claim.role, claim.body, claim.source}};
}

}  // namespace

Calendar::Calendar(Chance& chance) : chance_(chance) {
  for (int i = 0; i < 8; ++i) {
    favourites_.push_back(chance.percent(40) ? day_of(chance.between(1902, 1908), 1, 1) : chance.between(kFirstDay, kLastDay));
  }
}

int Calendar::day() { return chance_.percent(75) ? chance_.pick(favourites_) : chance_.between(kFirstDay, kLastDay); }

Bound Calendar::exact() { return bound(iso(day())); }

Bound Calendar::any() {
  std::string date = iso(day());
  switch (chance_.between(0, 7)) {
    case 0:
      return bound(date.substr(0, 4));
    case 1:
      return bound(date.substr(0, 7));
    case 2:
      return bound(date.substr(0, 4) + "~");
    case 3:
      return bound(date.substr(0, 7) + "~");
    case 4:
      return bound(date.substr(0, 4) + "?");
    case 5:
      return bound("before " + date);
    case 6:
      return bound("after " + date);
    default:
      return bound(date + "~");
  }
}

void add_statements(Chance& chance, Calendar& calendar, Scenario& scenario) {
  add_definitions(chance, calendar, scenario);
  const auto& world = scenario.world;
  int count = chance.percent(70) ? chance.between(2, 12) : chance.between(12, 40);
  for (int i = 0; i < count; ++i) {
    int kind = chance.between(1, 100);
    scenario.statements.push_back(kind <= 64   ? random_record(chance, calendar, world)
                                  : kind <= 75 ? random_end(chance, calendar, world)
                                  : kind <= 81 ? random_suspension(chance, calendar, world)
                                  : kind <= 84 ? random_event(chance, calendar, world)
                                  : kind <= 86 ? random_provision(chance, world)
                                  : kind <= 94 ? random_redefinition(chance, calendar, world)
                                               : random_retraction(chance, world));
  }
}

Scenario generate(std::uint64_t seed) {
  Chance chance(seed);
  Calendar calendar(chance);
  Scenario scenario;
  add_statements(chance, calendar, scenario);
  if (chance.percent(50)) {
    for (std::size_t i = 0; i < scenario.statements.size(); ++i) {
      scenario.commit_days.push_back(calendar.day());
    }
    std::sort(scenario.commit_days.begin(), scenario.commit_days.end());
  }
  add_queries(chance, calendar, scenario);
  return scenario;
}

}  // namespace entente::oracle
