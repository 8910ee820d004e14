#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Recording = WorldTest;

TEST_F(Recording, TheSameClaimTwiceChangesNothing) {
  const std::string text = "record India as member of SCO since 2017-06-09 according to news;";
  ASSERT_TRUE(world.run(text).empty());
  ASSERT_TRUE(world.run(text).empty());
  EXPECT_EQ(world.answers[0].caption[0], "nothing new: 1 was known already");
  EXPECT_EQ(world.ask("claims of India in SCO as member | count"), "1");
  EXPECT_EQ(world.ask("commits | count"), "2");
}

TEST_F(Recording, ANameSaidTwiceIsOneClaim) {
  ASSERT_TRUE(world.run("record India, India as chair of SCO since 2020-01-01 according to news;").empty());
  EXPECT_EQ(world.ask("claims of India in SCO as chair | count"), "1");
}

TEST_F(Recording, ALifeHoldsTheFactsThatAreRecordedOfIt) {
  const auto errors = world.run("define organisation NATO until 1950-01-01;");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "R04");
  EXPECT_NE(errors[0].text.find("TUR in NATO since 1952-02-18"), std::string::npos) << errors[0].text;
  ASSERT_TRUE(world.run("event dissolved of NATO on 1950-01-01 according to news;").empty());
  EXPECT_EQ(world.answers[0].caption[0],
            "recorded 1 event; 1 recorded fact lies outside of this life of NATO, so that its life stays open");
  EXPECT_EQ(world.ask("members of NATO on 2014-10-21 | select actor"), "TUR");
}

TEST_F(Recording, AnEmptyReasonIsNone) { EXPECT_EQ(world.ask("retract claim 1 because \"\";"), "R13"); }

TEST_F(Recording, AnEndNeedsSomethingToEnd) {
  EXPECT_EQ(world.ask("end India as member of SCO on 2020-01-01 according to news;"), "R12");
  EXPECT_EQ(world.ask("end China as member of SCO on 2020-01-01 according to news; members of SCO on 2020-01-01 | select actor"),
            "RUS");
  EXPECT_EQ(world.ask("end China as member of SCO on 2021-01-01 according to charter;"), "R12");
}

TEST_F(Recording, ASuspensionIsAStatusAndTheMembershipGoesOn) {
  ASSERT_TRUE(world.run("suspend China in SCO since 2010-01-01;").empty());
  EXPECT_EQ(world.ask("members of SCO on 2011-01-01 | select actor, status"), "CHN suspended, RUS active");
  ASSERT_TRUE(world.run("suspend China in SCO since 2010-01-01 until 2010-06-01;").empty());
  EXPECT_EQ(world.ask("members of SCO on 2011-01-01 | select actor, status"), "CHN active, RUS active");
  EXPECT_EQ(world.ask("members of SCO during 2010 | select actor, status"), "CHN suspended in part, RUS active");
}

TEST_F(Recording, RetractingKeepsWhatWasKnown) {
  const std::string before = world.ask("commits | take 1 | select commit");
  ASSERT_TRUE(world.run("retract China as member of SCO because \"typed in error\";").empty());
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | select actor"), "RUS");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 as known at commit " + before + " | select actor"), "CHN, RUS");
  EXPECT_EQ(world.ask("retract China as member of SCO because \"again\";"), "R08");
}

TEST_F(Recording, RetractingMoreThanOneListsThem) {
  ASSERT_TRUE(world.run("record China as member of SCO since 2001 according to news;").empty());
  const auto errors = world.run("retract China as member of SCO because \"which?\";");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "R08");
  EXPECT_NE(errors[0].text.find("according to charter"), std::string::npos) << errors[0].text;
  EXPECT_NE(errors[0].text.find("according to news"), std::string::npos) << errors[0].text;
  EXPECT_EQ(world.ask("retract China as member of SCO according to news because \"that one\";"), "");
  EXPECT_EQ(world.ask("retract claim 1 because \"the other\"; members of SCO on 2014-10-21 | select actor"), "RUS");
  EXPECT_EQ(world.ask("retract claim 1 because \"again\""), "R08");
  EXPECT_EQ(world.ask("retract claim 999 because \"none\""), "R08");
}

