#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Explaining = WorldTest;

// A cell of the last answer.
std::string cell(const Asking& world, std::size_t row, const std::string& column) {
  const Table& table = world.answers.back().table;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) {
      return text_of(table.rows.at(row).at(i));
    }
  }
  return "no column " + column;
}

TEST_F(Explaining, AnalyzeCountsTheRowsOfEachStep) {
  world.ask("explain analyze participants of SCO on 2014-10-21 | where name like \"%i%\" | count by role");
  EXPECT_EQ(cell(world, 0, "step"), "count");
  EXPECT_EQ(cell(world, 0, "rows"), "3");
  EXPECT_EQ(cell(world, 1, "step"), "  where");
  EXPECT_EQ(cell(world, 1, "rows"), "4");
  EXPECT_EQ(cell(world, 2, "rows"), "4");
  EXPECT_NE(cell(world, 2, "records"), "0");
  EXPECT_EQ(cell(world, 3, "rows"), "·");
}

TEST_F(Explaining, AnalyzeRunsTheQueryAndTellsItsCaption) {
  EXPECT_EQ(world.caption("explain analyze members of SCO on 2001-06-15"), std::vector<std::string>{"2 memberships on 2001-06-15"});
}

TEST_F(Explaining, ThePlanAloneHasNoMeasures) {
  world.ask("explain members of SCO on 2014-10-21");
  EXPECT_EQ(world.answers.back().table.columns.size(), 2U);
}

TEST_F(Explaining, InAScriptAPlanStatesItsTimeAndADescriptionNeedsNone) {
  EXPECT_EQ(world.ask("explain members of SCO", RunMode::kScript), "B05");
  EXPECT_FALSE(world.ask("describe members of SCO", RunMode::kScript).empty());
  EXPECT_EQ(world.answers.back().table.rows.size(), 9U);
}

}  // namespace
}  // namespace entente::tests
