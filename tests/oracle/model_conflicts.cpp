#include "tests/oracle/model_conflicts.h"

#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/group.h"
#include "tests/oracle/model_rows.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

// What one claim says, by its own dates alone but for its span.
struct Said {
  const Claim* claim = nullptr;
  Interval span;       // by the best reading, `latest` exclusive
  Interval certain;    // days that it vouches for under every reading of its dates; none: earliest > latest
  int alive = kAfter;  // the last day of actor and body: whoever was seen was there

  [[nodiscard]] bool is_vague() const { return claim->observed && claim->observed->days.earliest < claim->observed->days.latest; }
  /// The days on one of which it was seen.
  [[nodiscard]] Interval seen() const { return {claim->observed->days.earliest, std::min(claim->observed->days.latest, alive)}; }
  /// The widest span, both included.
  [[nodiscard]] Interval widest() const {
    bool is_end = claim->kind == Kind::kEnd;
    return {claim->since && !is_end ? claim->since->days.earliest : kBefore,
            claim->until && claim->until->days.latest != kAfter ? claim->until->days.latest - 1 : kAfter};
  }
};

std::optional<Interval> days_in_common(const Interval& a, const Interval& b) {
  return a.earliest > a.latest || b.earliest > b.latest ? std::nullopt : common(a, b);
}

// Days on which a certainly holds and b does not.
std::vector<Interval> outside(const Said& a, const Interval& span) {
  Interval days = a.is_vague() ? a.seen() : a.certain;
  if (days.earliest > days.latest) {
    return {};
  }
  if (a.is_vague()) {
    return common(days, span) ? std::vector<Interval>{} : std::vector<Interval>{days};
  }
  std::vector<Interval> parts;
  if (days.earliest < span.earliest) {
    parts.push_back({days.earliest, std::min(days.latest, span.earliest - 1)});
  }
  if (days.latest > span.latest) {
    parts.push_back({std::max(days.earliest, span.latest + 1), days.latest});
  }
  return parts;
}

// Days that both certainly hold; what was seen on some day of a month holds there if all of the month does.
std::optional<Interval> both(const Said& a, const Said& b) {
  auto within = [](const Said& vague, const Said& other) {
    const Interval days = vague.seen();
    bool inside = days.earliest <= days.latest && other.certain.earliest <= days.earliest && days.latest <= other.certain.latest;
    return inside ? std::optional(days) : std::nullopt;
  };
  if (a.is_vague() && b.is_vague()) {
    return std::nullopt;
  }
  return a.is_vague() ? within(a, b) : b.is_vague() ? within(b, a) : days_in_common(a.certain, b.certain);
}

struct Conflict {
  const Claim* a = nullptr;
  const Claim* b = nullptr;
  int why = 0;
  std::vector<Interval> days;
};

class Conflicts {
 public:
  Conflicts(const Facts& facts, const Query& query, const Scope& scope)
      : world_(facts.world(scope.view)), query_(query), scope_(scope), seen_(claims_in_view(world_, scope.view)) {}

  std::vector<Conflict> all() {
    for (int actor = 0; actor < static_cast<int>(world_.actors.size()); ++actor) {
      for (int body = 0; body < static_cast<int>(world_.bodies.size()); ++body) {
        if (is_wanted(query_.actors, actor) && is_wanted(query_.bodies, body)) {
          between(actor, body);
        }
      }
    }
    return std::move(conflicts_);
  }

 private:
  void between(int actor, int body) {
    std::vector<std::vector<Said>> by_role;
    for (int role = 0; role < static_cast<int>(world_.roles.size()); ++role) {
      by_role.push_back(said(actor, body, role, Stance::kFact));
      of_one_membership(by_role.back());
      for (const auto& one : by_role.back()) {
        outside_life(one, at(world_.actors, actor).life);
        outside_life(one, at(world_.bodies, body).life);
      }
    }
    auto suspended = suspensions(actor, body);
    of_one_membership(suspended);
    for (const auto& one : suspended) {
      outside_life(one, at(world_.actors, actor).life);
      outside_life(one, at(world_.bodies, body).life);
    }
    for (int role = 0; role < static_cast<int>(world_.roles.size()); ++role) {
      auto denials = said(actor, body, role, Stance::kDenied);
      for (int other = 0; other < static_cast<int>(world_.roles.size()); ++other) {
        bool ranked = other > role && at(world_.roles, role).rank && at(world_.roles, other).rank;
        if (ranked) {
          on_one_day(at(by_role, role), at(by_role, other), 3);
        }
        if (world_.is_role(other, role)) {
          on_one_day(denials, at(by_role, other), 4);
        }
      }
    }
  }

