#include "tests/oracle/model_changes.h"

#include <algorithm>
#include <map>

#include "tests/oracle/cells.h"
#include "tests/oracle/group.h"
#include "tests/oracle/model_rows.h"
#include "tests/oracle/stays.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

// One change: what ended in `was`, what began in `now`.
struct Change {
  int day = 0;
  Interval date;
  int actor = 0;
  int body = 0;
  Stance stance = Stance::kFact;
  int kind = 0;  // joined, left, changed role, suspended, resumed
  std::string how;
  std::optional<int> was;
  std::optional<int> now;
  std::optional<int> held;
  std::set<std::string> sources;

  friend bool operator==(const Change&, const Change&) = default;
};

class Changes {
 public:
  Changes(const Facts& facts, const Query& query, const Scope& scope)
      : facts_(facts), world_(facts.world(scope.view)), query_(query), scope_(scope) {}

  std::vector<Change> all() {
    const auto& memberships = facts_.memberships(scope_.view, named());
    if (query_.roles.empty() && !query_.as_participant) {
      each_role(memberships);
    } else if (query_.as_participant) {
      stays(memberships, kAnyRole);
    }
    for (int role : query_.roles) {
      stays(memberships, role);
    }
    if (query_.roles.empty()) {
      suspensions(memberships, kAnyRole);
    }
    for (int role : query_.roles) {
      suspensions(memberships, role);
    }
    std::vector<Change> once;  // rows that would be the same in every column are one
    for (const auto& change : changes_) {
      if (std::find(once.begin(), once.end(), change) == once.end()) {
        once.push_back(change);
      }
    }
    return once;
  }

 private:
  [[nodiscard]] Named named() const { return {query_.actors, query_.bodies}; }

  [[nodiscard]] bool is_asked(const Membership& one) const {
    return is_wanted(query_.actors, one.actor) && is_wanted(query_.bodies, one.body);
  }

  // Without `as`: each role by itself, and what ends on the day on which another begins goes with it, the highest with the highest.
  void each_role(const std::vector<Membership>& memberships) {
    using Turn = std::pair<std::vector<const Membership*>, std::vector<const Membership*>>;  // ended, begun
    std::map<std::tuple<int, int, Stance, int>, Turn> turns;
    for (const auto& one : memberships) {
      auto days = is_asked(one) ? best_days(one) : std::nullopt;
      if (!days) {
        continue;
      }
      turns[{one.actor, one.body, one.stance, days->earliest}].second.push_back(&one);
      if (days->latest != kNever) {
        turns[{one.actor, one.body, one.stance, days->latest}].first.push_back(&one);
      }
    }
    for (auto& [key, turn] : turns) {
      auto& [ended, begun] = turn;
      auto higher = [&](const Membership* a, const Membership* b) { return is_higher(world_, a, b); };
      std::sort(ended.begin(), ended.end(), higher);
      std::sort(begun.begin(), begun.end(), higher);
      for (std::size_t i = 0; i < std::max(ended.size(), begun.size()); ++i) {
        const auto* was = i < ended.size() ? ended[i] : nullptr;
        const auto* now = i < begun.size() ? begun[i] : nullptr;
        add(was, now, was == nullptr ? 0 : best_days(*was)->latest - best_days(*was)->earliest, std::nullopt);
      }
    }
  }

  // With `as`: the days on which somebody came to be that, or ceased to. Each role that is named is a matter of its own, also one
  // that stands under another.
  void stays(const std::vector<Membership>& memberships, int role) {
    auto wanted = [&](const Membership& one) { return is_asked(one) && world_.is_role(one.role, role); };
    for (const auto& stay : stays_of(memberships, wanted)) {
      add(nullptr, stay.first(world_), 0, role);
      if (stay.end != kNever) {
        add(stay.last(world_), nullptr, stay.end - stay.begin, role);
      }
    }
  }

  void add(const Membership* was, const Membership* now, int held, const std::optional<int>& role) {
    const auto* one = now != nullptr ? now : was;
    Change change;
    change.day = now != nullptr ? best_days(*now)->earliest : best_days(*was)->latest;
    change.date = now != nullptr ? began_of(*now) : was->ended.value_or(Interval{change.day, change.day});
    // What was only seen began after the role before it was last seen.
    if (was != nullptr && now != nullptr && was->ended && change.date.earliest == kBefore) {
      change.date = common(change.date, *was->ended).value_or(change.date);
    }
    change.actor = one->actor;
    change.body = one->body;
    change.stance = one->stance;
    change.kind = was == nullptr ? 0 : now == nullptr ? 1 : 2;
    if (was != nullptr) {
      change.was = was->role;
      change.held = held;
      change.sources.insert(was->sources.begin(), was->sources.end());
    }
    if (now != nullptr) {
      change.now = now->role;
      change.sources.insert(now->sources.begin(), now->sources.end());
    }
    change.how = was == nullptr ? how_begun(*now, role, change.day) : now == nullptr ? how_ended(*was, change) : was->how;
    changes_.push_back(change);
  }

  [[nodiscard]] bool does_continue(const Thing& thing, int predecessor) const {
    return thing.present && std::find(thing.continues.begin(), thing.continues.end(), predecessor) != thing.continues.end();
  }

  static bool may_end_on(const Membership& one, int day) {
    bool stated = one.ended && one.ended->earliest != kBefore && one.ended->earliest <= day && day <= one.ended->latest;
    return one.end == day || stated;
  }

