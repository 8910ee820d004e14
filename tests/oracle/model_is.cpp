#include "tests/oracle/model_is.h"

#include <algorithm>
#include <tuple>

#include "tests/oracle/cells.h"
#include "tests/oracle/group.h"
#include "tests/oracle/model_rows.h"

namespace entente::oracle {
namespace {

template <class T>
const T& at(const std::vector<T>& items, int index) {
  return items[static_cast<std::size_t>(index)];
}

std::vector<int> held_days(const std::vector<const Membership*>& memberships, const Scope& scope, Sureness sureness) {
  auto [first, last] = days_of(scope.time);
  std::vector<int> days;
  for (int day = first; day <= last; ++day) {
    bool held = std::any_of(memberships.begin(), memberships.end(), [&](const Membership* m) { return m->holds(day, sureness); });
    days.push_back(held ? 1 : 0);
  }
  return days;
}

// The memberships by which it is so: of those that suffice alone the one of rule 25; else all that take part, from the first on.
std::vector<const Membership*> deciders(const World& world, const std::vector<const Membership*>& memberships, const Scope& scope,
                                        Sureness sureness) {
  auto place = [&](const Membership* one) {
    return std::tuple{place_of(at(world.roles, one->role)), -one->first_day().value_or(one->begin), one->stance};
  };
  std::vector<const Membership*> taking_part;
  const Membership* chosen = nullptr;
  for (const auto* one : memberships) {
    auto days = held_days({one}, scope, sureness);
    if (is_in(days, scope.time) && (chosen == nullptr || place(one) < place(chosen))) {
      chosen = one;
    }
    if (std::find(days.begin(), days.end(), 1) != days.end()) {
      taking_part.push_back(one);
    }
  }
  if (chosen != nullptr) {
    return {chosen};
  }
  std::stable_sort(taking_part.begin(), taking_part.end(),
                   [](const Membership* a, const Membership* b) { return a->begin < b->begin; });
  return taking_part;
}

// Who says no on a day: sources that list all, and those that deny it.
class Absence {
 public:
  Absence(const World& world, const Query& query, const Scope& scope)
      : world_(world), query_(query), scope_(scope), seen_(claims_in_view(world, scope.view)) {}

  // Counting predecessors: of all that would count on the day.
  [[nodiscard]] bool is_known(int day) {
    auto ways = [&](const std::vector<Thing>& things, int one) {
      return scope_.view.counting ? carried_by(things, one) : std::vector<Carried>{{one, kNever}};
    };
    auto before = sources_;
    for (const auto& actor : ways(world_.actors, query_.actors[0])) {
      for (const auto& body : ways(world_.bodies, query_.bodies[0])) {
        if (day < std::min(actor.before, body.before) && !is_known(actor.from, body.from, day)) {
          sources_ = before;  // who knows of a part of it does not say no
          return false;
        }
      }
    }
    return true;
  }

  [[nodiscard]] const std::set<std::string>& sources() const { return sources_; }

 private:
  [[nodiscard]] bool is_known(int actor, int body, int day) {
    bool listed = is_all_listed(body, day);
    add_listers(body, day);
    bool alive = is_alive(at(world_.actors, actor), day) && is_alive(at(world_.bodies, body), day);
    // reading: a denial ends with the lives, as all that is recorded; one of a predecessor speaks of what is carried on
    bool ended = day >= at(world_.actors, actor).life.end || day >= at(world_.bodies, body).life.end;
    bool denied = !ended && add_deniers(actor, body, day);
    return !alive || denied || listed;
  }

  [[nodiscard]] bool is_all_listed(int body, int day) const {
    return is_listed(world_, scope_.view, query_.roles.empty() ? kAnyRole : query_.roles[0], body, day);
  }

  [[nodiscard]] bool is_alive(const Thing& thing, int day) const {
    return !thing.present || (thing.life.begin <= day && day < thing.life.end);
  }

