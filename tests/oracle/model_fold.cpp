// Rules 11 and 12: readings of one actor, role, body and stance fold into memberships.
#include <algorithm>
#include <tuple>

#include "tests/oracle/group.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

struct Cluster {
  std::vector<Reading> readings;  // by beginning; of two that begin together the
                                  // one that states it stands first
  std::vector<const Claim*> ends;
  int begin = 0;
  int end = 0;

  // The membership goes on in another claim from where this one, which began on that day, ends.
  [[nodiscard]] bool goes_on(const Claim& claim, int began) const {
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& other) { return is_seam(claim, began, other); });
  }
  [[nodiscard]] bool goes_on_in(const Reading& other) const {
    return std::any_of(readings.begin(), readings.end(),
                       [&](const Reading& one) { return is_seam(*one.claim, one.begin, other); }) ||
           std::any_of(ends.begin(), ends.end(), [&](const Claim* claim) { return is_seam(*claim, begin, other); });
  }
};

std::vector<Cluster> clusters_of(const Group& group) {
  auto readings = group.readings;
  std::erase_if(readings, [](const Reading& r) { return r.begin >= r.end; });
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return std::pair(a.begin, !a.claim->since) < std::pair(b.begin, !b.claim->since);
  });
  std::vector<Cluster> clusters;
  for (const auto& reading : readings) {
    if (clusters.empty() || reading.begin > clusters.back().end) {
      clusters.push_back({{}, {}, reading.begin, reading.end});
    }
    clusters.back().readings.push_back(reading);
    clusters.back().end = std::max(clusters.back().end, reading.end);
  }
  // reading: an end alone belongs to the membership that may hold on the day
  // before it
  for (auto& cluster : clusters) {
    for (const auto* claim : group.ends) {
      const auto& days = claim->until->days;
      if (days.earliest - 1 < cluster.end && cluster.begin <= days.latest - 1) {
        cluster.ends.push_back(claim);
      }
    }
  }
  return clusters;
}

Interval began_of(const Cluster& cluster) {
  const auto& first = cluster.readings.front();
  int latest = kAfter;
  for (const auto& reading : cluster.readings) {
    int by = reading.claim->observed ? reading.claim->observed->days.latest : reading.begin;
    latest = reading.claim->since ? latest : std::min(latest, by);
  }
  Interval began = first.claim->since ? first.claim->since->days : Interval{kBefore, latest};
  for (const auto& reading : cluster.readings) {
    if (reading.claim->since && !cluster.goes_on_in(reading)) {
      began = common(began, reading.claim->since->days).value_or(began);
    }
  }
  return began;
}

std::optional<Interval> ended_of(const Cluster& cluster) {
  const Reading* last = nullptr;
  int vouched_last = cluster.readings.front().begin - 1;
  for (const auto& reading : cluster.readings) {
    vouched_last = std::max(vouched_last, reading.vouched_last);
    if (!reading.end_days) {
      return std::nullopt;
    }
    // Of those that end last a stated end, else the one that is known to have held longest.
    auto place = [](const Reading& one) { return std::tuple{one.end, one.end_is_stated, one.end_days->earliest}; };
    if (last == nullptr || place(reading) > place(*last)) {
      last = &reading;
    }
  }
  Interval ended = *last->end_days;
  if (!last->end_is_stated) {
    ended.earliest = std::min(std::max(vouched_last + 1, last->end_days->earliest), last->end);
  }
  std::vector<Interval> stated;
  for (const auto& reading : cluster.readings) {
    if (reading.claim->until && !cluster.goes_on(*reading.claim, reading.begin)) {
      stated.push_back(reading.claim->until->days);
    }
  }
  for (const auto* claim : cluster.ends) {
    if (!cluster.goes_on(*claim, cluster.begin)) {
      stated.push_back(claim->until->days);
    }
  }
  std::stable_sort(stated.begin(), stated.end(), [](const Interval& a, const Interval& b) { return a.latest > b.latest; });
  for (const auto& days : stated) {
    ended = common(ended, days).value_or(ended);
  }
  return ended;
}

// By its own bounds the claim, drawn out through those that touch it, has
// nothing before `from` (rule 12).
bool rules_out_before(const Cluster& cluster, const Reading& reading, int day) {
  if (!reading.claim->since || day >= reading.claim->since->days.earliest) {
    return false;
  }
  return std::none_of(cluster.readings.begin(), cluster.readings.end(),
                      [&](const Reading& other) { return other.end == reading.begin && !rules_out_before(cluster, other, day); });
}

