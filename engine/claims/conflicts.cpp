#include "engine/claims/conflicts.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/claims/fold.h"
#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

bool is_end(const Reading& reading) { return reading.claim->kind == ClaimKind::kEnd; }

// Days on each of which a claim has it so; or, as of an observation in some month, days on one of which it was so.
struct Vouched {
  DayRange days;
  bool each = true;
};

Vouched vouched_by(const Reading& r) {
  const Claim& claim = *r.claim;
  const Day last = r.vouched == kBeforeAll ? kBeforeAll : r.vouched + 1;
  if (claim.observed && !claim.began.exact()) {
    return {{claim.began.earliest, std::min(claim.began.latest + 1, last)}, false};
  }
  return {{r.certain.begin, std::min(r.certain.end, last)}};
}

// The days of `vouched` on which it cannot be so where it may be so in `span` alone.
SpanList outside(const Vouched& vouched, DayRange span) {
  const SpanList days{vouched.days};
  return vouched.each || !days.touches(span) ? subtract(days, SpanList{span}) : SpanList{};
}

// The days on which both are so, whatever the dates turn out to be.
SpanList both(const Vouched& a, const Vouched& b) {
  const SpanList common = intersect(SpanList{a.days}, SpanList{b.days});
  const bool surely = (a.each || common == SpanList{a.days}) && (b.each || common == SpanList{b.days});
  return surely && (a.each || b.each || a.days.begin + 1 == a.days.end) ? common : SpanList{};
}

// Between two bounds that share no day the one has it so, the other not.
SpanList between(const Bound& a, const Bound& b) {
  return SpanList{DayRange{std::min(a.latest, b.latest), std::max(a.earliest, b.earliest)}};
}

