#include "engine/claims/reading.h"

#include <algorithm>

#include "engine/claims/fold.h"

namespace entente::claims {
namespace {

bool is_known(Day day) { return day != kBeforeAll && day != kAfterAll; }

bool states_beginning(const Claim& claim) {
  return claim.kind != ClaimKind::kEnd && !claim.observed && claim.began.stated() &&
         claim.began.notation != Bound::Notation::kUnknown;
}

std::optional<Day> published(SourceId source, const FoldContext& context) {
  const auto it = std::find_if(context.sources.begin(), context.sources.end(), [&](const auto& s) { return s.source == source; });
  return it == context.sources.end() ? std::nullopt : it->published_last;
}

// The last day that the claim itself names.
Day last_named(const Claim& claim) {
  Day day = kBeforeAll;
  if (claim.observed || states_beginning(claim)) {
    day = is_known(claim.began.latest) ? claim.began.latest : claim.began.earliest;
  }
  if (claim.ended.stated() && is_known(claim.ended.latest)) {
    day = std::max(day, claim.ended.latest - 1);
  }
  return day;
}

// The first day of the best reading: the earliest day of the beginning where that is known, else the first day vouched for.
Day first_day(const Claim& claim, bool states, Day vouched) {
  if (claim.observed || states) {
    return is_known(claim.began.earliest) ? claim.began.earliest : claim.began.latest;
  }
  return vouched == kBeforeAll ? kAfterAll : vouched;
}

// The days that every reading has: of an observation the day itself, if it is one.
DayRange certain_days(const Claim& claim, bool states) {
  if (claim.kind == ClaimKind::kEnd) {
    return {0, 0};
  }
  if (claim.observed) {
    return claim.began.exact() ? DayRange{claim.began.earliest, claim.began.earliest + 1} : DayRange{0, 0};
  }
  const bool stated = claim.ended.stated();
  return {states ? claim.began.latest : kAfterAll, stated ? claim.ended.earliest : kAfterAll};
}

}  // namespace

bool Reading::has_end() const { return claim->ended.stated() && is_known(claim->ended.latest); }

DayRange life_of(const FoldContext& context) {
  return {std::max(context.actor_life_widest.begin, context.body_life_widest.begin),
          std::min(context.actor_life_widest.end, context.body_life_widest.end)};
}

Day vouched_last(const Claim& claim, const FoldContext& context) {
  const auto date = published(claim.source, context);
  Day day = last_named(claim);
  if (claim.observed) {
    day = date ? std::clamp(*date, claim.began.earliest, claim.began.latest) : claim.began.latest;
  } else if (date && claim.ended.notation != Bound::Notation::kUnknown) {
    day = *date;
  }
  if (claim.ended.stated() && is_known(claim.ended.latest)) {
    day = std::min(day, claim.ended.latest - 1);
  }
  return day;
}

Reading read(const Claim& claim, const FoldContext& context) {
  Reading out;
  out.claim = &claim;
  out.states_beginning = states_beginning(claim);
  out.vouched = vouched_last(claim, context);
  const Day life_end = life_of(context).end;
  if (is_known(life_end)) {
    out.vouched = std::min(out.vouched, life_end - 1);
  }
  out.first = first_day(claim, out.states_beginning, out.vouched);
  out.settled = out.first;
  out.widest = {out.states_beginning ? claim.began.earliest : kBeforeAll, claim.ended.stated() ? claim.ended.latest : kAfterAll};
  out.certain = certain_days(claim, out.states_beginning);
  return out;
}

}  // namespace entente::claims