bool rules_out_after(const Cluster& cluster, const Claim& claim, int end, int day) {
  if (!claim.until || claim.until->days.latest == kAfter || day < claim.until->days.latest) {
    return false;
  }
  return std::none_of(cluster.readings.begin(), cluster.readings.end(), [&](const Reading& other) {
    return other.claim->since && other.begin == end && !rules_out_after(cluster, *other.claim, other.end, day);
  });
}

bool is_certain(const Group& group, const Cluster& cluster, int day) {
  bool is_claimed = false;
  for (const auto& reading : cluster.readings) {
    is_claimed = is_claimed || reading.is_certain(day);
    if (rules_out_before(cluster, reading, day) || rules_out_after(cluster, *reading.claim, reading.end, day)) {
      return false;
    }
  }
  for (const auto* claim : cluster.ends) {
    if (rules_out_after(cluster, *claim, claim->until->days.latest, day)) {
      return false;
    }
  }
  return is_claimed && !is_any_recorded(group.denials, day);
}

bool is_alive(const Group& group, int day) {
  const auto& actor = at(group.world.actors, group.actor).life;
  const auto& body = at(group.world.bodies, group.body).life;
  return actor.begin <= day && day < actor.end && body.begin <= day && day < body.end;
}

Membership membership_of(const Group& group, const Cluster& cluster) {
  Membership membership;
  membership.actor = group.actor;
  membership.role = group.role;
  membership.body = group.body;
  membership.stance = group.stance;
  membership.began = began_of(cluster);
  membership.begin = membership.began.earliest == kBefore ? cluster.begin : membership.began.earliest;
  membership.ended = ended_of(cluster);
  membership.end = membership.ended && membership.ended->latest != kAfter ? membership.ended->latest : kNever;
  // reading: where claims touch on an imprecise day, the narrowed beginning and end may leave nothing between them
  membership.begin = membership.begin < membership.end ? membership.begin : cluster.begin;
  for (int day = kBefore; day <= kAfter; ++day) {
    bool possible = is_alive(group, day) && std::any_of(cluster.readings.begin(), cluster.readings.end(),
                                                        [&](const Reading& r) { return r.is_possible(day); });
    Level level = possible ? Level::kPossible : Level::kNo;
    // reading: a plan may come before the life of what it plans, yet nothing
    // holds outside of it
    if (membership.begin <= day && day < membership.end && is_alive(group, day)) {
      level = is_certain(group, cluster, day) ? Level::kCertain : Level::kInferred;
    }
    membership.levels[static_cast<std::size_t>(day) + 1] = level;
  }
  auto add_source = [&](const Claim& claim) {
    if (claim.source) {
      membership.sources.insert(at(group.world.sources, *claim.source).key);
    }
  };
  for (const auto& reading : cluster.readings) {
    add_source(*reading.claim);
  }
  for (const auto* claim : cluster.ends) {
    add_source(*claim);
    bool is_its_end = membership.ended && common(*membership.ended, claim->until->days) && !cluster.goes_on(*claim, cluster.begin);
    if (membership.how.empty() && is_its_end) {
      membership.how = claim->how;
    }
  }
  return membership;
}

std::vector<Membership> fold_group(const Group& group) {
  std::vector<Membership> memberships;
  for (const auto& cluster : clusters_of(group)) {
    memberships.push_back(membership_of(group, cluster));
  }
  return memberships;
}

}  // namespace

std::vector<Membership> fold(const World& world, const View& view) {
  auto seen = claims_in_view(world, view);
  // Claims of one actor, role, body and stance add up by themselves.
  std::set<std::tuple<int, int, int, Stance>> keys;
  for (const auto* claim : seen) {
    if (claim->stance == Stance::kFact || view.including.contains(claim->stance)) {
      keys.insert({claim->actor, claim->role, claim->body, claim->stance});
    }
  }
  std::vector<Membership> memberships;
  for (const auto& [actor, role, body, stance] : keys) {
    auto folded = fold_group(read_group({world, view, seen, actor, role, body, stance, {}, {}, {}, {}}));
    memberships.insert(memberships.end(), folded.begin(), folded.end());
  }
  return memberships;
}

std::vector<bool> suspended_days(const World& world, const View& view, int actor, int body) {
  auto seen = claims_in_view(world, view);
  auto group = read_suspensions({world, view, seen, actor, 0, body, Stance::kFact, {}, {}, {}, {}});
  std::vector<bool> days(kDayCount, false);
  for (const auto& cluster : clusters_of(group)) {
    auto began = began_of(cluster);
    auto ended = ended_of(cluster);
    int end = ended && ended->latest != kAfter ? ended->latest : kNever;
    for (int day = began.earliest == kBefore ? cluster.begin : began.earliest; day < end && day <= kAfter; ++day) {
      days[static_cast<std::size_t>(day) + 1] = true;
    }
  }
  return days;
}

}  // namespace entente::oracle