  // Nobody vouches for a day after that on which he was published.
  [[nodiscard]] int published_of(const Claim& claim) const {
    return claim.source ? at(world_.sources, *claim.source).published.value_or(kAfter) : kAfter;
  }

  [[nodiscard]] std::vector<Said> said(int actor, int body, int role, Stance stance) const {
    auto group = read_group({world_, scope_.view, seen_, actor, role, body, stance, {}, {}, {}, {}});
    std::vector<Said> all;
    for (const auto& reading : group.readings) {
      all.push_back({reading.claim,
                     {reading.begin, reading.end},
                     {reading.certain_first, std::min(reading.certain_last, last_alive(actor, body))},
                     std::min(last_alive(actor, body), published_of(*reading.claim))});
    }
    // An end belongs to the latest span that begins before it; those that find none are of one that nobody tells of.
    std::vector<Said> ends;
    for (const auto* end : group.ends) {
      const Said* of = nullptr;
      for (const auto& one : all) {
        of = one.span.earliest < end->until->days.latest && (of == nullptr || one.span.earliest > of->span.earliest) ? &one : of;
      }
      ends.push_back({end, of == nullptr ? Interval{kBefore, kBefore + 1} : of->span, {0, -1}});
    }
    all.insert(all.end(), ends.begin(), ends.end());
    return all;
  }

  [[nodiscard]] std::vector<Said> suspensions(int actor, int body) const {
    std::vector<Said> all;
    auto claims = chosen(seen_, [&](const Claim& c) {
      return c.kind == Kind::kSuspension && c.stance == Stance::kFact && c.actor == actor && c.body == body;
    });
    for (const auto* claim : claims) {
      auto reading = read_claim(world_, *claim);
      if (reading) {
        take_end(*reading, claims);
        all.push_back({claim,
                       {reading->begin, reading->end},
                       {reading->certain_first, std::min(reading->certain_last, last_alive(actor, body))}});
      }
    }
    return all;
  }

  // Where one claim ends on a day on which another begins the two may touch, and count as one.
  static bool touches(const std::vector<Said>& all, const Said& one, bool at_beginning) {
    return std::any_of(all.begin(), all.end(), [&](const Said& other) {
      const auto& mine = at_beginning ? one.claim->since : one.claim->until;
      const auto& theirs = at_beginning ? other.claim->until : other.claim->since;
      return other.claim != one.claim && mine && theirs && common(mine->days, theirs->days);
    });
  }

  // That it was still so when its source was published is not said of what had ended by then.
  [[nodiscard]] int last_alive(int actor, int body) const {
    return std::min(at(world_.actors, actor).life.end, at(world_.bodies, body).life.end) - 1;
  }

  void of_one_membership(const std::vector<Said>& all) {
    for (const auto& a : all) {
      for (const auto& b : all) {
        bool is_one = a.claim->kind == Kind::kEnd && b.claim->kind == Kind::kEnd
                          ? a.span.earliest == b.span.earliest  // else it may have come back between the two
                          : a.span.earliest < b.span.latest && b.span.earliest < a.span.latest;
        if (is_before(a.claim, b.claim) && is_one && !begins_after(a, b) && !begins_after(b, a)) {
          disagree(all, a, b);
        }
      }
    }
  }

  // Who came back after an end says nothing of it.
  static bool begins_after(const Said& one, const Said& end) {
    return end.claim->kind == Kind::kEnd && one.claim->kind != Kind::kEnd && one.span.earliest >= end.claim->until->days.latest;
  }

  static bool is_before(const Claim* a, const Claim* b) { return a < b; }

