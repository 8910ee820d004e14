// What ends a claim that states no end, or whose end is still ahead of what it vouches for.
#include <algorithm>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

// Keeps the earliest end that lies after what is vouched for, and after the first day where nothing is; among equal days the
// first offered.
class Earliest {
 public:
  explicit Earliest(const Reading& reading)
      : after_(std::max(reading.vouched, reading.first == kAfterAll ? kBeforeAll : reading.first)),
        known_(std::max(reading.vouched == kBeforeAll ? kBeforeAll : reading.vouched + 1,
                        reading.first == kAfterAll ? kBeforeAll : reading.first + 1)),
        end_{reading.claim->ended, kAfterAll, reading.has_end(), {}} {}

  void offer(const Claim& claim, EndCause cause) {
    if (claim.ended.latest > after_ && claim.ended.latest < end_.at) {
      end_ = {claim.ended, claim.ended.latest, true, {cause, claim.id, {}}};
    }
  }
  /// An end that nobody states: it lies between the last day vouched for and `at`.
  void offer_between(Day at, const EndedBy& by) {
    if (at > after_ && at < end_.at) {
      end_ = {bound_between(known_, at), at, false, by};
    }
  }
  /// The first day that the other records behind what is vouched for.
  void offer_first_day_of(const Reading& other, EndCause cause) {
    const DayRange days = other.recorded();
    const Day day = std::max(days.begin, after_ == kBeforeAll ? kBeforeAll : after_ + 1);
    if (days.contains(day)) {
      offer_between(day, {cause, other.claim->id, {}});
    }
  }
  [[nodiscard]] const EffectiveEnd& end() const { return end_; }

 private:
  Day after_;
  Day known_;  // it had not ended before
  EffectiveEnd end_;
};

const FoldContext::RoleInfo* role_info(const FoldContext& context, RoleId role) {
  const auto it = std::find_if(context.roles.begin(), context.roles.end(), [&](const auto& r) { return r.role == role; });
  return it == context.roles.end() ? nullptr : &*it;
}

bool is_ranked(const FoldContext& context, RoleId role) {
  const auto* info = role_info(context, role);
  return info != nullptr && info->rank.has_value();
}

// Full lists that omit the actor; they end what is inferred (rule 13).
void offer_lists(Earliest& earliest, RoleId role, const std::vector<Reading>& same, const std::vector<Reading>& others,
                 const FoldContext& context) {
  for (const auto& list : context.coverage) {
    const bool ends = list.list_day && list.days.begin < life_of(context).end;
    if (ends && is_listed(context, role, list.role) && !lists_the_actor(list, same, context) &&
        !lists_the_actor(list, others, context)) {
      earliest.offer_between(list.days.begin, {EndCause::kList, {}, list});
    }
  }
}

}  // namespace

bool is_listed(const FoldContext& context, RoleId role, RoleId listed) {
  const auto* info = role_info(context, role);
  return !listed || role == listed ||
         (info != nullptr && std::find(info->lists.begin(), info->lists.end(), listed) != info->lists.end());
}

bool lists_the_actor(const Coverage& list, const std::vector<Reading>& facts, const FoldContext& context) {
  return std::any_of(facts.begin(), facts.end(), [&](const Reading& r) {
    return r.claim->kind == ClaimKind::kMembership && r.claim->source == list.source &&
           is_listed(context, r.claim->role, list.role) && r.widest.contains(list.days.begin);
  });
}

EffectiveEnd end_of(const Reading& reading, const std::vector<Reading>& same, const std::vector<Reading>& others,
                    const std::vector<Reading>& denials, const FoldContext& context) {
  const Claim& claim = *reading.claim;
  Earliest earliest(reading);
  if (reading.has_end()) {
    earliest.offer(claim, EndCause::kStated);
  }
  for (const auto& other : same) {  // an end claimed; and, for a claim without one, the end that another states
    const bool claimed = other.claim->kind == ClaimKind::kEnd;
    if (other.claim != &claim && other.has_end() && (claimed || !reading.has_end())) {
      earliest.offer(*other.claim, claimed ? EndCause::kEnd : EndCause::kShared);
    }
  }
  const Day life_end = life_of(context).end;
  if (life_end != kAfterAll) {
    earliest.offer_between(life_end, {EndCause::kLife, {}, {}});
  }
  if (claim.kind != ClaimKind::kMembership) {
    return earliest.end();
  }
  if (is_ranked(context, claim.role)) {
    for (const auto& other : others) {
      if (is_ranked(context, other.claim->role) && other.claim->kind == ClaimKind::kMembership) {
        earliest.offer_first_day_of(other, EndCause::kRole);
      }
    }
  }
  for (const auto& denial : denials) {
    earliest.offer_first_day_of(denial, EndCause::kDenial);
  }
  if (claim.stance == Stance::kFact) {
    offer_lists(earliest, claim.role, same, others, context);
  }
  return earliest.end();
}

}  // namespace entente::claims
