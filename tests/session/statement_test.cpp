// Prepared queries: run again and again with other parameters, read as typed columns.
#include <cstdint>
#include <string>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class StatementTest : public WorldTest {
 protected:
  Statement prepared(const std::string& text) {
    auto statement = world.session.prepare("test", text);
    EXPECT_TRUE(statement) << statement.error().text;
    return std::move(*statement);
  }

  std::string prepare_error(const std::string& text) {
    auto statement = world.session.prepare("test", text);
    return statement ? "none" : statement.error().code;
  }

  /// Rows as text, cells parted by a blank, rows by a comma; or the code of what went wrong.
  static std::string answer(Statement& statement) {
    if (const auto error = statement.run()) {
      return error->code;
    }
    std::string out;
    while (statement.next()) {
      for (std::size_t row = 0; row < statement.size(); ++row) {
        out += out.empty() ? "" : ", ";
        for (std::size_t column = 0; column < statement.columns().size(); ++column) {
          out += (column == 0 ? "" : " ") + (statement.is_missing(column, row) ? "·" : std::string(statement.text(column, row)));
        }
      }
    }
    return statement.error() ? statement.error()->code : out;
  }
};

TEST_F(StatementTest, RunsWithOtherParametersEachTime) {
  auto members = prepared("members of $body on $day | select name, began");
  members.set("body", "SCO");
  members.set("day", "2014-10-21");
  EXPECT_EQ(answer(members), "China 2001-06-15, Russia 2001-06-15");
  members.set("body", "NATO");
  EXPECT_EQ(answer(members), "Türkiye 1952-02-18");
  members.set("day", "1950-01-01");
  EXPECT_EQ(answer(members), "");
}

TEST_F(StatementTest, WhatAParameterMayNotBeIsAnErrorOfTheRun) {
  auto members = prepared("members of $body on $day");
  EXPECT_EQ(answer(members), "N12");
  members.set("body", "NOBODY");
  members.set("day", "2014-10-21");
  EXPECT_EQ(answer(members), "N01");
  members.set("body", std::int64_t{3});
  EXPECT_EQ(answer(members), "N12");
  members.set("body", "China");
  EXPECT_EQ(answer(members), "N04");
  members.set("body", "SCO");
  EXPECT_EQ(answer(members),
            "CHN China member SCO 2001-06-15 · active inferred charter, "
            "RUS Russia member SCO 2001-06-15 · active inferred charter");
}

TEST_F(StatementTest, OneQueryIsPrepared) {
  EXPECT_EQ(prepare_error("members of SCO; members of NATO"), "T04");
  EXPECT_EQ(prepare_error("define state X"), "T04");
  EXPECT_EQ(prepare_error(""), "T04");
  EXPECT_EQ(prepare_error("members off SCO"), "P01");
}

TEST_F(StatementTest, CellsAreTyped) {
  auto rows = prepared(
      "memberships in SCO on 2014-10-21 | select actor, began, ended, years = 3, half = 0.5, sco = member of SCO, sources");
  ASSERT_FALSE(rows.run());
  ASSERT_TRUE(rows.next());
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows.columns()[3].type, ColumnType::kInteger);
  EXPECT_EQ(rows.text(0, 0), "CHN");
  EXPECT_EQ(rows.days(1, 0), (DayInterval{11488, 11489}));  // 2001-06-15
  EXPECT_TRUE(rows.is_missing(2, 0));
  EXPECT_EQ(rows.days(2, 0), DayInterval{});
  EXPECT_EQ(rows.cells(3)[0], 3);
  EXPECT_EQ(rows.decimal(4, 0), 0.5);
  EXPECT_EQ(rows.cells(5)[0], 1);
  EXPECT_EQ(rows.cells(5)[1], 0);
  EXPECT_EQ(rows.text(6, 0), "charter");
  EXPECT_FALSE(rows.next());
  EXPECT_EQ(rows.caption().front(), "4 memberships on 2014-10-21");
}

TEST_F(StatementTest, NumbersOfNamesAreTheSameInEveryRun) {
  auto members = prepared("members of SCO on 2014-10-21 | select actor");
  auto states = prepared("states on 2014-10-21 | where name = China | select actor");
  ASSERT_FALSE(members.run());
  ASSERT_TRUE(members.next());
  ASSERT_FALSE(states.run());
  ASSERT_TRUE(states.next());
  EXPECT_EQ(members.cells(0)[0], states.cells(0)[0]);
}

TEST_F(StatementTest, SeesOneSnapshotAndTheNextRunTheNext) {
  auto members = prepared("members of SCO on 2014-10-21 | select actor");
  ASSERT_FALSE(members.run());
  EXPECT_EQ(world.ask("record \"South Korea\" as member of SCO since 2010-01-01"), "");
  ASSERT_TRUE(members.next());
  EXPECT_EQ(members.size(), 2U);
  EXPECT_EQ(answer(members), "CHN, KOR, RUS");
}

