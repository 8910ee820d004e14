// Uniting readings to spells, and what each spell says: its bounds, its certain and its possible days.
#include <algorithm>
#include <numeric>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

bool share_a_day(const Bound& a, const Bound& b) { return a.earliest <= b.latest && b.earliest <= a.latest; }

// The days common to both; a common day that one of them is keeps its writing.
Bound narrowed(const Bound& a, const Bound& b) {
  const Day earliest = std::max(a.earliest, b.earliest);
  const Day latest = std::min(a.latest, b.latest);
  if (a.earliest == earliest && a.latest == latest) {
    return a;
  }
  return b.earliest == earliest && b.latest == latest ? b : bound_between(earliest, latest);
}

// Rule 11 (iii): from the first on, narrowed by each that shares a day with what is left.
Bound narrowed(const std::vector<Bound>& bounds) {
  Bound out = bounds.front();
  for (const auto& bound : bounds) {
    if (share_a_day(out, bound)) {
      out = narrowed(out, bound);
    }
  }
  return out;
}

bool begins_before(const Bound& a, const Bound& b) {
  return std::tuple(a.earliest, a.latest, a.notation, a.precision, a.mark) <
         std::tuple(b.earliest, b.latest, b.notation, b.precision, b.mark);
}

// One spell in the making: places of readings and ends.
class Maker {
 public:
  Maker(const std::vector<Reading>& same, const std::vector<EffectiveEnd>& ends, const std::vector<Reading>& denials,
        const FoldContext& context, std::vector<std::size_t> members)
      : same_(same), ends_(ends), denials_(denials), life_(life_of(context)), members_(std::move(members)) {}

  [[nodiscard]] Spell make() {
    Spell out;
    set_beginning(out);
    set_end(out);
    if (out.best.begin >= out.best.end) {
      out.best = {union_begin(), out.best.end};
    }
    collect_claims(out);
    set_possible(out);
    set_certain(out);
    clip(out);
    return out;
  }

 private:
  [[nodiscard]] Day union_begin() const {
    Day day = kAfterAll;
    for (const std::size_t i : members_) {
      day = std::min(day, same_[i].first);
    }
    return day;
  }

  // Observations and claims of unknown beginning state none: it began on the first day that they vouch for, or earlier.
  void set_beginning(Spell& out) const {
    std::vector<Bound> stated;
    Day seen_first = kAfterAll;
    for (const std::size_t i : members_) {
      const Reading& r = same_[i];
      if (r.states_beginning) {
        stated.push_back(r.claim->began);
      } else if (r.first != kAfterAll) {
        seen_first = std::min(seen_first, r.claim->observed ? r.claim->began.latest : r.first);
      }
    }
    std::sort(stated.begin(), stated.end(), [](const Bound& a, const Bound& b) {
      return std::tuple(a.earliest, a.latest, a.notation, a.precision, a.mark) <
             std::tuple(b.earliest, b.latest, b.notation, b.precision, b.mark);
    });
    if (!stated.empty()) {
      out.began = narrowed(stated);
      const bool known = out.began.earliest != kBeforeAll;
      out.best.begin = known ? out.began.earliest : out.began.latest;
      if (!known) {
        out.best.begin = std::min(out.best.begin, union_begin());
      }
    }
    if (stated.empty() || seen_first < out.began.earliest) {
      out.began = seen_first == kAfterAll ? bound_unknown() : bound_between(kBeforeAll, seen_first);
      out.best.begin = union_begin();
    }
  }

