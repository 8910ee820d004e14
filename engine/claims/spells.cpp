// Uniting readings to spells, and what each spell says: its bounds, its certain and its possible days.
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/claims/reading.h"

namespace entente::claims {
namespace {

bool is_known(Day day) { return day != kBeforeAll && day != kAfterAll; }

// One spell in the making: places of readings and ends.
class Maker {
 public:
  Maker(const std::vector<Reading>& same, const std::vector<EffectiveEnd>& ends, const std::vector<Reading>& denials,
        const FoldContext& context, std::vector<std::size_t> members)
      : same_(same), ends_(ends), denials_(denials), life_(life_of(context)), members_(std::move(members)) {
    find_seams();
  }

  [[nodiscard]] Spell make() {
    Spell out;
    set_beginning(out);
    set_end(out);
    if (out.best.begin >= out.best.end) {
      out.best = {union_begin(), out.best.end};
    }
    out.begins = out.best.begin;
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

  // Where the membership goes on from one claim in another, neither that end nor that beginning is one of its own.
  void find_seams() {
    const auto note = [&](const Reading& ending, Day began) {
      if (!ending.has_end()) {
        return;
      }
      for (const std::size_t j : members_) {
        if (goes_on_in(ending, began, same_[j], ends_[j].at)) {
          seams_.emplace_back(ending.claim, same_[j].claim);
        }
      }
    };
    for (const std::size_t i : members_) {
      note(same_[i], same_[i].first);
    }
    for (const auto& reading : same_) {
      if (reading.claim->kind == ClaimKind::kEnd) {
        note(reading, union_begin());
      }
    }
  }

  [[nodiscard]] bool goes_on_behind(const Claim* claim) const {
    return std::any_of(seams_.begin(), seams_.end(), [&](const auto& seam) { return seam.first == claim; });
  }
  [[nodiscard]] bool goes_on_from_other(const Claim* claim) const {
    return std::any_of(seams_.begin(), seams_.end(), [&](const auto& seam) { return seam.second == claim; });
  }

  // Rule 11 (iii): the earliest beginning, narrowed by the stated ones. Observations and claims of unknown beginning state none:
  // where such a one comes first, it began on the first day seen, or earlier.
  void set_beginning(Spell& out) const {
    std::vector<const Claim*> stated;
    const Claim* first_seen = nullptr;
    Day seen_first = kAfterAll;
    Day stated_first = kAfterAll;
    for (const std::size_t i : members_) {
      const Reading& r = same_[i];
      if (r.states_beginning) {
        stated.push_back(r.claim);
        stated_first = std::min(stated_first, r.first);
        continue;
      }
      const Day seen = r.first != kAfterAll && r.claim->observed ? r.claim->began.latest : r.first;
      first_seen = seen < seen_first ? r.claim : first_seen;
      seen_first = std::min(seen_first, seen);
    }
    std::stable_sort(stated.begin(), stated.end(),
                     [](const Claim* a, const Claim* b) { return begins_before(a->began, b->began); });
    const bool seen_before = stated.empty() || union_begin() < stated_first;
    if (!seen_before) {
      out.began = stated.front()->began;
    } else if (first_seen == nullptr) {
      out.began = bound_unknown();
    } else {
      out.began = bound_between(kBeforeAll, seen_first);
      out.beginnings.emplace_back(first_seen, Share::kStates);
    }
    for (const Claim* claim : stated) {
      out.beginnings.emplace_back(claim, goes_on_from_other(claim) ? Share::kApart : narrow(out.began, claim->began));
    }
    out.best.begin = out.began.earliest != kBeforeAll ? out.began.earliest : union_begin();
  }

  void set_end(Spell& out) const {
    std::vector<const EffectiveEnd*> ends;
    bool unknown = false;
    for (const std::size_t i : members_) {
      ends.push_back(&ends_[i]);
      unknown = unknown || ends_[i].bound.notation == Bound::Notation::kUnknown;
    }
    std::sort(ends.begin(), ends.end(), [](const EffectiveEnd* a, const EffectiveEnd* b) {  // the latest, stated before inferred
      return std::tuple(b->at, b->stated, b->bound.earliest) < std::tuple(a->at, a->stated, a->bound.earliest);
    });
    out.best.end = ends.front()->at;
    out.ended = ends.front()->bound;
    out.by = ends.front()->by;
    collect_claims(out);
    if (out.best.end != kAfterAll) {
      narrow_end(out, *ends.front());
    } else if (std::any_of(ends.begin(), ends.end(), [](const EffectiveEnd* end) { return !end->bound.stated(); })) {
      out.ended = bound_none();
    } else if (unknown) {  // `after D`, unknown: not ended by the best reading, and still something was said
      out.ended = bound_unknown();
    }
  }

  // Rule 11 (iii): the latest end, narrowed to the days common to all stated ends that share a day with it.
  void narrow_end(Spell& out, const EffectiveEnd& latest) const {
    if (!latest.stated && out.vouched != kBeforeAll) {
      out.ended = bound_between(std::min(std::max(out.vouched + 1, latest.bound.earliest), latest.at), latest.at);
    }
    std::vector<const Claim*> stated;
    for (const Claim* claim : out.claims) {
      if (claim->ended.stated() && is_known(claim->ended.latest)) {
        stated.push_back(claim);
      }
    }
    std::stable_sort(stated.begin(), stated.end(), [](const Claim* x, const Claim* y) {
      const Bound& a = x->ended;
      const Bound& b = y->ended;
      return std::tuple(b.latest, b.earliest, a.notation, a.precision, a.mark) <
             std::tuple(a.latest, a.earliest, b.notation, b.precision, b.mark);
    });
    for (const Claim* claim : stated) {
      out.endings.emplace_back(claim, goes_on_behind(claim) ? Share::kApart : narrow(out.ended, claim->ended));
    }
    out.best.end = out.ended.latest;
    for (const Claim* claim : out.claims) {  // who has it end on other days does not tell how it ended on these
      const bool here = claim->ended.stated() && share_a_day(out.ended, claim->ended) && !goes_on_behind(claim);
      if (out.how == How::kUnknown && here) {
        out.how = claim->how;
      }
    }
  }

  // A claim of the end alone belongs to the membership that may hold on the day before it.
  [[nodiscard]] bool may_end(const Claim& end, Day union_end) const {
    return end.kind == ClaimKind::kEnd && end.ended.stated() && end.ended.earliest - 1 < union_end &&
           union_begin() < end.ended.latest;
  }

  void collect_claims(Spell& out) const {
    for (const std::size_t i : members_) {
      out.claims.push_back(same_[i].claim);
      out.vouched = std::max(out.vouched, same_[i].vouched);
    }
    for (const auto& r : same_) {
      if (may_end(*r.claim, out.best.end)) {
        out.claims.push_back(r.claim);
      }
    }
    std::sort(out.claims.begin(), out.claims.end(), [](const Claim* a, const Claim* b) { return a->id < b->id; });
  }

  // Rule 12: possible is what some claim makes possible, with the end that it was given.
  void set_possible(Spell& out) const {
    out.possible.add(out.best);
    for (const std::size_t i : members_) {
      out.possible.add({same_[i].widest.begin, ends_[i].at});
    }
  }

  // Claims that touch count as one: what a claim allows goes on with those that begin on the day on which it ends. By that day, how
  // far they go; from the last on, for each ends after it begins.
  [[nodiscard]] std::map<Day, Day> reaches_forward() const {
    std::map<Day, Day> from;
    auto order = members_;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return same_[a].first > same_[b].first; });
    for (const std::size_t i : order) {
      if (same_[i].states_beginning) {
        const Day reach = reach_forward(same_[i].claim->ended, ends_[i].at, from);
        const auto [it, is_new] = from.emplace(same_[i].first, reach);
        it->second = std::max(it->second, reach);
      }
    }
    return from;
  }

