#include "tests/oracle/group.h"

#include <algorithm>
#include <iterator>

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

std::vector<Reading> read_all(const World& world, const std::vector<const Claim*>& claims) {
  std::vector<Reading> readings;
  for (const auto* claim : claims) {
    if (auto reading = read_claim(world, *claim)) {
      readings.push_back(*reading);
    }
  }
  return readings;
}

// What goes on from another claim is recorded no earlier than that.
void settle_behind_seams(std::vector<Reading*> readings) {
  std::stable_sort(readings.begin(), readings.end(), [](const Reading* a, const Reading* b) { return a->begin < b->begin; });
  for (auto* later : readings) {
    for (const auto* earlier : readings) {
      if (is_seam(*earlier->claim, earlier->begin, *later)) {
        later->settled = std::max(later->settled, earlier->settled);
      }
    }
  }
}

// reading: another role is recorded from where its beginnings, narrowed by rule 11 (iii), say that it began, not from the first
// day of the least precise of them
void settle(std::vector<Reading>& readings, int role) {
  std::vector<Reading*> of_role;
  for (auto& reading : readings) {
    if (reading.claim->role == role) {
      of_role.push_back(&reading);
    }
  }
  std::vector<Reading*> open;
  std::copy_if(of_role.begin(), of_role.end(), std::back_inserter(open), [&](const Reading* reading) {
    return reading->claim->since && !begins_at_seam({of_role.begin(), of_role.end()}, *reading);
  });
  std::stable_sort(open.begin(), open.end(), [](const Reading* a, const Reading* b) {
    const auto& x = a->claim->since->days;
    const auto& y = b->claim->since->days;
    return std::pair(x.earliest, x.latest) < std::pair(y.earliest, y.latest);
  });
  while (!open.empty()) {
    Interval days = open[0]->claim->since->days;
    std::vector<Reading*> mine;
    std::vector<Reading*> rest;
    for (auto* reading : open) {
      auto shared = common(days, reading->claim->since->days);
      days = shared.value_or(days);
      (shared ? mine : rest).push_back(reading);
    }
    for (auto* reading : mine) {
      reading->settled = days.earliest == kBefore ? reading->begin : days.earliest;
    }
    open = rest;
  }
  settle_behind_seams(of_role);
}

// reading: the end of actor or body ends even what a source without an end
// would vouch for
void end_with_life(const Group& group, Reading& reading) {
  int end = std::min(at(group.world.actors, group.actor).life.end, at(group.world.bodies, group.body).life.end);
  if (!reading.claim->since && !reading.claim->observed) {
    reading.begin = std::min(reading.begin, end - 1);
    reading.settled = std::min(reading.settled, end - 1);
  }
  if (reading.begin < end && end < reading.end) {
    reading.end = end;
    reading.end_days = Interval{std::clamp(reading.vouched_last + 1, reading.begin + 1, end), end};
    reading.end_is_stated = false;
  }
}

void find_enders(Group& group) {
  if (group.stance == Stance::kFact) {
    group.denials = read_all(group.world, chosen(group.seen, [&](const Claim& c) {
                               return c.kind == Kind::kMembership && c.stance == Stance::kDenied && c.actor == group.actor &&
                                      c.role == group.role && c.body == group.body;
                             }));
  }
  if (!at(group.world.roles, group.role).rank) {
    return;
  }
  group.other_ranks = read_all(group.world, chosen(group.seen, [&](const Claim& c) {
                                 return c.kind == Kind::kMembership && c.stance == group.stance && c.actor == group.actor &&
                                        c.body == group.body && c.role != group.role && at(group.world.roles, c.role).rank;
                               }));
  for (int role = 0; role < static_cast<int>(group.world.roles.size()); ++role) {
    settle(group.other_ranks, role);
  }
  for (auto& reading : group.other_ranks) {
    end_with_life(group, reading);
  }
}

// reading: a list of members lists the elected members too, so that it speaks
// of every role under the one it lists
bool is_left_out_of_list(const Group& group, int day) {
  for (int source = 0; source < static_cast<int>(group.world.sources.size()); ++source) {
    if (!group.view.shows_source(group.world, source)) {
      continue;
    }
    for (const auto& covers : at(group.world.sources, source).covers) {
      if (!covers.is_list || covers.days.earliest != day || covers.body != group.body ||
          !group.world.is_role(group.role, covers.role)) {
        continue;
      }
      auto listed = chosen(group.seen, [&](const Claim& c) {
        return c.kind == Kind::kMembership && c.stance == Stance::kFact && c.actor == group.actor && c.body == group.body &&
               c.source == source && group.world.is_role(c.role, covers.role) && may_hold(c, day);
      });
      if (listed.empty()) {
        return true;
      }
    }
  }
  return false;
}

