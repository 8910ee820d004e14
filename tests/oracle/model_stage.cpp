// Rules 20, 25 to 27: tests on rows, counts and order.
#include "tests/oracle/model_stage.h"

#include <algorithm>
#include <map>

namespace entente::oracle {
namespace {

std::size_t column_of(const OracleTable& table, const std::string& name) {
  return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) - table.columns.begin());
}

int actor_of(const World& world, const OracleTable& table, const std::vector<OracleCell>& row) {
  const auto& code = row[column_of(table, "actor")].text;
  auto found = std::find_if(world.actors.begin(), world.actors.end(), [&](const Thing& actor) { return actor.code == code; });
  return static_cast<int>(found - world.actors.begin());
}

// Actors that pass the test `ROLE of BODY`, or its opposite, at the query's own time.
std::vector<bool> tested(const World& world, Scope scope, const Stage& stage) {
  Node leaf;
  leaf.roles = {stage.role};
  leaf.bodies = {stage.body};
  bool positive = stage.kind == Stage::Kind::kMemberOf;
  bool covered = scope.sureness != Sureness::kCertainly || is_covered(world, scope.view, stage.role, stage.body, scope.time.first);
  if (!positive && scope.sureness != Sureness::kBest) {
    scope.sureness = scope.sureness == Sureness::kCertainly ? Sureness::kPossibly : Sureness::kCertainly;
  }
  std::vector<bool> passed;
  for (const auto& days : grid_of(world, leaf, scope)) {
    passed.push_back(positive ? is_in(days, scope.time) : covered && !is_in(days, scope.time));
  }
  return passed;
}

// Rule 25: the highest rank, then the latest; roles without rank stand below the ladder.
std::vector<bool> with_role_in(const World& world, const Scope& scope, const Stage& stage) {
  std::vector<std::pair<int, int>> best(world.actors.size(), {kForever, 0});
  std::vector<bool> passed(world.actors.size(), false);
  for (const auto& membership : fold(world, scope.view)) {
    if (membership.body != stage.body || !membership.holds(scope.time.first, scope.sureness)) {
      continue;
    }
    auto actor = static_cast<std::size_t>(membership.actor);
    std::pair<int, int> key{world.roles[static_cast<std::size_t>(membership.role)].rank.value_or(1000), -membership.begin};
    if (key < best[actor]) {
      best[actor] = key;
      passed[actor] = membership.role == stage.role;
    }
  }
  return passed;
}

void keep_actors(const World& world, OracleTable& table, const std::vector<bool>& passed) {
  std::erase_if(table.rows, [&](const auto& row) { return !passed[static_cast<std::size_t>(actor_of(world, table, row))]; });
}

bool is_kept(const World& world, const Stage& stage, const OracleTable& table, const std::vector<OracleCell>& row) {
  switch (stage.kind) {
    case Stage::Kind::kRole:
      return row[column_of(table, "role")].text == world.roles[static_cast<std::size_t>(stage.role)].name;
    case Stage::Kind::kStatus:
      return row[column_of(table, "status")].text == stage.text;
    case Stage::Kind::kCertainty:
      return row[column_of(table, "certainty")].text == stage.text;
    case Stage::Kind::kBeganBefore:
      return row[column_of(table, "began")].number < stage.number;
    default:
      return true;
  }
}

OracleTable counted_by(const OracleTable& table, const std::string& column) {
  std::map<OracleCell, int> counts;
  for (const auto& row : table.rows) {
    ++counts[row[column_of(table, column)]];
  }
  OracleTable counted;
  counted.columns = {column, "count"};
  for (const auto& [cell, count] : counts) {
    counted.rows.push_back({cell, {std::to_string(count), false, count}});
  }
  return counted;
}

// Missing sorts last under `desc` too, and equal rows keep their order.
void sort_rows(OracleTable& table, const Stage& stage) {
  auto column = column_of(table, stage.text);
  bool is_bound = stage.text == "began" || stage.text == "ended";
  auto less = [&](const OracleCell& a, const OracleCell& b) { return is_bound ? a.number < b.number : a < b; };
  std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
    if (a[column].missing || b[column].missing) {
      return !a[column].missing && b[column].missing;
    }
    return stage.descending ? less(b[column], a[column]) : less(a[column], b[column]);
  });
}

}  // namespace

void apply_stage(const World& world, const Scope& scope, const Stage& stage, OracleTable& table) {
  auto number = static_cast<std::ptrdiff_t>(std::min(stage.number, static_cast<int>(table.rows.size())));
  switch (stage.kind) {
    case Stage::Kind::kCount: {
      int count = static_cast<int>(table.rows.size());
      table.columns = {"count"};
      table.rows = {{{std::to_string(count), false, count}}};
      return;
    }
    case Stage::Kind::kCountByRole:
      table = counted_by(table, "role");
      return;
    case Stage::Kind::kCountByActor:
      table = counted_by(table, "actor");
      return;
    case Stage::Kind::kSort:
      sort_rows(table, stage);
      table.ordered = true;
      return;
    case Stage::Kind::kTake:
      table.rows.erase(table.rows.begin() + number, table.rows.end());
      table.ordered = true;
      return;
    case Stage::Kind::kSkip:
      table.rows.erase(table.rows.begin(), table.rows.begin() + number);
      table.ordered = true;
      return;
    case Stage::Kind::kMemberOf:
    case Stage::Kind::kNotMemberOf:
      keep_actors(world, table, tested(world, scope, stage));
      return;
    case Stage::Kind::kRoleIn:
      keep_actors(world, table, with_role_in(world, scope, stage));
      return;
    default:
      std::erase_if(table.rows, [&](const auto& row) { return !is_kept(world, stage, table, row); });
      return;
  }
}

}  // namespace entente::oracle
