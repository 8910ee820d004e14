// Roles, actors, bodies and sources.
#include "tests/oracle/generate.h"

#include <algorithm>

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

void add_roles(Scenario& scenario) {
  scenario.world.roles = {{"member", "members", 10, {}},
                          {"observer", "observers", 20, {}},
                          {"dialogue partner", "dialogue partners", 30, {}},
                          {"chair", "chairs", {}, {}},
                          {"elected member", "elected members", {}, 0}};
  for (int i = 0; i < static_cast<int>(scenario.world.roles.size()); ++i) {
    const auto& role = at(scenario.world.roles, i);
    std::string text = "define role \"" + role.name + "\" plural \"" + role.plural + "\"";
    text += role.rank ? " rank " + std::to_string(*role.rank) : "";
    text += role.under ? " under " + scenario.world.roles[static_cast<std::size_t>(*role.under)].name : "";
    Definition definition{Definition::Of::kRole, i};
    definition.rank = role.rank;
    definition.role_under = role.under;
    scenario.statements.push_back({text + ";", {}, {}, {}, definition});
  }
}

Life random_life(Chance& chance, Calendar& calendar) {
  Life life;
  if (chance.percent(25)) {
    life.begin = calendar.day();
  }
  if (chance.percent(25)) {
    life.end = calendar.day();
    life.begin = life.begin >= life.end ? kBefore : life.begin;
  }
  return life;
}

// What it continues, among those defined before it: one is renamed or split, several merge.
std::string random_predecessors(Chance& chance, Calendar& calendar, const std::vector<Thing>& earlier, Thing& thing) {
  if (earlier.empty() || !chance.percent(25)) {
    return "";
  }
  for (int n = chance.percent(75) ? 1 : 2; n > 0; --n) {
    int one = chance.below(earlier.size());
    bool fits = at(earlier, one).kind == thing.kind &&
                std::find(thing.continues.begin(), thing.continues.end(), one) == thing.continues.end();
    if (fits) {
      thing.continues.push_back(one);
    }
  }
  std::string text;
  for (int one : thing.continues) {
    text += (text.empty() ? " continues " : ", ") + at(earlier, one).code;
  }
  if (text.empty() || (thing.life.begin != kBefore && chance.percent(40))) {
    return text;
  }
  // A `since` right behind dates the succession, and without another it is the beginning too.
  int day = thing.life.end == kNever ? calendar.day() : std::min(calendar.day(), thing.life.end - 1);
  bool is_stated = thing.life.begin != kBefore;
  thing.succession = day;
  thing.life.begin = is_stated ? thing.life.begin : day;
  return text + " since " + iso(day) + (is_stated ? " since " + iso(thing.life.begin) : "");
}

std::string definition(Chance& chance, Calendar& calendar, const std::vector<Thing>& earlier, Thing& thing) {
  thing.life = random_life(chance, calendar);
  bool begins = thing.life.begin != kBefore;
  auto continues = random_predecessors(chance, calendar, earlier, thing);
  std::string text = "define " + thing.kind + " " + thing.code + " named \"" + thing.name + "\"" + continues;
  text += begins && !thing.succession ? " since " + iso(thing.life.begin) : "";
  if (begins && !thing.continues.empty()) {  // right behind them it dates the succession too
    thing.succession = thing.succession.value_or(thing.life.begin);
  }
  return text + (thing.life.end == kNever ? "" : " until " + iso(thing.life.end));
}

Definition as_stated(Definition::Of of, int index, const Thing& thing) {
  Definition stated{of, index, thing.name};
  stated.begin = thing.life.begin == kBefore ? stated.begin : thing.life.begin;
  stated.end = thing.life.end == kNever ? stated.end : thing.life.end;
  stated.continues = thing.continues;
  stated.succession = thing.succession;
  stated.under = thing.under;
  stated.topics = thing.topics;
  return stated;
}

