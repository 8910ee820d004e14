#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Known = WorldTest;

TEST_F(Known, ThreeTimesAreKeptApart) {
  ASSERT_TRUE(
      world.run("define source later published 2017-07-01; record India as member of SCO since 2017-06-09 according to later;")
          .empty());
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 | count"), "3");
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 as reported by 2017-06-30 | count"), "2");
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 as reported by 2017 | count"), "3");
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 as known at commit 1 | count"), "2");
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 as known on 2014-12-31 | count"), "0")
      << "this database was told nothing by then";
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 as known at commit 9"), "B12");
}

TEST_F(Known, WhatIsYoungerThanTheViewIsNamedAllTheSame) {
  EXPECT_EQ(world.ask("({China, Russia}) as known at commit 0 | select actor"), "B07") << "braces ask nothing of the database";
  EXPECT_EQ(world.ask("{China, Russia} as known at commit 0 | where not member of SCO on 2014-10-21 | select actor"), "CHN, RUS");
  EXPECT_EQ(world.ask("states on 2014-10-21 as known at commit 0 | count"), "0");
  EXPECT_EQ(world.ask("organisations of China ever as known at commit 0 | count"), "0");
  EXPECT_EQ(world.caption("members of SCO on 2014-10-21 as known at commit 0")[1], "as known before the first commit");
}

TEST_F(Known, ASourceSpeaksForItself) {
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 according to news | select actor, role"),
            "IND observer, TUR dialogue partner");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 according to \"Agency\" | count"), "2");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 according to news via charter | count"), "2");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 according to charter, news | count"), "4");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 according to \"Nobody\""), "N07");
}

TEST_F(Known, PlansAreNoFacts) {
  ASSERT_TRUE(world.run("record Turkey as observer of SCO planned observed 2014-10-21 according to news;").empty());
  EXPECT_EQ(world.ask("observers of SCO on 2014-10-21 | select actor"), "IND");
  EXPECT_EQ(world.ask("observers of SCO on 2014-10-21 including planned | select actor, stance"), "IND fact, TUR planned");
  EXPECT_EQ(world.ask("claims of Turkey in SCO including planned | select stance, came_true"), "fact ·, planned unknown");
}

TEST_F(Known, TheAnswerOfTheNewestCommitIsTheAnswer) {
  const std::string query = "memberships ever";
  const std::string newest = world.ask("commits | take 1 | select commit");
  EXPECT_EQ(world.ask(query), world.ask(query + " as known at commit " + newest));
}

}  // namespace
}  // namespace entente::tests
