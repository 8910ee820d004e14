#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Captions = WorldTest;
using Lines = std::vector<std::string>;

TEST_F(Captions, SayRowsTimeAndTheNameOfTheDatabase) {
  EXPECT_EQ(world.caption("members of SCO on 2001-06-15"), Lines{"2 memberships on 2001-06-15"});
  world.session.set_caption_name("world");
  EXPECT_EQ(world.caption("members of SCO on 2001-06-15"), Lines{"2 memberships on 2001-06-15 · world"});
  EXPECT_EQ(world.caption("roles"), Lines{"4 roles · world"});
}

TEST_F(Captions, SayWhatAStricterOrWiderReadingWouldChange) {
  EXPECT_EQ(world.caption("members of SCO on 2014-10-21"),
            (Lines{"2 memberships on 2014-10-21", "2 inferred: certainly gives 0, possibly gives 2"}));
  EXPECT_EQ(world.caption("members of SCO certainly on 2014-10-21")[1],
            "certainly: what every reading of the dates has; the best reading gives 2, possibly gives 2");
}

TEST_F(Captions, SayWhenTodayWasTaken) {
  const auto line = world.caption("members of SCO")[0];
  EXPECT_NE(line.find("(today)"), std::string::npos) << line;
}

TEST_F(Captions, SayThatACommaIsOr) {
  const auto lines = world.caption("members of NATO, SCO on 2001-06-15");
  EXPECT_EQ(lines[0], "3 memberships on 2001-06-15");
  EXPECT_EQ(lines[1], "a comma is \"or\": members of NATO or SCO; for both write and members of SCO");
}

TEST_F(Captions, SayWhyAnAnswerIsEmpty) {
  EXPECT_EQ(world.caption("members of SCO on 1999-01-01").back(), "empty: SCO exists since 2001-06-15");
  EXPECT_EQ(world.caption("chairs of SCO on 2014-10-21").back(), "empty: nothing of the kind is recorded of SCO for any day");
  EXPECT_EQ(world.caption("members of NATO on 1950-01-01").back(),
            "empty: of NATO there is 1 membership on other days, the first since 1952-02-18, some to this day");
  EXPECT_EQ(world.caption("members of SCO on 2014-10-21 | where name = Turkey").back(),
            "empty: there are 2 memberships, and the stages behind | kept none of them");
}

TEST_F(Captions, SaySuspensionsTiesAndSources) {
  ASSERT_TRUE(world.run("suspend China in SCO since 2010-01-01 according to news;").empty());
  EXPECT_EQ(world.caption("members of SCO on 2014-10-21")[2], "1 suspended: the membership goes on, the column status says so");
  EXPECT_EQ(world.caption("members of SCO on 2014-10-21 | sort began | take 1").back(),
            "take cut ties: 1 row equals the last one kept");
  EXPECT_EQ(world.caption("observers of SCO on 2014-10-21 according to news")[1], "according to news");
}

TEST_F(Captions, SayWhereAnAbsenceIsNotCovered) {
  const auto lines = world.caption("{Turkey, India} except members of NATO on 2014-10-21");
  EXPECT_EQ(lines.back(), "not covered: for 1 row no source says that it lists all; the absence is what is recorded");
  ASSERT_TRUE(world.run("define source full published 2014-10-21 covers members of NATO during 2014;").empty());
  EXPECT_EQ(world.caption("{Turkey, India} except members of NATO on 2014-10-21").size(), 1U);
}

}  // namespace
}  // namespace entente::tests