  static Day reach_forward(const Bound& ended, Day end, const std::map<Day, Day>& from) {
    if (!ended.stated() || !is_known(ended.latest)) {
      return kAfterAll;
    }
    const auto next = from.find(end);
    return next == from.end() ? ended.latest : std::max(ended.latest, next->second);
  }

  // The other way: the first day that those allow which end on the day on which a claim begins.
  [[nodiscard]] Day reach_back_of_all() const {
    std::map<Day, Day> until;
    auto order = members_;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return same_[a].first < same_[b].first; });
    Day latest = kBeforeAll;
    for (const std::size_t i : order) {
      const auto before = same_[i].states_beginning ? until.find(same_[i].first) : until.end();
      const Day reach = before == until.end() ? same_[i].widest.begin : std::min(same_[i].widest.begin, before->second);
      const auto [it, is_new] = until.emplace(ends_[i].at, reach);
      it->second = std::min(it->second, reach);
      latest = std::max(latest, reach);
    }
    return latest;
  }

  // Rule 12: certain is what some claim makes certain and no claim of the membership, by its own bounds, rules out.
  void set_certain(Spell& out) const {
    const auto from = reaches_forward();
    DayRange allowed{reach_back_of_all(), kAfterAll};
    for (const std::size_t i : members_) {
      const Reading& r = same_[i];
      out.certain.add({r.certain.begin, std::min(r.certain.end, r.vouched + 1)});
      allowed.end = std::min(allowed.end, reach_forward(r.claim->ended, ends_[i].at, from));
    }
    for (const Claim* claim : out.claims) {
      if (claim->kind == ClaimKind::kEnd) {
        allowed.end = std::min(allowed.end, reach_forward(claim->ended, claim->ended.latest, from));
      }
    }
    out.certain = intersect(out.certain, SpanList{allowed});
    for (const auto& denial : denials_) {
      out.certain = subtract(out.certain, SpanList{denial.recorded()});
    }
  }

  void clip(Spell& out) const {
    const SpanList life{life_};
    out.best = {std::max(out.best.begin, life_.begin), std::min(out.best.end, life_.end)};
    out.certain = intersect(out.certain, intersect(life, SpanList{out.best}));
    out.possible = intersect(out.possible, life);
  }

  const std::vector<Reading>& same_;
  const std::vector<EffectiveEnd>& ends_;
  const std::vector<Reading>& denials_;
  DayRange life_;
  std::vector<std::size_t> members_;
  std::vector<std::pair<const Claim*, const Claim*>> seams_;  // what ends, what begins
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