// reading: denials and lists speak of facts, and say nothing of what is
// planned, proposed or alleged
bool ends_inferred(const Group& group, int day) {
  return is_any_recorded(group.other_ranks, day) || is_any_recorded(group.denials, day) ||
         (group.stance == Stance::kFact && is_left_out_of_list(group, day));
}

// An end claimed by another cuts what lies past the last day vouched for, a
// stated end still ahead or not (rule 13).
void take_claimed_end(Reading& reading, const std::vector<const Claim*>& ends) {
  for (const auto* claim : ends) {
    int end = claim->until->days.latest;
    if (end != kAfter && end > std::max(reading.vouched_last, reading.begin) && end < reading.end) {
      reading.end = end;
      reading.end_days = claim->until->days;
      reading.end_is_stated = true;
    }
  }
}

// reading: what its source announces for later is cut on a day after it began, at the earliest
void cut_inferred(const Group& group, Reading& reading) {
  int alive = std::min(at(group.world.actors, group.actor).life.end, at(group.world.bodies, group.body).life.end);
  for (int day = std::max(reading.vouched_last, reading.begin) + 1; day < std::min({reading.end, alive, kAfter}); ++day) {
    if (ends_inferred(group, day)) {
      reading.end = day;
      reading.end_days = Interval{std::max(reading.vouched_last, reading.begin) + 1, day};
      reading.end_is_stated = false;
      return;
    }
  }
}

}  // namespace

std::vector<const Claim*> chosen(const std::vector<const Claim*>& claims, const std::function<bool(const Claim&)>& wanted) {
  std::vector<const Claim*> found;
  std::copy_if(claims.begin(), claims.end(), std::back_inserter(found), [&](const Claim* claim) { return wanted(*claim); });
  return found;
}

std::vector<const Claim*> claims_in_view(const World& world, const View& view) {
  std::vector<const Claim*> found;
  for (const auto& claim : world.claims) {
    if (view.shows(world, claim)) {
      found.push_back(&claim);
    }
  }
  return found;
}

bool is_any_recorded(const std::vector<Reading>& readings, int day) {
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& r) { return r.is_recorded(day); });
}

// Rule 11 (i): the earliest end that another claim states, after the last day
// vouched for.
void take_end(Reading& reading, const std::vector<const Claim*>& claims) {
  if (reading.end_days) {
    return;
  }
  for (const auto* claim : claims) {
    if (claim == reading.claim || !claim->until || claim->until->days.latest == kAfter) {
      continue;
    }
    int end = claim->until->days.latest;
    if (end > std::max(reading.vouched_last, reading.begin) && end < reading.end) {
      reading.end = end;
      reading.end_days = claim->until->days;
      reading.end_is_stated = true;
    }
  }
}

Group read_suspensions(Group group) {
  auto claims = chosen(group.seen, [&](const Claim& c) {
    return c.kind == Kind::kSuspension && c.stance == Stance::kFact && c.actor == group.actor && c.body == group.body;
  });
  for (const auto* claim : claims) {
    if (auto reading = read_claim(group.world, *claim)) {
      take_end(*reading, claims);
      end_with_life(group, *reading);
      group.readings.push_back(*reading);
    }
  }
  return group;
}

Group read_group(Group group) {
  auto claims = chosen(group.seen, [&](const Claim& c) {
    return c.kind != Kind::kSuspension && c.actor == group.actor && c.role == group.role && c.body == group.body &&
           c.stance == group.stance;
  });
  if (claims.empty()) {
    return group;
  }
  find_enders(group);
  for (const auto* claim : claims) {
    if (claim->kind == Kind::kEnd) {
      group.ends.push_back(claim);
    }
  }
  for (const auto* claim : claims) {
    auto reading = claim->kind == Kind::kMembership ? read_claim(group.world, *claim) : std::nullopt;
    if (!reading) {
      continue;
    }
    int alive = std::min(at(group.world.actors, group.actor).life.end, at(group.world.bodies, group.body).life.end);
    if (reading->begin >= alive) {
      reading->vouched_last = std::min(reading->vouched_last, alive - 1);  // nothing is vouched for beyond a life
    }
    take_end(*reading, claims);
    take_claimed_end(*reading, group.ends);
    end_with_life(group, *reading);
    cut_inferred(group, *reading);
    group.readings.push_back(*reading);
  }
  return group;
}

}  // namespace entente::oracle
