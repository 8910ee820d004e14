#include "tests/oracle/facts.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace entente::oracle {
namespace {

bool holds(const std::vector<int>& items, int item) { return std::find(items.begin(), items.end(), item) != items.end(); }

}  // namespace

const World& Facts::world(const View& view) const {
  auto version = world_.versions.upper_bound(view.commit);
  if (version == world_.versions.end()) {
    return world_;
  }
  int commit = version == world_.versions.begin() ? 0 : std::prev(version)->first;
  auto found = known_.find(commit);
  return found == known_.end() ? known_.emplace(commit, world_.as_known(commit)).first->second : found->second;
}

const std::vector<Membership>& Facts::memberships(const View& view, const Named& named) const {
  std::pair key{view, view.counting ? named : Named{}};
  auto found = memberships_.find(key);
  if (found == memberships_.end()) {
    const auto& known = world(view);
    auto folded = fold(known, view);
    found = memberships_.emplace(key, view.counting ? with_carried(known, folded, named) : folded).first;
  }
  return found->second;
}

// Suspensions are carried on as memberships are.
const std::vector<bool>& Facts::suspended(const View& view, int actor, int body, const Named& named) const {
  std::tuple key{view, view.counting ? named : Named{}, actor, body};
  auto found = suspended_.find(key);
  if (found != suspended_.end()) {
    return found->second;
  }
  const auto& known = world(view);
  auto days = suspended_days(known, view, actor, body);
  if (view.counting) {
    auto ways = [&](const std::vector<Thing>& things, int one, const std::vector<int>& who) {
      return holds(who, one) ? carried_by(things, one) : std::vector<Carried>{{one, kNever}};
    };
    for (const auto& by_actor : ways(known.actors, actor, named.actors)) {
      for (const auto& by_body : ways(known.bodies, body, named.bodies)) {
        auto more = suspended_days(known, view, by_actor.from, by_body.from);
        int before = std::min({by_actor.before, by_body.before, kAfter + 1});
        for (int day = kBefore; day < before; ++day) {
          auto at = static_cast<std::size_t>(day) + 1;
          days[at] = days[at] || more[at];
        }
      }
    }
  }
  return suspended_.emplace(key, std::move(days)).first->second;
}

Named Facts::all_actors(std::vector<int> bodies) const {
  Named named{std::vector<int>(world_.actors.size()), std::move(bodies)};
  std::iota(named.actors.begin(), named.actors.end(), 0);
  return named;
}

}  // namespace entente::oracle