  void set_end(Spell& out) const {
    std::vector<Bound> ends;
    out.best.end = kBeforeAll;
    bool unknown = false;
    bool open = false;
    for (const std::size_t i : members_) {
      out.best.end = std::max(out.best.end, ends_[i].at);
      open = open || ends_[i].at == kAfterAll;
      unknown = unknown || ends_[i].bound.notation == Bound::Notation::kUnknown;
      ends.push_back(ends_[i].bound);
    }
    std::sort(ends.begin(), ends.end(), [](const Bound& a, const Bound& b) {
      return std::tuple(b.latest, b.earliest, a.notation, a.precision, a.mark) <
             std::tuple(a.latest, a.earliest, b.notation, b.precision, b.mark);
    });
    if (!open) {
      out.ended = narrowed(ends);
      out.best.end = out.ended.latest;
      return;
    }
    const bool none = std::any_of(members_.begin(), members_.end(), [&](std::size_t i) { return !ends_[i].bound.stated(); });
    if (!none) {  // `after D`, unknown: not ended by the best reading, and still something was said
      out.ended = unknown ? bound_unknown() : ends.front();
    }
  }

  void collect_claims(Spell& out) const {
    for (const std::size_t i : members_) {
      out.claims.push_back(same_[i].claim);
      out.vouched = std::max(out.vouched, same_[i].vouched);
    }
    for (const auto& r : same_) {  // claims of the end alone
      const bool taken = std::any_of(members_.begin(), members_.end(), [&](std::size_t i) { return ends_[i].taken == r.claim; });
      if (r.claim->kind == ClaimKind::kEnd && (taken || (out.ended.stated() && share_a_day(out.ended, r.claim->ended)))) {
        out.claims.push_back(r.claim);
      }
    }
    std::sort(out.claims.begin(), out.claims.end(), [](const Claim* a, const Claim* b) { return a->id < b->id; });
    for (const Claim* claim : out.claims) {
      if (out.how == How::kUnknown) {
        out.how = claim->how;
      }
    }
  }

  // Rule 12: possible is what some claim makes possible, with the end that it was given.
  void set_possible(Spell& out) const {
    out.possible.add(out.best);
    for (const std::size_t i : members_) {
      out.possible.add({same_[i].widest.begin, ends_[i].at});
    }
  }

  // Claims that touch count as one: the readings that follow on each from `from`, itself among them.
  [[nodiscard]] std::vector<std::size_t> followers(std::size_t from) const {
    std::vector<std::size_t> chain = {from};
    for (std::size_t at = 0; at < chain.size(); ++at) {
      const Reading& r = same_[chain[at]];
      for (const std::size_t i : members_) {
        const bool follows = r.has_end() && same_[i].states_beginning && share_a_day(r.claim->ended, same_[i].claim->began);
        if (follows && std::find(chain.begin(), chain.end(), i) == chain.end()) {
          chain.push_back(i);
        }
      }
    }
    return chain;
  }

  void set_certain(Spell& out) const {
    std::vector<DayRange> widest;  // of each reading with all that it touches
    for (const std::size_t i : members_) {
      widest.push_back(same_[i].widest);
    }
    for (std::size_t m = 0; m < members_.size(); ++m) {
      for (const std::size_t j : followers(members_[m])) {
        const auto n = static_cast<std::size_t>(std::find(members_.begin(), members_.end(), j) - members_.begin());
        widest[m].end = std::max(widest[m].end, same_[j].widest.end);
        widest[n].begin = std::min(widest[n].begin, same_[members_[m]].widest.begin);
        out.certain.add({same_[members_[m]].certain.begin, std::min(same_[j].certain.end, same_[j].vouched + 1)});
      }
    }
    SpanList allowed{DayRange{}};
    for (const DayRange range : widest) {
      allowed = intersect(allowed, SpanList{range});
    }
    for (const Claim* claim : out.claims) {
      if (claim->kind == ClaimKind::kEnd) {
        allowed = intersect(allowed, SpanList{DayRange{kBeforeAll, claim->ended.latest}});
      }
    }
    for (const auto& denial : denials_) {
      allowed = subtract(allowed, SpanList{denial.recorded()});
    }
    out.certain = intersect(out.certain, allowed);
  }

