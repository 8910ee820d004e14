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

// The first day of the best reading: the earliest day of the beginning where that is known, else the first day vouched for. What
// began before some day, no later than that day.
Day first_day(const Claim& claim, bool states, Day last) {
  if (claim.observed || states) {
    if (is_known(claim.began.earliest)) {
      return claim.began.earliest;
    }
    return claim.ended.stated() && is_known(claim.ended.latest) ? std::min(claim.began.latest, claim.ended.latest - 1)
                                                                : claim.began.latest;
  }
  return last == kBeforeAll ? kAfterAll : last;
}

// A claim that states no beginning is so on one day: when its source was published, if its end was still ahead, else on its last
// day, if that is one.
DayRange certain_day_without_beginning(const Claim& claim, std::optional<Day> date) {
  if (claim.ended.notation == Bound::Notation::kUnknown) {
    return {0, 0};
  }
  const bool ends = claim.ended.stated();
  if (date && (!ends || *date < claim.ended.earliest)) {
    return {*date, *date + 1};
  }
  return ends && claim.ended.exact() ? DayRange{claim.ended.earliest - 1, claim.ended.earliest} : DayRange{0, 0};
}

// The days that every reading has, vouched for or not.
DayRange certain_days(const Claim& claim, bool states, std::optional<Day> date) {
  if (claim.kind == ClaimKind::kEnd) {
    return {0, 0};
  }
  if (claim.observed) {  // the day itself, if it is one
    return claim.began.exact() ? DayRange{claim.began.earliest, claim.began.earliest + 1} : DayRange{0, 0};
  }
  if (!states) {
    return certain_day_without_beginning(claim, date);
  }
  if (claim.ended.notation == Bound::Notation::kUnknown) {  // on the day on which it began, if that is one
    return claim.began.exact() ? DayRange{claim.began.earliest, claim.began.earliest + 1} : DayRange{0, 0};
  }
  return {claim.began.latest, claim.ended.stated() ? claim.ended.earliest : kAfterAll};
}

// The last day that the claim speaks of by its best reading, none after its source was published.
Day last_spoken_of(const Claim& claim, const FoldContext& context) {
  const auto date = published(claim.source, context);
  Day day = last_named(claim);
  if (date) {
    const bool until_published = !claim.observed && claim.ended.notation != Bound::Notation::kUnknown;
    day = until_published ? *date : std::min(day, *date);
  }
  if (claim.ended.stated() && is_known(claim.ended.latest)) {
    day = std::min(day, claim.ended.latest - 1);
  }
  return day;
}

}  // namespace

bool Reading::has_end() const { return claim->ended.stated() && is_known(claim->ended.latest); }

DayRange life_of(const FoldContext& context) {
  return {std::max(context.actor_life_widest.begin, context.body_life_widest.begin),
          std::min(context.actor_life_widest.end, context.body_life_widest.end)};
}

Day vouched_last(const Claim& claim, const FoldContext& context) {
  const Day last = last_spoken_of(claim, context);
  if (!claim.ended.stated() || claim.ended.notation == Bound::Notation::kUnknown) {
    return last;
  }
  return claim.ended.earliest == kBeforeAll ? kBeforeAll : std::min(last, claim.ended.earliest - 1);
}

Reading read(const Claim& claim, const FoldContext& context) {
  Reading out;
  out.claim = &claim;
  out.states_beginning = states_beginning(claim);
  const Day life_end = life_of(context).end;
  const Day last = is_known(life_end) ? life_end - 1 : kAfterAll;
  out.vouched = std::min(vouched_last(claim, context), last);
  out.first = first_day(claim, out.states_beginning, std::min(last_spoken_of(claim, context), last));
  out.settled = out.first;
  out.widest = {out.states_beginning ? claim.began.earliest : kBeforeAll, claim.ended.stated() ? claim.ended.latest : kAfterAll};
  out.certain = certain_days(claim, out.states_beginning, published(claim.source, context));
  return out;
}

}  // namespace entente::claims
