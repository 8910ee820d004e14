#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Transactions = WorldTest;

constexpr const char* kIndia = "record India as member of SCO since 2017-06-09 according to news;";
constexpr const char* kCount = "members of SCO on 2018-01-01 | count";

TEST_F(Transactions, EachStatementCommitsByItself) {
  EXPECT_EQ(world.ask(std::string(kIndia) + "record Atlantis as member of SCO since 2018-01-01;"), "N01");
  EXPECT_EQ(world.ask(kCount), "3");
}

TEST_F(Transactions, AScriptCommitsAsOneOrNotAtAll) {
  EXPECT_EQ(world.ask(std::string(kIndia) + "record Atlantis as member of SCO since 2018-01-01;", RunMode::kScript), "N01");
  EXPECT_EQ(world.ask(kCount), "2");
  EXPECT_EQ(world.ask(std::string(kIndia) + "record Turkey as member of SCO since 2017-06-09;", RunMode::kScript), "");
  EXPECT_EQ(world.ask(kCount), "4");
  EXPECT_EQ(world.ask("commits | count"), "2");
}

TEST_F(Transactions, AScriptSeesWhatItWrote) { EXPECT_EQ(world.ask(std::string(kIndia) + kCount, RunMode::kScript), "3"); }

TEST_F(Transactions, BeginAndCommitInOneTextAreOneCommit) {
  EXPECT_EQ(world.ask(std::string("begin;") + kIndia + "record Turkey as member of SCO since 2017-06-09; commit;" + kCount), "4");
  ASSERT_EQ(world.answers.size(), 4U);
  EXPECT_EQ(world.answers[2].caption[0], "commit 2: 2 claims recorded");
  EXPECT_EQ(world.ask("commits | count"), "2");
  EXPECT_EQ(world.ask(std::string("begin; end China as member of SCO on 2016-01-01;") + kCount + "; rollback;"), "");
  ASSERT_EQ(world.answers.size(), 3U);
  EXPECT_EQ(text_of(world.answers[1].table), "3");
  EXPECT_EQ(world.answers[2].caption[0], "rolled back");
  EXPECT_EQ(world.ask(kCount), "4");
}

TEST_F(Transactions, ABeginMayStayOpenFromOneRunToTheNext) {
  EXPECT_EQ(world.ask("begin;"), "");
  EXPECT_TRUE(world.session.in_transaction());
  EXPECT_EQ(world.ask(kIndia), "");
  EXPECT_EQ(world.ask(kCount), "3");
  EXPECT_EQ(Asking(database).ask(kCount), "2") << "nobody else sees it before the commit";
  EXPECT_EQ(world.ask("record Atlantis as member of SCO since 2018-01-01;"), "N01");
  EXPECT_EQ(world.ask("begin"), "T01");
  EXPECT_EQ(world.ask("commit;"), "");
  EXPECT_FALSE(world.session.in_transaction());
  EXPECT_EQ(Asking(database).ask(kCount), "3");
}

TEST_F(Transactions, AScriptWithBlocksRecordsWithinThemAndIsCheckedFirst) {
  const std::string bad = "define state FRA named \"France\";";
  EXPECT_EQ(world.ask(bad + "rollback;", RunMode::kScript), "T02");
  EXPECT_EQ(world.ask(bad + "begin;" + kIndia + "commit;", RunMode::kScript), "T03");
  EXPECT_EQ(world.ask("begin;" + bad, RunMode::kScript), "T03");
  EXPECT_EQ(world.ask("begin; begin;", RunMode::kScript), "T01");
  EXPECT_EQ(world.ask("organisations of France ever"), "N01") << "nothing of it was kept";
  EXPECT_EQ(world.ask(std::string("begin;") + kIndia + "commit; " + kCount, RunMode::kScript), "3");
}

TEST_F(Transactions, WhatWasSaidToBeRecordedIsWhatCommitWrites) {
  world.session.set_parameter("who", std::string("India"));
  ASSERT_TRUE(world.run("begin; record $who as member of SCO since 2017-06-09 according to news;").empty());
  world.session.set_parameter("who", std::string("Turkey"));
  ASSERT_TRUE(world.run("commit;").empty());
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 | select actor"), "CHN, IND, RUS");
}

TEST_F(Transactions, ARollbackLeavesNothing) {
  EXPECT_EQ(world.ask(std::string("begin;") + kIndia), "");
  EXPECT_EQ(world.ask("rollback;"), "");
  EXPECT_EQ(world.ask(kCount), "2");
  EXPECT_EQ(world.ask("rollback"), "T02");
  EXPECT_EQ(world.ask("commit"), "T02");
}

TEST_F(Transactions, TheSinkMayStopTheRun) {
  int seen = 0;
  const auto errors = world.session.run("test", "members of SCO ever; members of SCO ever; members of NOBODY ever",
                                        RunMode::kInteractive, [&](Answer&&) { return ++seen < 2; });
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(seen, 2);
}

}  // namespace
}  // namespace entente::tests
