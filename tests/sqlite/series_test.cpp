// Counts by year, quarter, month and day: steps made by SQL, what holds in each counted there.
#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

struct Unit {
  std::string name;
  std::string length;  // as the date functions of SQLite say it
  std::string label;   // of a step that begins on `first`
};

const std::vector<Unit> kUnits = {
    {"year", "+1 year", "strftime('%Y', first)"},
    {"quarter", "+3 months", "strftime('%Y', first) || '-Q' || ((strftime('%m', first) + 2) / 3)"},
    {"month", "+1 month", "strftime('%Y-%m', first)"},
    {"day", "+1 day", "first"},
};

// What each sampling asks of a span, the step being from `first` to `last`.
const std::vector<std::pair<std::string, std::string>> kSamplings = {{"", "began <= last AND ended > last"},
                                                                     {" at end", "began <= last AND ended > last"},
                                                                     {" at start", "began <= first AND ended > first"},
                                                                     {" any day", "began <= last AND ended > first"},
                                                                     {" every day", "began <= first AND ended > last"}};

// The table `step` over the years from one to another, both included.
void fill_steps(World& world, const Unit& unit, int from, int to) {
  const auto first = std::to_string(from) + "-01-01";
  world.sql.run("DROP TABLE IF EXISTS step; CREATE TABLE step AS WITH RECURSIVE s(first) AS (SELECT '" + first +
                "' UNION ALL SELECT date(first, '" + unit.length + "') FROM s WHERE date(first, '" + unit.length + "') < '" +
                std::to_string(to + 1) + "-01-01') SELECT first, date(first, '" + unit.length + "', '-1 day') AS last, " +
                unit.label + " AS period FROM s");
}

// Fewer years for the shorter units.
std::pair<int, int> some_years(World& world, const Unit& unit) {
  const int from = 1940 + static_cast<int>(world.below(80));
  const int most = unit.name == "year" ? 90 : unit.name == "day" ? 1 : 10;
  return {from, from + static_cast<int>(world.below(static_cast<std::size_t>(most)))};
}

std::string each(const Unit& unit, std::pair<int, int> years, const std::string& sampling) {
  return " each " + unit.name + " during " + std::to_string(years.first) + " through " + std::to_string(years.second) + sampling;
}

// Steps without rows are 0 or missing, as coverage has it; only what occurs is compared here.
Rows without_empty_steps(const Rows& rows) {
  Rows out;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
               [](const auto& row) { return !row.back().empty() && row.back() != "0"; });
  return out;
}

TEST(SqliteSeries, OfBodies) {
  World world;
  std::size_t rows = 0;
  for (const auto& body : world.bodies) {
    for (const auto& unit : kUnits) {
      for (const auto& [sampling, condition] : kSamplings) {
        const auto years = some_years(world, unit);
        fill_steps(world, unit, years.first, years.second);
        const bool members = world.below(2) == 0;
        const auto question =
            (members ? "members of " : "participants of ") + world.named(body) + each(unit, years, sampling) + " | count by period";
        const auto expected = world.sql.rows("SELECT period, count(*) FROM step JOIN spell ON " + condition +
                                                 " JOIN role_of USING (role) WHERE body = ?1 AND top = ?2 GROUP BY period",
                                             {body, members ? "member" : "participant"});
        ASSERT_EQ(difference(without_empty_steps(world.ask(question)), expected), "") << question;
        rows += expected.size();
      }
    }
  }
  EXPECT_GT(rows, 3000U);
}

TEST(SqliteSeries, OfEveryActorAtOnce) {
  World world;
  for (const auto& [sampling, condition] : kSamplings) {
    const auto& unit = kUnits[world.below(2)];
    fill_steps(world, unit, 1985, 2020);
    const auto question = "memberships as member" + each(unit, {1985, 2020}, sampling) + " | count by period, actor";
    const auto expected = world.sql.rows("SELECT period, actor, count(*) FROM step JOIN spell ON " + condition +
                                         " JOIN role_of USING (role) WHERE top = 'member' GROUP BY period, actor");
    ASSERT_EQ(difference(world.ask(question), expected), "") << question;
    EXPECT_GT(expected.size(), 5000U);
  }
}

// A set under `each` is one snapshot a step.
TEST(SqliteSeries, OfSets) {
  World world;
  const std::vector<std::pair<std::string, std::string>> words = {
      {" and ", "INTERSECT"}, {" or ", "UNION"}, {" except ", "EXCEPT"}};
  std::size_t rows = 0;
  for (int i = 0; i < 80; ++i) {
    const auto& unit = kUnits[world.below(3)];
    const auto years = some_years(world, unit);
    fill_steps(world, unit, years.first, years.second);
    const auto& [word, sql_word] = world.some(words);
    const auto& one = world.some(world.hosts);
    const auto& other = world.some(world.hosts);
    const bool at_start = world.below(2) == 0;
    auto question = "members of " + world.named(one);
    question.append(word).append("participants of ").append(world.named(other));
    question.append(each(unit, years, at_start ? " at start" : " at end")).append(" | count by period");
    const std::string holds = at_start ? "began <= first AND ended > first" : "began <= last AND ended > last";
    const auto in = [&](const std::string& condition) {
      std::string sql = "SELECT period, actor FROM step JOIN spell ON ";
      return sql.append(holds).append(" JOIN role_of USING (role) WHERE ").append(condition);
    };
    auto set = in("body = ?1 AND top = 'member' ");
    set.append(sql_word).append(" ").append(in("body = ?2 AND top = 'participant'"));
    const auto expected = world.sql.rows("SELECT period, count(*) FROM (" + set + ") GROUP BY period", {one, other});
    ASSERT_EQ(difference(without_empty_steps(world.ask(question)), expected), "") << question;
    rows += expected.size();
  }
  EXPECT_GT(rows, 700U);
}

}  // namespace
}  // namespace entente::tests
