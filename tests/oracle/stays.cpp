#include "tests/oracle/stays.h"

#include <algorithm>
#include <map>

namespace entente::oracle {
namespace {

const Membership* highest(const World& world, const std::vector<const Membership*>& memberships,
                          const std::function<bool(const Membership*)>& wanted) {
  const Membership* found = nullptr;
  for (const auto* one : memberships) {
    if (wanted(one) && (found == nullptr || is_higher(world, one, found))) {
      found = one;
    }
  }
  return found;
}

}  // namespace

const Membership* Stay::first(const World& world) const {
  return highest(world, memberships, [&](const Membership* one) { return best_days(*one)->earliest == begin; });
}

const Membership* Stay::last(const World& world) const {
  return highest(world, memberships, [&](const Membership* one) { return best_days(*one)->latest == end; });
}

std::optional<Interval> best_days(const Membership& membership) {
  std::optional<Interval> days;
  for (int day = kBefore; day <= kAfter; ++day) {
    if (membership.holds(day, Sureness::kBest)) {
      days = days ? days : std::optional(Interval{day, day});
      days->latest = day == kAfter ? kNever : day + 1;
    }
  }
  return days;
}

Interval began_of(const Membership& membership) {
  int first = best_days(membership)->earliest;
  bool may_be = membership.began.earliest <= first && first <= membership.began.latest;
  return may_be ? membership.began : Interval{first, first};
}

bool is_higher(const World& world, const Membership* a, const Membership* b) {
  auto key = [&](const Membership* one) {
    const auto& role = world.roles[static_cast<std::size_t>(one->role)];
    return std::pair{place_of(role), role.name};
  };
  return key(a) < key(b);
}

std::vector<Stay> stays_of(const std::vector<Membership>& memberships, const std::function<bool(const Membership&)>& wanted) {
  std::map<std::tuple<int, int, Stance>, std::vector<std::pair<Interval, const Membership*>>> by_key;
  for (const auto& membership : memberships) {
    auto days = wanted(membership) ? best_days(membership) : std::nullopt;
    if (days) {
      by_key[{membership.actor, membership.body, membership.stance}].push_back({*days, &membership});
    }
  }
  std::vector<Stay> stays;
  for (auto& [key, spans] : by_key) {
    std::stable_sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.first.earliest < b.first.earliest; });
    bool is_first = true;
    for (const auto& [days, membership] : spans) {
      if (is_first || days.earliest > stays.back().end) {
        stays.push_back({membership->actor, membership->body, membership->stance, days.earliest, days.latest, {}});
      }
      stays.back().memberships.push_back(membership);
      stays.back().end = std::max(stays.back().end, days.latest);
      is_first = false;
    }
  }
  return stays;
}

}  // namespace entente::oracle
