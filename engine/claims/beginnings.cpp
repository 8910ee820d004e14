// What the beginnings that claims state do to each other (rule 11 (iii)).
#include <algorithm>
#include <tuple>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

// The days common to both; a common day that one of them is keeps its writing.
Bound narrowed(const Bound& a, const Bound& b) {
  const Day earliest = std::max(a.earliest, b.earliest);
  const Day latest = std::min(a.latest, b.latest);
  if (a.earliest == earliest && a.latest == latest) {
    return a;
  }
  return b.earliest == earliest && b.latest == latest ? b : bound_between(earliest, latest);
}

bool goes_on_from(const Reading& before, const Reading& reading) {
  return before.claim->kind != ClaimKind::kEnd &&
         goes_on_in(before, before.first, reading, reading.has_end() ? reading.claim->ended.latest : kAfterAll);
}

}  // namespace

bool share_a_day(const Bound& a, const Bound& b) { return a.earliest <= b.latest && b.earliest <= a.latest; }

bool begins_before(const Bound& a, const Bound& b) {
  return std::tuple(a.earliest, a.latest, a.notation, a.precision, a.mark) <
         std::tuple(b.earliest, b.latest, b.notation, b.precision, b.mark);
}

Share narrow(Bound& common, const Bound& bound) {
  if (!share_a_day(common, bound)) {
    return Share::kApart;
  }
  common = narrowed(common, bound);
  return Share::kAgrees;
}

bool goes_on_in(const Reading& one, Day began, const Reading& other, Day ends) {
  return one.has_end() && other.states_beginning && share_a_day(one.claim->ended, other.claim->began) && began < other.first &&
         one.claim->ended.latest < ends;
}

std::vector<Reading> with_settled_beginnings(std::vector<Reading> same) {
  std::vector<Reading*> open;
  std::vector<Reading*> going_on;
  for (auto& reading : same) {
    if (reading.states_beginning) {
      const bool goes_on = std::any_of(same.begin(), same.end(), [&](const Reading& r) { return goes_on_from(r, reading); });
      (goes_on ? going_on : open).push_back(&reading);
    }
  }
  std::sort(open.begin(), open.end(),
            [](const Reading* a, const Reading* b) { return begins_before(a->claim->began, b->claim->began); });
  while (!open.empty()) {  // from the earliest on; what shares no day with what is left begins anew
    Bound common = open.front()->claim->began;
    std::vector<Reading*> together;
    std::vector<Reading*> passed_over;
    for (Reading* reading : open) {
      const bool shares = narrow(common, reading->claim->began) != Share::kApart;
      (shares ? together : passed_over).push_back(reading);
    }
    for (Reading* reading : together) {
      reading->settled = common.earliest != kBeforeAll ? common.earliest : reading->first;
    }
    open = std::move(passed_over);
  }
  std::sort(going_on.begin(), going_on.end(), [](const Reading* a, const Reading* b) { return a->first < b->first; });
  for (Reading* reading : going_on) {  // no earlier than what it goes on from
    for (const auto& before : same) {
      if (goes_on_from(before, *reading)) {
        reading->settled = std::max(reading->settled, before.settled);
      }
    }
  }
  return same;
}

}  // namespace entente::claims