TEST_F(StatementTest, ColumnsOfAPivotComeWithItsRows) {
  auto table = prepared("memberships in SCO on 2014-10-21 | select actor, role, began | pivot began by role");
  ASSERT_FALSE(table.run());
  ASSERT_TRUE(table.next());
  ASSERT_EQ(table.columns().size(), 4U);
  EXPECT_EQ(table.columns()[1].name, "member");
}

TEST_F(StatementTest, ErrorsOfItsRowsComeWithThem) {
  auto rows = prepared("members of SCO on 2014-10-21 | select n = 9223372036854775807 + 1");
  ASSERT_FALSE(rows.run());
  EXPECT_FALSE(rows.next());
  ASSERT_TRUE(rows.error());
  EXPECT_EQ(rows.error()->code, "X01");
}

TEST_F(StatementTest, AnInterruptStopsWhatIsAnsweredQuickly) {
  auto rows = prepared("members of SCO on 2014-10-21 | select actor");
  EXPECT_EQ(answer(rows), "CHN, RUS");
  ASSERT_FALSE(rows.run());
  world.session.interrupt();
  EXPECT_FALSE(rows.next());
  ASSERT_TRUE(rows.error());
  EXPECT_EQ(rows.error()->code, "X05");
  EXPECT_TRUE(rows.caption().empty());
  EXPECT_EQ(answer(rows), "CHN, RUS");
  EXPECT_EQ(rows.caption().front(), "2 memberships on 2014-10-21");
  rows.finish();
  EXPECT_TRUE(rows.caption().empty());
}

TEST_F(StatementTest, WhatIsSetCountsFromTheNextRunOn) {
  auto members = prepared("members of $body on 2014-10-21 | select actor");
  members.set("body", "SCO");
  EXPECT_EQ(answer(members), "CHN, RUS");
  EXPECT_EQ(answer(members), "CHN, RUS");
  members.set("body", "NATO");
  EXPECT_EQ(members.caption().front(), "2 memberships on 2014-10-21");
  EXPECT_EQ(answer(members), "TUR");
  members.set("body", "NOBODY");
  EXPECT_EQ(members.caption().front(), "1 membership on 2014-10-21");
}

// A quick answer must not keep the first meaning of what means another thing now.
TEST_F(StatementTest, WhatMeansAnotherThingAtAnotherTimeIsBoundAnew) {
  EXPECT_EQ(world.ask("define state OLDLAND code cow 999 (until 1991-12-26) since 1922-01-01 until 1991-12-26"), "");
  EXPECT_EQ(world.ask("define state NEWLAND code cow 999 (since 1991-12-26) since 1991-12-08"), "");
  EXPECT_EQ(world.ask("define organisation CLUB"), "");
  EXPECT_EQ(world.ask("record OLDLAND as observer of CLUB since 1980; record NEWLAND as member of CLUB since 1995"), "");
  auto roles = prepared("organisations of cow:999 on $day | select body, role");
  for (const auto& [day, expected] : {std::pair("1986-01-01", "CLUB observer"), std::pair("2000-01-01", "CLUB member"),
                                      std::pair("1986-01-01", "CLUB observer")}) {
    roles.set("day", day);
    EXPECT_EQ(answer(roles), expected);
    EXPECT_EQ(answer(roles), expected);
  }
}

TEST_F(StatementTest, AParameterInALetIsNoOtherOne) {
  EXPECT_EQ(world.ask("default on 2014-10-21"), "");
  world.session.set_parameter("who", "CHN");
  EXPECT_EQ(world.ask("let m = organisations of $who"), "");
  auto both = prepared("(m on 2002-01-01) or (m on 2010-01-01) or (organisations of IND as $role on 2014-10-21)");
  both.set("who", "TUR");
  both.set("role", "observer");
  EXPECT_EQ(answer(both), "NATO North Atlantic Treaty Organization, SCO Shanghai Cooperation Organisation");
  both.set("role", "member");
  EXPECT_EQ(answer(both), "NATO North Atlantic Treaty Organization");
}

TEST_F(StatementTest, ObeysLimitsAndLetsOfItsSession) {
  EXPECT_EQ(world.ask("let club = members of SCO"), "");
  auto rows = prepared("club on 2014-10-21 | select actor");
  EXPECT_EQ(answer(rows), "CHN, RUS");
  world.session.set_limits({.rows = 1});
  EXPECT_EQ(answer(rows), "X08");
}

}  // namespace
}  // namespace entente::tests
