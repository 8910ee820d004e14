#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Answers = WorldTest;

TEST_F(Answers, HoldForTheDayAsked) {
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | select actor"), "CHN, RUS");
  EXPECT_EQ(world.ask("members of SCO on 2001-06-14 | select actor"), "");
  EXPECT_EQ(world.ask("members of NATO and dialogue partners of SCO on 2014-10-21 | select actor"), "TUR");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 | count by role"), "member 2, observer 1, dialogue partner 1");
}

TEST_F(Answers, ColumnsHaveTheirTypes) {
  ASSERT_TRUE(world.run("members of SCO on 2014-10-21").empty());
  const Table& table = world.answers[0].table;
  ASSERT_EQ(table.columns.size(), 9U);
  EXPECT_EQ(table.columns[0].name, "actor");
  EXPECT_EQ(table.columns[4].type, ColumnType::kDate);
  EXPECT_EQ(table.columns[8].type, ColumnType::kList);
  EXPECT_EQ(std::get<DateText>(table.rows[0][4]).text, "2001-06-15");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[0][5]));
  EXPECT_EQ(std::get<std::vector<std::string>>(table.rows[0][8]), std::vector<std::string>{"charter"});
}

TEST_F(Answers, ASpelledOutCertaintySaysHowSure) {
  EXPECT_EQ(world.ask("members of SCO on 2001-06-15 | select actor, certainty"), "CHN certain, RUS certain");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | select actor, certainty"), "CHN inferred, RUS inferred");
  EXPECT_EQ(world.ask("members of SCO certainly on 2014-10-21 | count"), "0");
  EXPECT_EQ(world.ask("observers of SCO possibly on 2013-01-01 | select actor, certainty, began"), "IND possible [..2014-10-21]");
}

TEST_F(Answers, ParametersAreBoundAndNeverPasted) {
  world.session.set_parameter("body", std::string("SCO"));
  world.session.set_parameter("day", std::string("2014-10-21"));
  world.session.set_parameter("who", std::vector<std::string>{"China", "India"});
  EXPECT_EQ(world.ask("{$who} and members of $body on $day | select actor"), "CHN");
  world.session.set_parameter("body", std::string("SCO on 2014-10-21; members of NATO"));
  EXPECT_EQ(world.ask("members of $body on $day"), "N01");
  world.session.set_parameter("who", std::vector<std::string>{});
  EXPECT_EQ(world.ask("{$who} and members of SCO on $day | count"), "0");
  EXPECT_EQ(world.ask("members of $nobody on $day"), "N12");
}

TEST_F(Answers, LetsAndDefaultsStayWithTheSession) {
  EXPECT_EQ(world.ask("let east = members of SCO; default on 2014-10-21; east and {China} | select actor"), "CHN");
  EXPECT_EQ(world.ask("east | count"), "2");
  EXPECT_EQ(world.ask("let members = members of SCO"), "P01");
  EXPECT_EQ(world.ask("let observers = members of SCO"), "R09");
}

TEST_F(Answers, WhatIsWrongInsideALetIsShownWhereItIsNamed) {
  ASSERT_TRUE(world.run("let east = members of SCO on 2014-10-21;").empty());
  const auto errors = world.run("     east on 2015-01-01");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "B07");
  EXPECT_EQ(errors[0].column, 11U);
}

TEST_F(Answers, UnknownNamesAreErrorsWithCandidates) {
  const auto unknown = world.run("members of SCOO on 2014-10-21");
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown[0].code, "N01");
  EXPECT_NE(unknown[0].text.find("write members of SCO on 2014-10-21"), std::string::npos) << unknown[0].text;
  const auto ambiguous = world.run("organisations of Korea on 2014-10-21");
  ASSERT_EQ(ambiguous.size(), 1U);
  EXPECT_EQ(ambiguous[0].code, "N02");
  EXPECT_NE(ambiguous[0].text.find("KOR  South Korea"), std::string::npos) << ambiguous[0].text;
  EXPECT_EQ(world.ask("obsrvers of SCO on 2014-10-21"), "N05");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | select nme"), "N08");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 according to nobody"), "N06");
}

TEST_F(Answers, AScriptStatesItsTime) {
  EXPECT_EQ(world.ask("members of SCO", RunMode::kScript), "B05");
  EXPECT_EQ(world.ask("default on 2014-10-21; members of SCO | count", RunMode::kScript), "2");
  EXPECT_EQ(world.ask("members of SCO | count"), "2");
}

TEST_F(Answers, SayWhatHoldsByDefault) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(world.session.defaults(), Texts{});
  world.run("default on 2014-10-21 according to charter; default   certainly on\n 2015-01-01");
  EXPECT_EQ(world.session.defaults(), (Texts{"certainly", "on 2015-01-01", "according to charter"}));
  EXPECT_EQ(world.ask("default on 2014"), "B02");
  EXPECT_EQ(world.ask("begin; default possibly; rollback"), "");
  EXPECT_EQ(world.session.defaults(), (Texts{"possibly", "on 2015-01-01", "according to charter"}));
  world.session.clear_defaults();
  EXPECT_EQ(world.session.defaults(), Texts{});
}

TEST_F(Answers, SyntaxErrorsOfAllStatementsAreReportedAndNothingRuns) {
  const auto errors =
      world.run("define state FRA named \"France\"; members off SCO; members of SCO on 2014-10-21; members of on 2014");
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].code, "P01");
  EXPECT_EQ(world.ask("organisations of France ever"), "N01");
}

}  // namespace
}  // namespace entente::tests
