// What is defined again, with something else in it: names, lives, succession, ranks, publication, coverage.
#include <algorithm>

#include "tests/oracle/generate.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

// Whom it continues: anybody, itself and its own successors included, which the engine refuses.
std::string add_continues(Chance& chance, Calendar& calendar, const std::vector<Thing>& things, Definition& stated) {
  stated.continues = {chance.below(things.size())};
  std::string text = " continues " + at(things, stated.continues->front()).code;
  if (chance.percent(60)) {  // a second `since` is the beginning, which alone the first would be too
    stated.succession = calendar.day();
    stated.begin = chance.percent(50) ? std::optional(calendar.day()) : stated.succession;
    text += " since " + iso(*stated.succession) + (stated.begin == stated.succession ? "" : " since " + iso(*stated.begin));
  }
  return text;
}

Statement thing_again(Chance& chance, Calendar& calendar, const World& world, Definition::Of of) {
  bool is_actor = of == Definition::Of::kActor;
  const auto& things = is_actor ? world.actors : world.bodies;
  Definition stated{of, chance.below(things.size())};
  const auto& thing = at(things, stated.index);
  std::string text = "define " + thing.kind + " " + thing.code;
  switch (chance.between(1, is_actor ? 4 : 6)) {
    case 1:
      stated.name = chance.pick(std::vector<std::string>{"New ", "Old ", "Greater "}) + thing.name;
      text += " named \"" + *stated.name + "\"";
      break;
    case 2:
      stated.begin = calendar.day();
      text += " since " + iso(*stated.begin);
      break;
    case 3:
      stated.end = calendar.day();
      text += " until " + iso(*stated.end);
      break;
    case 4:
      text += add_continues(chance, calendar, things, stated);
      break;
    case 5:
      stated.under = {chance.below(world.bodies.size())};
      text += under_text(world, *stated.under);
      break;
    default:
      stated.topics = random_topics(chance);
      text += topics_text(*stated.topics);
      break;
  }
  return {text + ";", {}, {}, {}, stated};
}

Statement role_again(Chance& chance, const World& world) {
  Definition stated{Definition::Of::kRole, chance.below(world.roles.size())};
  std::string text = "define role \"" + at(world.roles, stated.index).name + "\"";
  if (chance.percent(60)) {
    stated.rank = chance.between(1, 8) * 5;  // one that another has is refused
    text += " rank " + std::to_string(*stated.rank);
  } else {
    stated.role_under = chance.below(world.roles.size());
    text += " under " + at(world.roles, *stated.role_under).name;
  }
  return {text + ";", {}, {}, {}, stated};
}

Statement source_again(Chance& chance, Calendar& calendar, const World& world) {
  Definition stated{Definition::Of::kSource, chance.below(world.sources.size())};
  std::string text = "define source " + at(world.sources, stated.index).key;
  if (chance.percent(50)) {
    stated.published = calendar.day();
    text += " published " + iso(*stated.published);
  } else {
    stated.covers = std::vector<Covers>();
    for (int n = chance.between(1, 2); n > 0; --n) {
      text += add_covers(chance, calendar, world, *stated.covers);
    }
  }
  return {text + ";", {}, {}, {}, stated};
}

}  // namespace

Statement random_redefinition(Chance& chance, Calendar& calendar, const World& world) {
  int kind = chance.between(1, 100);
  return kind <= 25   ? thing_again(chance, calendar, world, Definition::Of::kActor)
         : kind <= 55 ? thing_again(chance, calendar, world, Definition::Of::kBody)
         : kind <= 70 ? role_again(chance, world)
                      : source_again(chance, calendar, world);
}

}  // namespace entente::oracle
