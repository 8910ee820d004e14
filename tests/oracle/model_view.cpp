// What a question may look at, and what is covered in it.
#include <algorithm>
#include <iterator>

#include "tests/oracle/model.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

}  // namespace

int place_of(const Role& role) { return role.place.value_or(role.rank.value_or(kUnranked)); }

bool Membership::holds(int day, Sureness sureness) const {
  Level least = sureness == Sureness::kCertainly  ? Level::kCertain
                : sureness == Sureness::kPossibly ? Level::kPossible
                                                  : Level::kInferred;
  return level(day) >= least;
}

std::optional<int> Membership::first_day() const {
  for (int day = begin; day < end && day <= kAfter; ++day) {
    if (holds(day, Sureness::kBest)) {
      return day;
    }
  }
  return std::nullopt;
}

bool World::is_role(int role, int asked) const {
  if (asked == kAnyRole || role == asked) {
    return true;
  }
  return role != kAnyRole && at(roles, role).under && is_role(*at(roles, role).under, asked);
}

World World::as_known(int commit) const {
  World known = *this;
  auto version = versions.upper_bound(commit);
  static_cast<Catalogue&>(known) = version == versions.begin() ? Catalogue(*this) : std::prev(version)->second;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    known.actors[i].name = actors[i].name;
  }
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    known.bodies[i].name = bodies[i].name;
  }
  for (std::size_t i = 0; i < roles.size(); ++i) {
    known.roles[i].under = roles[i].under;
    known.roles[i].place = place_of(roles[i]);
  }
  return known;
}

int World::commit_on(int day) const {
  return static_cast<int>(std::upper_bound(commit_days.begin(), commit_days.end(), day) - commit_days.begin());
}

int World::day_of_commit(int commit) const {
  if (commit_days.empty()) {
    return today();
  }
  return commit >= 1 && commit <= static_cast<int>(commit_days.size()) ? at(commit_days, commit - 1) : commit_days.back();
}

bool View::shows_source(const World& world, int source) const {
  return is_published(world, source) &&
         (according.empty() ||
          std::any_of(according.begin(), according.end(), [&](const SourceRef& ref) { return ref.source == source && !ref.via; }));
}

bool View::shows(const World& world, const Claim& claim) const {
  if (claim.commit > commit || (claim.retired != kForever && claim.retired <= commit)) {
    return false;
  }
  if (!claim.source) {
    return !reported && according.empty();
  }
  return is_published(world, *claim.source) &&
         (according.empty() || std::any_of(according.begin(), according.end(), [&](const SourceRef& ref) {
            return ref.source == claim.source && (!ref.via || ref.via == claim.via);
          }));
}

bool View::is_published(const World& world, int source) const {
  const auto& one = at(world.sources, source);
  return one.present && (!reported || (one.published && *one.published <= *reported));
}

bool is_listed(const World& world, const View& view, int role, int body, int day) {
  for (int source = 0; source < static_cast<int>(world.sources.size()); ++source) {
    for (const auto& covers : at(world.sources, source).covers) {
      if (view.shows_source(world, source) && covers.body == body && world.is_role(role, covers.role) &&
          covers.days.earliest <= day && day <= covers.days.latest) {
        return true;
      }
    }
  }
  return false;
}

// Nothing is possible outside of the life of a body, so that there an absence is known.
bool is_covered(const World& world, const View& view, int role, int body, int day) {
  const auto& thing = at(world.bodies, body);
  bool is_dead = thing.present && (day < thing.life.begin || day >= thing.life.end);
  return is_dead || is_listed(world, view, role, body, day);
}

}  // namespace entente::oracle