  // Somebody whom this actor, or this body, continues may have held the role until then.
  [[nodiscard]] bool is_carried_on(const Membership& now, const std::optional<int>& role, int day) const {
    View plain = scope_.view;
    plain.counting = false;
    const auto& before = facts_.memberships(plain, {});
    return std::any_of(before.begin(), before.end(), [&](const Membership& one) {
      auto continues = [&](const std::vector<Thing>& things, int successor, int predecessor) {
        return does_continue(at(things, successor), predecessor);
      };
      bool of_actor = one.body == now.body && continues(world_.actors, now.actor, one.actor);
      bool of_body = one.actor == now.actor && continues(world_.bodies, now.body, one.body);
      bool is_role = role ? world_.is_role(one.role, *role) : one.role == now.role;
      return is_role && one.stance == now.stance && (of_actor || of_body) && may_end_on(one, day);
    });
  }

  [[nodiscard]] std::string how_begun(const Membership& now, const std::optional<int>& role, int day) const {
    int founded = at(world_.bodies, now.body).life.begin;
    bool is_only_seen = now.began.earliest == kBefore;
    if (founded != kBefore && day == founded) {
      return "founding";
    }
    if (is_carried_on(now, role, day)) {
      return "succession";
    }
    return founded != kBefore && !is_only_seen && day > founded ? "accession" : "unknown";
  }

  [[nodiscard]] std::string how_ended(const Membership& was, const Change& change) const {
    if (!was.how.empty()) {
      return was.how;
    }
    bool continued = std::any_of(world_.actors.begin(), world_.actors.end(),
                                 [&](const Thing& thing) { return does_continue(thing, change.actor); });
    if (at(world_.bodies, change.body).life.end == change.day) {
      return "dissolution";
    }
    if (at(world_.actors, change.actor).life.end == change.day) {
      return continued ? "succession" : "dissolution";
    }
    return "unknown";
  }

  // Only what is held can be suspended.
  void suspensions(const std::vector<Membership>& memberships, int role) {
    auto wanted = [&](const Membership& one) {
      return one.stance == Stance::kFact && is_asked(one) && world_.is_role(one.role, role);
    };
    for (const auto& stay : stays_of(memberships, wanted)) {
      const auto& suspended = facts_.suspended(scope_.view, stay.actor, stay.body, named());
      auto is_set = [&](int day) { return suspended[static_cast<std::size_t>(day + 1)]; };
      for (int day = stay.begin; day < std::min(stay.end, kAfter); ++day) {
        bool before = day > stay.begin && is_set(day - 1);
        if (is_set(day) != before) {
          add_suspension(stay, day, is_set(day));
        }
      }
    }
  }

  // Who tells of the suspension that holds on the day.
  [[nodiscard]] std::set<std::string> suspension_sources(const Stay& stay, int day) const {
    const auto& suspended = facts_.suspended(scope_.view, stay.actor, stay.body, named());
    auto is_set = [&](int one) { return suspended[static_cast<std::size_t>(one) + 1]; };
    Interval days{day, day};
    while (days.earliest > kBefore && is_set(days.earliest - 1)) {
      --days.earliest;
    }
    while (days.latest < kAfter && is_set(days.latest + 1)) {
      ++days.latest;
    }
    auto claims = chosen(claims_in_view(world_, scope_.view), [&](const Claim& c) {
      return c.kind == Kind::kSuspension && c.stance == Stance::kFact && c.actor == stay.actor && c.body == stay.body;
    });
    std::set<std::string> sources;
    for (const auto* claim : claims) {
      auto reading = read_claim(world_, *claim);
      if (!reading || !claim->source) {
        continue;
      }
      take_end(*reading, claims);
      if (reading->begin <= days.latest && days.earliest < reading->end) {
        sources.insert(at(world_.sources, *claim->source).key);
      }
    }
    return sources;
  }

  void add_suspension(const Stay& stay, int day, bool suspended) {
    const Membership* held = nullptr;
    for (const auto* one : stay.memberships) {
      held = one->holds(day, Sureness::kBest) && (held == nullptr || is_higher(world_, one, held)) ? one : held;
    }
    Change change;
    change.day = day;
    change.date = {day, day};
    change.actor = stay.actor;
    change.body = stay.body;
    change.kind = suspended ? 3 : 4;
    change.was = held->role;
    change.now = held->role;
    change.sources = suspension_sources(stay, suspended ? day : day - 1);
    changes_.push_back(change);
  }

  const Facts& facts_;
  const World& world_;
  const Query& query_;
  const Scope& scope_;
  std::vector<Change> changes_;
};

}  // namespace

OracleTable change_rows(const Facts& facts, const Query& query, const Scope& scope, const Step* step) {
  const auto& world = facts.world();
  constexpr std::array<const char*, 5> kKinds = {"joined", "left", "changed role", "suspended", "resumed"};
  OracleTable table;
  table.columns = {"date", "actor", "name", "body", "change", "how", "was", "now", "held_days", "sources"};
  bool has_stance = !scope.view.including.empty();
  if (has_stance) {
    table.columns.emplace_back("stance");
  }
  auto role = [&](const std::optional<int>& one) { return one ? role_cell(world, *one) : word(""); };
  for (const auto& change : Changes(facts, query, scope).all()) {
    bool is_timed = step != nullptr || query.clauses.time.has_value();
    auto asked = step != nullptr ? Interval{step->first, step->last} : days_of(scope.time);
    if (is_timed && (change.day < asked.earliest || change.day > asked.latest)) {
      continue;
    }
    table.rows.push_back(
        {{bound(change.date, change.day), word(at(world.actors, change.actor).code), word(at(world.actors, change.actor).name),
          word(at(world.bodies, change.body).code), word(kKinds[static_cast<std::size_t>(change.kind)]), word(change.how),
          role(change.was), role(change.now), change.held ? whole(*change.held) : word(""), list(change.sources)}});
    if (has_stance) {
      table.rows.back().cells.push_back(word(stance_name(change.stance)));
    }
  }
  return table;
}

}  // namespace entente::oracle
