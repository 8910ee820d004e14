#include "tests/oracle/carried.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente::oracle {
namespace {

// On which days `from` counts as `one`: by itself alone, where it is not named.
std::vector<Carried> ways(const std::vector<Thing>& things, int one, const std::vector<int>& named) {
  bool is_named = std::find(named.begin(), named.end(), one) != named.end();
  return is_named ? carried_by(things, one) : std::vector<Carried>{{one, kNever}};
}

void clip(Membership& membership, int before) {
  if (membership.end > before) {
    membership.end = before;
    membership.ended = Interval{before, before};
    membership.how.clear();
  }
  for (int day = std::max(before, kBefore); day <= kAfter; ++day) {
    membership.levels[static_cast<std::size_t>(day) + 1] = Level::kNo;
  }
}

bool is_same(const Membership& a, const Membership& b) {
  return a.actor == b.actor && a.role == b.role && a.body == b.body && a.stance == b.stance;
}

// `one` begins no earlier than `all`.
void unite(Membership& all, const Membership& one) {
  if (one.end > all.end) {
    all.end = one.end;
    all.ended = one.ended;
    all.how = one.how;
  }
  for (std::size_t day = 0; day < all.levels.size(); ++day) {
    all.levels[day] = std::max(all.levels[day], one.levels[day]);
  }
  all.sources.insert(one.sources.begin(), one.sources.end());
}

// By beginning, so that each touches those before it or none. What only possibly holds stands alone.
std::vector<Membership> united(std::vector<Membership> memberships) {
  std::stable_sort(memberships.begin(), memberships.end(), [](const Membership& a, const Membership& b) {
    return std::tuple{a.actor, a.role, a.body, a.first_day(), a.end} < std::tuple{b.actor, b.role, b.body, b.first_day(), b.end};
  });
  std::vector<Membership> found;
  for (const auto& one : memberships) {
    auto begin = one.first_day();
    auto touched = std::find_if(found.begin(), found.end(),
                                [&](const Membership& m) { return is_same(m, one) && begin && m.first_day() && *begin <= m.end; });
    if (touched == found.end()) {
      found.push_back(one);
    } else {
      unite(*touched, one);
    }
  }
  return found;
}

}  // namespace

// Two may continue each other, at different times.
std::vector<Carried> carried_by(const std::vector<Thing>& things, int one) {
  std::map<int, int> before = {{one, kNever}};
  std::vector<int> open = {one};
  while (!open.empty()) {
    int successor = open.back();
    open.pop_back();
    const auto& thing = things[static_cast<std::size_t>(successor)];
    // reading: of a successor of which nobody says when it began all counts
    int began = thing.life.begin == kBefore ? kNever : thing.life.begin;
    int until = std::min(before.at(successor), thing.succession.value_or(began));
    for (int predecessor : thing.present ? thing.continues : std::vector<int>{}) {
      auto [known, is_new] = before.emplace(predecessor, until);
      if (is_new || known->second < until) {
        known->second = until;
        open.push_back(predecessor);
      }
    }
  }
  std::vector<Carried> found;
  for (const auto& [from, day] : before) {
    found.push_back({from, day});
  }
  return found;
}

bool is_known_absence(const World& world, const View& view, int role, int body, int day) {
  auto all = view.counting ? carried_by(world.bodies, body) : std::vector<Carried>{{body, kNever}};
  return std::all_of(all.begin(), all.end(),
                     [&](const Carried& one) { return day >= one.before || is_covered(world, view, role, one.from, day); });
}

std::vector<Membership> with_carried(const World& world, std::vector<Membership> memberships, const Named& named) {
  std::vector<Membership> all;
  auto add = [&](int actor, int body) {
    for (const auto& by_actor : ways(world.actors, actor, named.actors)) {
      for (const auto& by_body : ways(world.bodies, body, named.bodies)) {
        int before = std::min(by_actor.before, by_body.before);
        for (auto one : memberships) {
          if (one.actor != by_actor.from || one.body != by_body.from) {
            continue;
          }
          clip(one, before);
          if (std::all_of(one.levels.begin(), one.levels.end(), [](Level level) { return level == Level::kNo; })) {
            continue;
          }
          one.actor = actor;
          one.body = body;
          all.push_back(one);
        }
      }
    }
  };
  for (int actor = 0; actor < static_cast<int>(world.actors.size()); ++actor) {
    for (int body = 0; body < static_cast<int>(world.bodies.size()); ++body) {
      add(actor, body);
    }
  }
  return united(all);
}

}  // namespace entente::oracle