TEST_F(Recording, WhatBreaksARuleWritesNothing) {
  const std::string claims = world.ask("claims | count");
  EXPECT_EQ(world.ask("record China as member of SCO since 1999-01-01"), "R04");
  EXPECT_EQ(world.ask("record China as member of SCO since 2010-01-01 until 2009-01-01"), "R03");
  EXPECT_EQ(world.ask("record China as member of SCO"), "R06");
  EXPECT_EQ(world.ask("record SCO as member of SCO since 2010-01-01"), "R05");
  EXPECT_EQ(world.ask("record China as king of SCO since 2010-01-01"), "N05");
  EXPECT_EQ(world.ask("record China, Atlantis as member of NATO since 2010-01-01"), "N01");
  EXPECT_EQ(world.ask("record China as member of SCO since 2010-01-01 since 2011-01-01"), "R01");
  EXPECT_EQ(world.ask("record China as member of SCO since 2010-02-30"), "B01");
  EXPECT_EQ(world.ask("event celebrated of SCO on 2014-01-01"), "R07");
  EXPECT_EQ(world.ask("claims | count"), claims);
  EXPECT_EQ(world.ask("record China as member of SCO since 1999-01-01 planned; claims including planned | count"),
            std::to_string(std::stoi(claims) + 1));
}

TEST_F(Recording, ADefinitionReplacesWhatItStatesAndKeepsTheRest) {
  ASSERT_TRUE(world.run("define state TUR named \"Turkey\" code cow 641;").empty());
  EXPECT_EQ(world.ask("states on 2014-10-21 | where actor = Türkiye | select actor, name, code(actor, \"iso2\")"), "TUR Turkey TR");
  EXPECT_EQ(world.ask("define organisation TUR named \"x\""), "R11");
}

TEST_F(Recording, DissolutionEndsTheBodyAndWhatWasOpenInIt) {
  ASSERT_TRUE(world.run("event dissolved of NATO on 2030-01-01 according to news;").empty());
  EXPECT_EQ(world.ask("members of NATO on 2029-12-31 | select actor"), "TUR");
  EXPECT_EQ(world.ask("members of NATO on 2030-01-01 | select actor"), "");
  EXPECT_EQ(world.ask("organisations on 2030-01-01 | select body"), "SCO");
}

TEST_F(Recording, AListThatNamesAllEndsWhatIsInferred) {
  EXPECT_EQ(world.ask("observers of SCO on 2016-01-01 | select actor"), "IND");
  ASSERT_TRUE(world.run("define source list published 2015-07-10 covers observers of SCO on 2015-07-10;").empty());
  EXPECT_EQ(world.ask("observers of SCO on 2016-01-01 | select actor"), "");
  EXPECT_EQ(world.ask("observers of SCO on 2015-07-09 | select actor, ended"), "IND [2014-10-22..2015-07-10]");
}

TEST_F(Recording, EventsAndProvisionsAreThere) {
  ASSERT_TRUE(world
                  .run("define agreement \"A-1\" named \"A treaty\" form bilateral about \"information security\" under SCO;"
                       "event signed of \"A-1\" on 2015-05-08 according to news;"
                       "event invited of SCO for India on 2015-07-10;"
                       "provision \"hotlines\" of \"A-1\" text \"between national authorities\" according to news;")
                  .empty());
  EXPECT_EQ(world.ask("events of \"A-1\""), "2015-05-08 signed · fact news");
  EXPECT_EQ(world.ask("events of SCO"), "2015-07-10 invited IND fact ·");
  EXPECT_EQ(world.ask("provisions of \"A-1\""), "hotlines between national authorities news");
  EXPECT_EQ(world.ask("agreements about \"information security\" on 2015-06-01 | select body, form, stage"),
            "A-1 bilateral signed");
  EXPECT_EQ(world.ask("agreements under SCO on 2015-06-01 | count"), "1");
}

}  // namespace
}  // namespace entente::tests