// The claims of one role. Where one ends on a day on which another begins they may touch, and count as one: neither that end nor
// that beginning is one of the membership.
class Stays {
 public:
  explicit Stays(const RoleReadings& role) : role_(role), stays_(role.readings.size()) {
    for (std::size_t i = 0; i < stays_.size(); ++i) {
      for (std::size_t j = 0; j < stays_.size(); ++j) {
        if (i != j && reading(i).has_end() && reading(j).states_beginning &&
            share_a_day(reading(i).claim->ended, reading(j).claim->began)) {
          stays_[i].continued = true;
          stays_[j].continues = true;
        }
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return stays_.size(); }
  [[nodiscard]] const Reading& reading(std::size_t i) const { return role_.readings[i]; }

  // Why two of them cannot both hold, and when.
  [[nodiscard]] std::optional<std::pair<ConflictWhy, SpanList>> disagree(std::size_t a, std::size_t b) const {
    if (!are_one_membership(a, b)) {
      return std::nullopt;
    }
    const Claim& x = *reading(a).claim;
    const Claim& y = *reading(b).claim;
    if (begins(a) && begins(b) && !share_a_day(x.began, y.began)) {
      return std::pair(ConflictWhy::kBeginnings, between(x.began, y.began));
    }
    if (ends(a) && ends(b) && !share_a_day(x.ended, y.ended)) {
      return std::pair(ConflictWhy::kEnds, between(x.ended, y.ended));
    }
    const SpanList days = unite(outside(vouched_by(reading(a)), widest(b)), outside(vouched_by(reading(b)), widest(a)));
    return days.empty() ? std::nullopt : std::optional(std::pair(ConflictWhy::kOutsideSpan, days));
  }

 private:
  struct Stay {
    bool continues = false;  // it may begin where another ends
    bool continued = false;
  };

  [[nodiscard]] bool begins(std::size_t i) const { return reading(i).states_beginning && !stays_[i].continues; }
  [[nodiscard]] bool ends(std::size_t i) const { return reading(i).has_end() && !stays_[i].continued; }

  // Outside of these days it cannot be so; where it goes on in another claim, that one says how far.
  [[nodiscard]] DayRange widest(std::size_t i) const {
    const DayRange own = reading(i).widest;
    return {stays_[i].continues ? kBeforeAll : own.begin, stays_[i].continued ? kAfterAll : own.end};
  }

  // The days of a claim by its best reading; of one that vouches for no day, those that are possible.
  [[nodiscard]] DayRange best(std::size_t i) const {
    const Day end = role_.ends[i].at;
    return {reading(i).first < end ? reading(i).first : reading(i).widest.begin, end};
  }

  // Two stays are of one membership where they overlap; an end belongs to the stay before it. Who left and came back has two.
  [[nodiscard]] bool are_one_membership(std::size_t a, std::size_t b) const {
    if (is_end(reading(b))) {
      std::swap(a, b);
    }
    if (!is_end(reading(a))) {
      return SpanList{best(a)}.touches(best(b));
    }
    const Bound& end = reading(a).claim->ended;
    if (is_end(reading(b))) {
      const Bound& other = reading(b).claim->ended;
      return !begins_again({std::min(end.latest, other.latest), std::max(end.earliest, other.earliest)});
    }
    return best(b).begin < end.latest && !begins_again({best(b).end, end.latest});
  }

  [[nodiscard]] bool begins_again(DayRange days) const {
    return std::any_of(role_.readings.begin(), role_.readings.end(),
                       [&](const Reading& r) { return !is_end(r) && days.contains(r.first); });
  }

  const RoleReadings& role_;
  std::vector<Stay> stays_;
};

class Finder {
 public:
  Finder(const std::vector<Claim>& claims, const FoldContext& context) : context_(context), pair_(readings_of(claims, context)) {
    std::erase_if(pair_.roles, [](const RoleReadings& role) { return role.stance != Stance::kFact; });
  }

  [[nodiscard]] std::vector<Conflict> find() {
    for (std::size_t i = 0; i < pair_.roles.size(); ++i) {
      find_in_membership(pair_.roles[i]);
      for (std::size_t j = i + 1; j < pair_.roles.size(); ++j) {
        find_two_ranks(pair_.roles[i], pair_.roles[j]);
      }
      find_denied(pair_.roles[i]);
      find_outside_life(pair_.roles[i]);
    }
    std::sort(found_.begin(), found_.end(), [](const Conflict& a, const Conflict& b) {
      return std::tuple(a.a, a.b, a.life_of_body) < std::tuple(b.a, b.b, b.life_of_body);
    });
    return std::move(found_);
  }

 private:
  void add(const Reading& a, const Reading& b, ConflictWhy why, SpanList days) {
    if (!days.empty()) {
      found_.push_back({std::min(a.claim->id, b.claim->id), std::max(a.claim->id, b.claim->id), why, false, std::move(days)});
    }
  }

  void find_in_membership(const RoleReadings& role) {
    const Stays stays(role);
    for (std::size_t a = 0; a < stays.size(); ++a) {
      for (std::size_t b = a + 1; b < stays.size(); ++b) {
        if (auto why = stays.disagree(a, b)) {
          add(stays.reading(a), stays.reading(b), why->first, std::move(why->second));
        }
      }
    }
  }

  [[nodiscard]] const FoldContext::RoleInfo* info(RoleId role) const {
    const auto it = std::find_if(context_.roles.begin(), context_.roles.end(), [&](const auto& r) { return r.role == role; });
    return it == context_.roles.end() ? nullptr : &*it;
  }

  [[nodiscard]] bool is_ranked(RoleId role) const { return info(role) != nullptr && info(role)->rank; }

  void find_two_ranks(const RoleReadings& a, const RoleReadings& b) {
    if (!is_ranked(a.role) || !is_ranked(b.role)) {
      return;
    }
    for (const auto& x : a.readings) {
      for (const auto& y : b.readings) {
        add(x, y, ConflictWhy::kRankedRoles, both(vouched_by(x), vouched_by(y)));
      }
    }
  }

  // A denial of a role denies the roles under it too.
  void find_denied(const RoleReadings& facts) {
    for (const auto& [denied, denials] : pair_.denials) {
      const auto* role = info(facts.role);
      if (denied != facts.role &&
          (role == nullptr || std::find(role->lists.begin(), role->lists.end(), denied) == role->lists.end())) {
        continue;
      }
      for (const auto& denial : denials) {
        for (const auto& fact : facts.readings) {
          add(fact, denial, ConflictWhy::kDenial,
              is_end(denial) ? denied_end(fact, denial) : both(vouched_by(fact), vouched_by(denial)));
        }
      }
    }
  }

  // Who denies an end denies it for each day of the date that is named.
  static SpanList denied_end(const Reading& fact, const Reading& denial) {
    const Bound& end = fact.claim->ended;
    const Bound& denied = denial.claim->ended;
    const bool same_role = fact.claim->role == denial.claim->role;
    const bool is_denied = same_role && fact.has_end() && denied.earliest <= end.earliest && end.latest <= denied.latest;
    return is_denied ? SpanList{DayRange{end.earliest, end.latest + 1}} : SpanList{};
  }

  void find_outside_life(const RoleReadings& role) {
    for (const auto& reading : role.readings) {
      for (const bool of_body : {false, true}) {
        SpanList days = days_outside(reading, of_body ? context_.body_life_widest : context_.actor_life_widest);
        if (!days.empty()) {
          found_.push_back({reading.claim->id, ClaimId{}, ConflictWhy::kOutsideLife, of_body, std::move(days)});
        }
      }
    }
  }

  // Of the days that a claim itself names: that it was still so when its source was published ends with the life (rule 13).
  [[nodiscard]] SpanList days_outside(const Reading& r, DayRange life) const {
    const Claim& claim = *r.claim;
    if (is_end(r)) {  // it was so on the day before
      const Day before = claim.ended.earliest == kBeforeAll ? kBeforeAll : claim.ended.earliest - 1;
      return outside({{before, claim.ended.latest}, false}, life);
    }
    SpanList days;
    if (claim.observed || r.states_beginning) {
      const Day end = claim.began.latest == kAfterAll ? kAfterAll : claim.began.latest + 1;
      days = outside({{claim.began.earliest, end}, false}, life);
    }
    if (r.has_end() && !claim.observed) {
      const Day last = vouched_last(claim, context_);
      days = unite(days, outside({{r.certain.begin, std::min(r.certain.end, last == kBeforeAll ? kBeforeAll : last + 1)}}, life));
    }
    return days;
  }

  const FoldContext& context_;
  PairReadings pair_;
  std::vector<Conflict> found_;
};

}  // namespace

std::vector<Conflict> conflicts_of(const std::vector<Claim>& claims, const FoldContext& context) {
  return Finder(claims, context).find();
}

}  // namespace entente::claims