  void clip(Spell& out) const {
    const SpanList life{life_};
    out.best = {std::max(out.best.begin, life_.begin), std::min(out.best.end, life_.end)};
    out.certain = intersect(out.certain, life);
    out.possible = intersect(out.possible, life);
  }

  const std::vector<Reading>& same_;
  const std::vector<EffectiveEnd>& ends_;
  const std::vector<Reading>& denials_;
  DayRange life_;
  std::vector<std::size_t> members_;
};

// Places of readings, those whose best spans overlap or touch together. A reading that vouches for no day joins what its
// possible days touch, or stands alone.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<Reading>& same, const std::vector<EffectiveEnd>& ends) {
  std::vector<std::size_t> dated;
  std::vector<std::size_t> undated;
  for (std::size_t i = 0; i < same.size(); ++i) {
    if (same[i].claim->kind != ClaimKind::kEnd) {
      (same[i].first < ends[i].at ? dated : undated).push_back(i);
    }
  }
  const auto before = [&](std::size_t a, std::size_t b) {
    return std::tuple(same[a].first, ends[a].at, same[a].claim->id) < std::tuple(same[b].first, ends[b].at, same[b].claim->id);
  };
  std::sort(dated.begin(), dated.end(), before);
  std::sort(undated.begin(), undated.end(), before);
  std::vector<std::vector<std::size_t>> groups;
  std::vector<DayRange> spans;
  for (const std::size_t i : dated) {
    if (groups.empty() || same[i].first > spans.back().end) {
      groups.emplace_back();
      spans.push_back({same[i].first, ends[i].at});
    }
    groups.back().push_back(i);
    spans.back().end = std::max(spans.back().end, ends[i].at);
  }
  const std::size_t dated_groups = groups.size();
  for (const std::size_t i : undated) {
    const DayRange possible{same[i].widest.begin, ends[i].at};
    std::size_t g = 0;
    while (g < dated_groups && (spans[g].begin > possible.end || spans[g].end < possible.begin)) {
      ++g;
    }
    if (g == dated_groups) {
      groups.emplace_back();
      g = groups.size() - 1;
    }
    groups[g].push_back(i);
  }
  return groups;
}

}  // namespace

std::vector<Reading> with_settled_beginnings(std::vector<Reading> same) {
  std::vector<Reading*> open;
  for (auto& reading : same) {
    if (reading.states_beginning) {
      open.push_back(&reading);
    }
  }
  std::sort(open.begin(), open.end(),
            [](const Reading* a, const Reading* b) { return begins_before(a->claim->began, b->claim->began); });
  while (!open.empty()) {  // from the earliest on; what shares no day with what is left begins anew
    Bound common = open.front()->claim->began;
    std::vector<Reading*> together;
    std::vector<Reading*> passed_over;
    for (Reading* reading : open) {
      const bool shares = share_a_day(common, reading->claim->began);
      (shares ? together : passed_over).push_back(reading);
      common = shares ? narrowed(common, reading->claim->began) : common;
    }
    for (Reading* reading : together) {
      reading->settled = common.earliest != kBeforeAll ? common.earliest : common.latest;
    }
    open = std::move(passed_over);
  }
  return same;
}

std::vector<Spell> spells_of(const std::vector<Reading>& same, const std::vector<EffectiveEnd>& ends,
                             const std::vector<Reading>& denials, const FoldContext& context) {
  std::vector<Spell> out;
  for (auto& members : groups_of(same, ends)) {
    std::sort(members.begin(), members.end());
    Spell spell = Maker(same, ends, denials, context, std::move(members)).make();
    if (spell.best.empty()) {
      spell.best = {kAfterAll, kAfterAll};
    }
    if (!spell.possible.empty()) {
      out.push_back(std::move(spell));
    }
  }
  std::sort(out.begin(), out.end(), [](const Spell& a, const Spell& b) {
    return std::tuple(a.best.begin, a.claims.front()->id) < std::tuple(b.best.begin, b.claims.front()->id);
  });
  return out;
}

}  // namespace entente::claims