  bool add_deniers(int actor, int body, int day) {
    bool found = false;
    for (const auto* claim : seen_) {
      bool of_it = claim->kind == Kind::kMembership && claim->stance == Stance::kDenied && claim->actor == actor &&
                   claim->body == body && !query_.roles.empty() && world_.is_role(query_.roles[0], claim->role);
      auto reading = of_it ? read_claim(world_, *claim) : std::nullopt;
      if (reading && reading->is_recorded(day)) {
        found = true;
        if (claim->source) {
          sources_.insert(at(world_.sources, *claim->source).key);
        }
      }
    }
    return found;
  }

  void add_listers(int body, int day) {
    for (int source = 0; source < static_cast<int>(world_.sources.size()); ++source) {
      for (const auto& covers : at(world_.sources, source).covers) {
        bool lists_all = covers.role == kAnyRole || (!query_.roles.empty() && world_.is_role(query_.roles[0], covers.role));
        if (lists_all && scope_.view.shows_source(world_, source) && covers.body == body && covers.days.earliest <= day &&
            day <= covers.days.latest) {
          sources_.insert(at(world_.sources, source).key);
        }
      }
    }
  }

  const World& world_;
  const Query& query_;
  const Scope& scope_;
  std::vector<const Claim*> seen_;
  std::set<std::string> sources_;
};

// Of a period every day must be known; against `throughout` one day is enough.
bool is_no(Absence& absence, const Scope& scope, const std::vector<int>& possible) {
  auto [first, last] = days_of(scope.time);
  std::vector<int> known;
  for (int day = first; day <= last; ++day) {
    known.push_back(possible[static_cast<std::size_t>(day - first)] == 0 && absence.is_known(day) ? 1 : 0);
  }
  auto is_set = [](int one) { return one > 0; };
  return scope.time.kind == Time::Kind::kThroughout ? std::any_of(known.begin(), known.end(), is_set)
                                                    : std::all_of(known.begin(), known.end(), is_set);
}

}  // namespace

OracleTable is_rows(const Facts& facts, const Query& query, const Scope& scope) {
  const auto& world = facts.world(scope.view);
  std::vector<const Membership*> of_facts;
  std::vector<const Membership*> plans;  // which are never more than possible
  for (const auto& membership : facts.memberships(scope.view, {query.actors, query.bodies})) {
    if (membership.actor == query.actors[0] && membership.body == query.bodies[0] &&
        is_of_roles(world, membership.role, query.roles)) {
      (membership.stance == Stance::kFact ? of_facts : plans).push_back(&membership);
    }
  }
  OracleTable table;
  table.columns = {"answer", "since", "sources"};
  OracleRow row;
  auto possible = held_days(of_facts, scope, Sureness::kPossibly);
  auto add = [&](const char* answer, const Membership* one, const std::set<std::string>& sources) {
    row.cells = {word(answer), one == nullptr ? bound({}, 0) : bound(one->began, one->begin), list(sources)};
    if (!scope.view.including.empty()) {
      row.cells.push_back(word(one == nullptr ? "" : stance_name(one->stance)));
    }
  };
  auto add_decided = [&](const char* answer, const std::vector<const Membership*>& by) {
    std::set<std::string> sources;
    for (const auto* one : by) {
      sources.insert(one->sources.begin(), one->sources.end());
    }
    add(answer, by.front(), sources);
  };
  auto is_possible = [&](const std::vector<const Membership*>& some) {
    return is_in(held_days(some, scope, Sureness::kPossibly), scope.time);
  };
  if (is_in(held_days(of_facts, scope, scope.sureness), scope.time)) {
    add_decided("yes", deciders(world, of_facts, scope, scope.sureness));
  } else if (is_possible(of_facts)) {
    add_decided("possible", deciders(world, of_facts, scope, Sureness::kPossibly));
  } else if (is_possible(plans)) {
    add_decided("possible", deciders(world, plans, scope, Sureness::kPossibly));
  } else {
    Absence absence(world, query, scope);
    bool no = is_no(absence, scope, possible);
    add(no ? "no" : "not covered", nullptr, no ? absence.sources() : std::set<std::string>{});
  }
  if (!scope.view.including.empty()) {
    table.columns.emplace_back("stance");
  }
  table.rows.push_back(row);
  return table;
}

}  // namespace entente::oracle