  void disagree(const std::vector<Said>& all, const Said& a, const Said& b) {
    for (bool at_beginning : {true, false}) {
      const auto& x = at_beginning ? a.claim->since : a.claim->until;
      const auto& y = at_beginning ? b.claim->since : b.claim->until;
      bool stated = x && y && !touches(all, a, at_beginning) && !touches(all, b, at_beginning);
      if (stated && !common(x->days, y->days)) {
        const auto& first = x->days.latest < y->days.earliest ? x->days : y->days;
        const auto& second = x->days.latest < y->days.earliest ? y->days : x->days;
        add(a, b, at_beginning ? 0 : 1, {first.latest, second.earliest - 1});
        return;
      }
    }
    std::vector<Interval> days;
    for (const auto& [one, other] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
      auto span = other->widest();
      span.earliest = touches(all, *other, true) ? kBefore : span.earliest;
      span.latest = touches(all, *other, false) ? kAfter : span.latest;
      auto parts = outside(*one, span);
      days.insert(days.end(), parts.begin(), parts.end());
    }
    if (!days.empty()) {
      conflicts_.push_back({a.claim, b.claim, 2, std::move(days)});
    }
  }

  void on_one_day(const std::vector<Said>& some, const std::vector<Said>& others, int why) {
    for (const auto& a : some) {
      for (const auto& b : others) {
        auto days = a.claim->kind == Kind::kEnd || b.claim->kind == Kind::kEnd ? std::nullopt : both(a, b);
        if (days) {
          add(is_before(a.claim, b.claim) ? a : b, is_before(a.claim, b.claim) ? b : a, why, *days);
        }
      }
    }
  }

  // A claim names the days of its beginning, of an observation, those between beginning and end, the day before an end. Of the days
  // on which it may have begun, was seen or ended it names one.
  void outside_life(const Said& one, const Life& life) {
    const auto& claim = *one.claim;
    Interval lived{life.begin, life.end - 1};
    std::vector<Interval> days;
    auto add_one_of = [&](const Interval& some) {
      if (!common(some, lived)) {
        days.push_back(some);
      }
    };
    if (claim.kind == Kind::kEnd) {
      add_one_of({claim.until->days.earliest - 1, claim.until->days.latest - 1});
    } else if (claim.observed || claim.since) {
      add_one_of(claim.observed ? claim.observed->days : claim.since->days);
    }
    auto vouched = read_claim(world_, claim);
    bool names_all = claim.kind != Kind::kEnd && claim.until && !claim.observed && vouched;  // that it was still so is not said
    for (int day = names_all ? vouched->certain_first : 0; names_all && day <= vouched->certain_last; ++day) {
      if (day < life.begin || day >= life.end) {
        days.push_back({day, day});
      }
    }
    if (!days.empty()) {
      conflicts_.push_back({one.claim, nullptr, 5, days});
    }
  }

  void add(const Said& a, const Said& b, int why, const Interval& days) { conflicts_.push_back({a.claim, b.claim, why, {days}}); }

  const World& world_;
  const Query& query_;
  const Scope& scope_;
  std::vector<const Claim*> seen_;
  std::vector<Conflict> conflicts_;
};

}  // namespace

OracleTable conflict_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  const auto& world = facts.world();
  constexpr std::array<const char*, 6> kWhy = {"beginnings differ", "ends differ",     "outside the span",
                                               "two ranked roles",  "fact and denial", "outside the life"};
  OracleTable table;
  table.columns = {"actor", "body", "why", "source_a", "source_b"};
  table.is_whole = false;
  auto source = [&](const Claim& claim) { return word(claim.source ? at(world.sources, *claim.source).key : ""); };
  for (const auto& conflict : Conflicts(facts, query, scope).all()) {
    auto asked = step != nullptr ? Interval{step->first, step->last} : days_of(scope.time);
    bool is_timed = step != nullptr || query.clauses.time.has_value();
    auto begins_before = [](const Interval& a, const Interval& b) { return a.earliest < b.earliest; };
    int first = std::min_element(conflict.days.begin(), conflict.days.end(), begins_before)->earliest;
    bool meets = step != nullptr ? common({first, first}, asked).has_value()
                                 : std::any_of(conflict.days.begin(), conflict.days.end(),
                                               [&](const Interval& days) { return common(days, asked).has_value(); });
    if (!is_timed || meets) {
      table.rows.push_back({{word(at(world.actors, conflict.a->actor).code), word(at(world.bodies, conflict.a->body).code),
                             word(kWhy[static_cast<std::size_t>(conflict.why)]), source(*conflict.a),
                             conflict.b == nullptr ? word("") : source(*conflict.b)}});
    }
  }
  return table;
}

}  // namespace entente::oracle
