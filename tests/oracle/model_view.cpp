// What a question may look at, and what is covered in it.
#include <algorithm>

#include "tests/oracle/model.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

}  // namespace

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
  return one.present && one.commit <= commit && (!reported || (one.published && *one.published <= *reported));
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
  bool is_dead = thing.commit <= view.commit && (day < thing.life.begin || day >= thing.life.end);
  return is_dead || is_listed(world, view, role, body, day);
}

}  // namespace entente::oracle
