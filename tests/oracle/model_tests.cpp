// Rules 20 and 25: what is asked of the actor or the body of a row.
#include <algorithm>
#include <map>
#include <tuple>

#include "tests/oracle/cells.h"
#include "tests/oracle/model_stage.h"

namespace entente::oracle {
namespace {

int index_of(const std::vector<Thing>& things, const std::string& code) {
  auto found = std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.code == code; });
  return static_cast<int>(found - things.begin());
}

bool is_all_covered(const World& world, const View& view, const Stage& stage, const Time& time) {
  auto [first, last] = days_of(time);
  for (int day = first; day <= last; ++day) {
    if (!is_known_absence(world, view, stage.role, stage.body, day)) {
      return false;
    }
  }
  return true;
}

// Actors that pass the test `ROLE of BODY`, or its opposite.
std::vector<OracleCell> tested(const Facts& facts, Scope scope, const Stage& stage) {
  Node leaf;
  leaf.roles = {stage.role};
  leaf.bodies = {stage.body};
  bool positive = stage.kind != Stage::Kind::kNotMemberOf;
  bool covered = scope.sureness != Sureness::kCertainly || is_all_covered(facts.world(scope.view), scope.view, stage, scope.time);
  if (!positive && scope.sureness != Sureness::kBest) {
    scope.sureness = scope.sureness == Sureness::kCertainly ? Sureness::kPossibly : Sureness::kCertainly;
  }
  std::vector<OracleCell> passed;
  leaf.actors = facts.all_actors({}).actors;
  for (const auto& days : grid_of(facts, leaf, scope)) {
    passed.push_back(word((positive ? is_in(days, scope.time) : covered && !is_in(days, scope.time)) ? "true" : "false"));
  }
  return passed;
}

// Rule 25: the highest rank, then the latest; roles without rank stand below the ladder.
std::vector<const Membership*> chosen_in(const Facts& facts, const Scope& scope, int body) {
  std::vector<const Membership*> best(facts.world().actors.size(), nullptr);
  auto key = [&](const Membership& one) {
    return std::tuple{place_of(facts.world().roles[static_cast<std::size_t>(one.role)]), -one.first_day().value_or(one.begin),
                      one.stance};  // reading: of equals the fact
  };
  for (const auto& membership : facts.memberships(scope.view, facts.all_actors({body}))) {
    std::vector<int> days;
    auto [first, last] = days_of(scope.time);
    for (int day = first; day <= last; ++day) {
      days.push_back(membership.holds(day, scope.sureness) ? 1 : 0);
    }
    if (membership.body != body || !is_in(days, scope.time)) {
      continue;
    }
    auto& now = best[static_cast<std::size_t>(membership.actor)];
    now = now == nullptr || key(membership) < key(*now) ? &membership : now;
  }
  return best;
}

OracleCell told(const World& world, const Stage& stage, const Membership* membership) {
  if (membership == nullptr) {
    return stage.kind == Stage::Kind::kRoleIn ? word("") : OracleCell{"-", true, 0, true};
  }
  switch (stage.kind) {
    case Stage::Kind::kBeganIn:
      return bound(membership->began, membership->begin);
    case Stage::Kind::kEndedIn:
      return bound(membership->ended, membership->end);
    default:
      return role_cell(world, membership->role);
  }
}

// How many actors hold the role in each body; none where that is known.
std::vector<OracleCell> sizes(const Facts& facts, const Scope& scope, Stage stage) {
  std::vector<OracleCell> found;
  for (int body = 0; body < static_cast<int>(facts.world().bodies.size()); ++body) {
    Node leaf;
    leaf.roles = {stage.role};
    leaf.bodies = {body};
    auto grid = grid_of(facts, leaf, scope);
    auto count = static_cast<int>(
        std::count_if(grid.begin(), grid.end(), [&](const std::vector<int>& days) { return is_in(days, scope.time); }));
    stage.body = body;
    bool known = count > 0 || is_all_covered(facts.world(scope.view), scope.view, stage, scope.time);
    found.push_back(known ? whole(count) : OracleCell{"", true, 0});
  }
  return found;
}

// The answer for every actor, or for every body.
std::vector<OracleCell> answers(const Facts& facts, Scope scope, const Stage& stage) {
  if (stage.on_day) {
    scope.time = {Time::Kind::kOn, *stage.on_day, *stage.on_day, ""};
  }
  switch (stage.kind) {
    case Stage::Kind::kMemberOf:
    case Stage::Kind::kNotMemberOf:
      return tested(facts, scope, stage);
    case Stage::Kind::kSize:
      return sizes(facts, scope, stage);
    default:
      break;
  }
  std::vector<OracleCell> found;
  for (const auto* membership : chosen_in(facts, scope, stage.body)) {
    found.push_back(told(facts.world(), stage, membership));
  }
  return found;
}

}  // namespace

bool is_test(const Stage& stage) {
  switch (stage.kind) {
    case Stage::Kind::kMemberOf:
    case Stage::Kind::kNotMemberOf:
    case Stage::Kind::kRoleIn:
    case Stage::Kind::kBeganIn:
    case Stage::Kind::kEndedIn:
    case Stage::Kind::kSize:
      return true;
    default:
      return false;
  }
}

void apply_test(const Asked& asked, const Stage& stage, OracleTable& table) {
  const auto& world = asked.facts.world();
  bool of_body = stage.kind == Stage::Kind::kSize;
  auto column = column_of(table, of_body ? "body" : "actor");
  std::map<std::size_t, std::vector<OracleCell>> by_step;
  for (auto& row : table.rows) {
    if (by_step.count(row.step) == 0) {
      by_step[row.step] = answers(asked.facts, asked.scopes[row.step], stage);
    }
    int subject = index_of(of_body ? world.bodies : world.actors, row[column].text);
    row.cells.push_back(by_step[row.step][static_cast<std::size_t>(subject)]);
  }
  if (!stage.text.empty()) {
    table.columns.push_back(stage.text);
    return;
  }
  auto wanted = stage.kind == Stage::Kind::kRoleIn ? world.roles[static_cast<std::size_t>(stage.role)].name : "true";
  std::erase_if(table.rows, [&](const OracleRow& row) { return row.cells.back().text != wanted; });
  for (auto& row : table.rows) {
    row.cells.pop_back();
  }
}

}  // namespace entente::oracle
