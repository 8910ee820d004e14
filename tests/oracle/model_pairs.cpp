#include "tests/oracle/model_pairs.h"

#include <algorithm>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_rows.h"

namespace entente::oracle {
namespace {

// For one side of the pairs: by subject and by the other side of the membership, the days on which a role is held.
using Held = std::vector<Grid>;

struct Side {
  Held held;      // by the reading asked for
  Held ruled_in;  // days that rule an absence out: held by the reading against it
};

bool counts_group(const Query& query, const Membership& membership, const World& world) {
  return !query.bodies.empty() || is_body_set(query.set) || world.bodies[static_cast<std::size_t>(membership.body)].kind != "group";
}

// What is paired counts as named.
Named paired(const Facts& facts, const Query& query) {
  if (!is_body_set(query.set)) {
    return facts.all_actors(query.bodies);
  }
  Named named;
  for (int body = 0; body < static_cast<int>(facts.world().bodies.size()); ++body) {
    named.bodies.push_back(body);
  }
  return named;
}

Held held_by(const Facts& facts, const Query& query, const std::vector<int>& roles, const Scope& scope) {
  const auto& world = facts.world();
  bool of_bodies = is_body_set(query.set);
  auto days = days_of(scope.time);
  Grid none(of_bodies ? world.actors.size() : world.bodies.size(),
            std::vector<int>(static_cast<std::size_t>(days.latest - days.earliest + 1), 0));
  Held held(of_bodies ? world.bodies.size() : world.actors.size(), none);
  for (const auto& membership : facts.memberships(scope.view, paired(facts, query))) {
    if (!is_of_roles(world, membership.role, roles) || !is_wanted(query.bodies, membership.body) ||
        !counts_group(query, membership, world)) {
      continue;
    }
    auto subject = static_cast<std::size_t>(of_bodies ? membership.body : membership.actor);
    auto other = static_cast<std::size_t>(of_bodies ? membership.actor : membership.body);
    for (int day = days.earliest; day <= days.latest; ++day) {
      auto& cell = held[subject][other][static_cast<std::size_t>(day - days.earliest)];
      cell = cell > 0 || membership.holds(day, scope.sureness) ? 1 : 0;
    }
  }
  return held;
}

Side side_of(const Facts& facts, const Query& query, const std::vector<int>& roles, const Scope& scope) {
  return {held_by(facts, query, roles, scope), held_by(facts, query, roles, turned(scope))};
}

// Whether the subject's absence from the body is known on the day, where `certainly` asks for it.
bool is_absence_known(const Facts& facts, const Query& query, const std::vector<int>& roles, int body, int day,
                      const Scope& scope) {
  const auto& world = facts.world(scope.view);
  bool is_named = is_body_set(query.set) || !query.bodies.empty();
  auto asked = roles.empty() ? std::vector<int>{kAnyRole} : roles;
  return scope.sureness != Sureness::kCertainly || std::all_of(asked.begin(), asked.end(), [&](int role) {
           return (is_named ? is_known_absence : is_covered)(world, scope.view, role, body, day);
         });
}

struct Counts {
  int shared = 0;
  int only_a = 0;
  int only_b = 0;
};

class Pairs {
 public:
  Pairs(const Facts& facts, const Query& query, const Scope& scope)
      : facts_(facts),
        query_(query),
        scope_(scope),
        roles_a_(query.roles),
        roles_b_(query.kind == Query::Kind::kOrderedPairs ? query.roles_with : query.roles),
        a_(side_of(facts, query, roles_a_, scope)),
        b_(side_of(facts, query, roles_b_, scope)) {}

  [[nodiscard]] Counts counts(std::size_t a, std::size_t b) const {
    Counts counts;
    for (std::size_t other = 0; other < a_.held[a].size(); ++other) {
      std::vector<int> both;
      std::vector<int> only_a;
      std::vector<int> only_b;
      auto [first, last] = days_of(scope_.time);
      for (int day = first; day <= last; ++day) {
        auto at = static_cast<std::size_t>(day - first);
        both.push_back(a_.held[a][other][at] * b_.held[b][other][at]);
        only_a.push_back(a_.held[a][other][at] > 0 && b_.ruled_in[b][other][at] == 0 && is_known(roles_b_, b, other, day) ? 1 : 0);
        only_b.push_back(b_.held[b][other][at] > 0 && a_.ruled_in[a][other][at] == 0 && is_known(roles_a_, a, other, day) ? 1 : 0);
      }
      counts.shared += is_in(both, scope_.time) ? 1 : 0;
      counts.only_a += is_in(only_a, scope_.time) ? 1 : 0;
      counts.only_b += is_in(only_b, scope_.time) ? 1 : 0;
    }
    return counts;
  }

 private:
  [[nodiscard]] bool is_known(const std::vector<int>& roles, std::size_t subject, std::size_t other, int day) const {
    return is_absence_known(facts_, query_, roles, static_cast<int>(is_body_set(query_.set) ? subject : other), day, scope_);
  }

  const Facts& facts_;
  const Query& query_;
  const Scope& scope_;
  std::vector<int> roles_a_;
  std::vector<int> roles_b_;
  Side a_;
  Side b_;
};

std::vector<bool> in_set(const Facts& facts, const Node& node, const Scope& scope) {
  std::vector<bool> found;
  for (const auto& days : grid_of(facts, node, scope)) {
    found.push_back(is_in(days, scope.time));
  }
  return found;
}

// Each pair once, the smaller code first where both ways are asked for; ordered pairs both ways.
bool is_asked(const Query& query, const std::vector<bool>& from, const std::vector<bool>& with, std::size_t a, std::size_t b) {
  if (a == b || !from[a] || !with[b]) {
    return false;
  }
  bool is_both_ways = from[b] && with[a];
  return query.kind == Query::Kind::kOrderedPairs || a < b || !is_both_ways;
}

OracleCell share(const Counts& counts) {
  int all = counts.shared + counts.only_a + counts.only_b;
  if (all == 0) {
    return {"", true, 0};
  }
  return decimal(static_cast<double>(counts.shared) / all);
}

}  // namespace

OracleTable pair_rows(const Facts& facts, const Query& query, const Scope& scope) {
  OracleTable table;
  table.columns = {"a", "b", "shared", "only_a", "only_b", "jaccard"};
  auto from = in_set(facts, query.set, scope);
  auto with = query.with.empty() ? from : in_set(facts, query.with[0], scope);
  const auto& things = is_body_set(query.set) ? facts.world().bodies : facts.world().actors;
  Pairs pairs(facts, query, scope);
  for (std::size_t a = 0; a < things.size(); ++a) {
    for (std::size_t b = 0; b < things.size(); ++b) {
      if (is_asked(query, from, with, a, b)) {
        auto counts = pairs.counts(a, b);
        table.rows.push_back({{word(things[a].code), word(things[b].code), whole(counts.shared), whole(counts.only_a),
                               whole(counts.only_b), share(counts)}});
      }
    }
  }
  return table;
}

}  // namespace entente::oracle
