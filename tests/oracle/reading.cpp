#include "tests/oracle/reading.h"

#include <algorithm>

namespace entente::oracle {
namespace {

struct Days {
  int first = 0;
  int last = -2;
};

// Days on which every reading of the bounds has it so, before the date of the source cuts them.
Days certain_days(const Claim& claim, int published) {
  int last = kNever;  // none named
  if (claim.until) {
    last = claim.until->days.earliest - 1;
  } else if (claim.observed) {
    last = claim.observed->days.earliest;
  } else if (!claim.until_unknown) {
    last = published;
  }
  if (claim.since) {
    int first = claim.since->days.latest;
    // reading: an undated source vouches for the days that the beginning names; `until unknown` for an exact beginning alone
    bool none = first == kAfter || (claim.until_unknown && claim.since->days.earliest != first);
    return {first, last != kNever ? last : none ? first - 1 : first};
  }
  if (claim.observed) {
    return {claim.observed->days.latest, last};
  }
  // reading: a claim that states no beginning is so on its last day alone, or on that of its source
  bool is_ahead = published != kNever && published <= last;
  bool exact = !claim.until || claim.until->days.earliest == claim.until->days.latest;
  if (last == kNever || last < 0 || (!is_ahead && !exact)) {
    return {};
  }
  int only = is_ahead ? published : last;
  return {only, only};
}

// The last day that the claim vouches for, before the date of the source cuts it.
int last_named(const Claim& claim, int published, int begin) {
  // reading: a day on which its stated end may have come is none that a claim vouches for
  if (claim.until) {
    return claim.until->days.earliest - 1;
  }
  if (claim.observed) {
    return claim.observed->days.latest;
  }
  if (published != kNever && !claim.until_unknown) {
    return published;
  }
  return claim.since ? (claim.since->days.latest == kAfter ? begin : claim.since->days.latest) : begin - 1;
}

int published_of(const World& world, const Claim& claim) {
  return claim.source ? world.sources[static_cast<std::size_t>(*claim.source)].published.value_or(kNever) : kNever;
}

}  // namespace

bool Reading::is_possible(int day) const {
  int first = claim->since ? claim->since->days.earliest : kBefore;
  return first <= day && day < end;
}

bool is_seam(const Claim& one, int began, const Reading& other) {
  const auto& beginning = other.claim->since;
  return one.until && beginning && one.until->days.latest != kAfter && common(one.until->days, beginning->days) &&
         began < other.begin && one.until->days.latest < other.end;
}

bool begins_at_seam(const std::vector<const Reading*>& membership, const Reading& other) {
  return std::any_of(membership.begin(), membership.end(),
                     [&](const Reading* one) { return is_seam(*one->claim, one->begin, other); });
}

std::optional<Reading> read_claim(const World& world, const Claim& claim) {
  int published = published_of(world, claim);
  Reading reading;
  reading.claim = &claim;
  Days certain = certain_days(claim, published);
  certain.last = std::min(certain.last, published);
  reading.certain_first = certain.first;
  reading.certain_last = certain.last;
  if (claim.since && claim.since->days.earliest != kBefore) {
    reading.begin = claim.since->days.earliest;
  } else if (certain.first <= certain.last) {
    reading.begin = certain.first;
  } else if (claim.since) {
    // reading: nothing is vouched for, so it began when at the latest it must have begun
    int last = claim.until && claim.until->days.latest != kAfter ? claim.until->days.latest - 1 : kAfter;
    reading.begin = std::min(claim.since->days.latest, last);
  } else if (claim.observed) {
    reading.begin = claim.observed->days.earliest;  // reading: of "some day of 1904" the best reading is the first
  } else if (claim.until && claim.until->days.latest != kAfter) {
    reading.begin = std::min(claim.until->days.latest - 1, published);
  } else {
    return std::nullopt;
  }
  reading.settled = reading.begin;
  if (claim.until) {
    reading.end_days = claim.until->days;
    reading.end_is_stated = true;
    reading.end = claim.until->days.latest == kAfter ? kNever : claim.until->days.latest;
  }
  reading.vouched_last = last_named(claim, published, reading.begin);
  reading.vouched_last = std::min(reading.vouched_last, published);
  return reading;
}

bool may_hold(const Claim& claim, int day) {
  return (!claim.since || claim.since->days.earliest <= day) &&
         (!claim.until || claim.until->days.latest == kAfter || day < claim.until->days.latest);
}

}  // namespace entente::oracle