// How many there are: few, so that claims meet, and now and then more.
void add_things(Chance& chance, Calendar& calendar, Scenario& scenario) {
  int actors = chance.percent(60) ? 2 : chance.between(1, 10);
  int bodies = chance.percent(60) ? 2 : chance.between(1, 8);
  auto& world = scenario.world;
  for (int i = 0; i < actors; ++i) {
    std::string letter(1, static_cast<char>('A' + i));
    Thing actor{"X" + letter, "State " + letter, "state", {}, {}, {}, false, {}, {}};
    auto text = definition(chance, calendar, world.actors, actor);
    world.actors.push_back(actor);
    scenario.statements.push_back({text + ";", {}, {}, {}, as_stated(Definition::Of::kActor, i, actor)});
  }
  for (int i = 0; i < bodies; ++i) {
    std::string letter(1, static_cast<char>('A' + i));
    Thing body{"O" + letter,
               "Body " + letter,
               chance.percent(70)   ? "organisation"
               : chance.percent(50) ? "group"
                                    : "agreement",
               {},
               {},
               {},
               false,
               {},
               {}};
    auto text = definition(chance, calendar, world.bodies, body);
    if (i > 0 && chance.percent(25)) {
      body.under = {chance.below(world.bodies.size())};
      text += under_text(world, body.under);
    }
    if (chance.percent(40)) {
      body.topics = random_topics(chance);
      text += topics_text(body.topics);
    }
    world.bodies.push_back(body);
    scenario.statements.push_back({text + ";", {}, {}, {}, as_stated(Definition::Of::kBody, i, body)});
  }
}

}  // namespace

std::string under_text(const World& world, const std::vector<int>& under) {
  std::string text;
  for (int body : under) {
    text += (text.empty() ? " under " : ", ") + at(world.bodies, body).code;
  }
  return text;
}

std::set<std::string> random_topics(Chance& chance) {
  std::set<std::string> topics;
  for (int n = chance.between(1, 2); n > 0; --n) {
    topics.insert(chance.pick(std::vector<std::string>{"trade", "security", "water"}));
  }
  return topics;
}

std::string topics_text(const std::set<std::string>& topics) {
  std::string text;
  for (const auto& topic : topics) {
    text += (text.empty() ? " about " : ", ") + topic;
  }
  return text;
}

std::string add_covers(Chance& chance, Calendar& calendar, const World& world, std::vector<Covers>& all) {
  Covers covers;
  covers.role = chance.percent(20) ? kAnyRole : chance.below(world.roles.size());
  covers.body = chance.below(world.bodies.size());
  covers.is_list = chance.percent(60);
  std::string when;
  if (covers.is_list) {
    int day = calendar.day();
    covers.days = {day, day};
    when = " on " + iso(day);
  } else {
    int first = calendar.day();
    int last = calendar.day();
    covers.days = {std::min(first, last), std::max(first, last)};
    when = " during " + iso(covers.days.earliest) + " through " + iso(covers.days.latest);
  }
  all.push_back(covers);
  std::string plural = covers.role == kAnyRole ? "participants" : world.roles[static_cast<std::size_t>(covers.role)].plural;
  return " covers " + plural + " of " + world.bodies[static_cast<std::size_t>(covers.body)].code + when;
}

namespace {

void add_sources(Chance& chance, Calendar& calendar, Scenario& scenario) {
  int sources = chance.between(1, 4);
  for (int i = 0; i < sources; ++i) {
    Source source;
    source.key = "source-" + std::string(1, static_cast<char>('a' + i));
    if (chance.percent(75)) {
      source.published = chance.percent(60) ? calendar.day() : Calendar::kLastDay + chance.between(1, 300);
    }
    std::string text = "define source " + source.key + " titled \"Source\"";
    text += source.published ? " published " + iso(*source.published) : "";
    for (int n = chance.percent(55) ? chance.between(1, 2) : 0; n > 0; --n) {
      text += add_covers(chance, calendar, scenario.world, source.covers);
    }
    source.present = false;
    scenario.world.sources.push_back(source);
    Definition definition{Definition::Of::kSource, i};
    definition.published = source.published;
    definition.covers = source.covers;
    scenario.statements.push_back({text + ";", {}, {}, {}, definition});
  }
}

}  // namespace

// The definitions of all that claims are about.
void add_definitions(Chance& chance, Calendar& calendar, Scenario& scenario) {
  add_roles(scenario);
  add_things(chance, calendar, scenario);
  add_sources(chance, calendar, scenario);
}

}  // namespace entente::oracle
