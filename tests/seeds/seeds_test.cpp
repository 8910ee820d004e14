// The world that we ship: it loads, and says of well-known days what is well known.
#include "tests/seeds/seeds.h"

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class Seeds : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir = new TempDir;
    made = new Outcome<Database>(Database::create_from((*dir / "world.entente").string(), read_seeds()));
  }
  static void TearDownTestSuite() {
    delete made;
    delete dir;
  }

  void SetUp() override { ASSERT_TRUE(made->has_value()) << made->error().text; }

  static TempDir* dir;
  static Outcome<Database>* made;
  Asking& world() {
    if (!asking_) {
      asking_.emplace(**made);
    }
    return *asking_;
  }

 private:
  std::optional<Asking> asking_;
};

TempDir* Seeds::dir = nullptr;
Outcome<Database>* Seeds::made = nullptr;

TEST_F(Seeds, AnswerTheQuestionThatStartedTheProject) {
  EXPECT_EQ(world().ask("members of SCO on 2014-10-21 | select actor"), "CHN, KAZ, KGZ, RUS, TJK, UZB");
  EXPECT_EQ(world().ask("observers of SCO on 2014-10-21 | select actor"), "AFG, IND, IRN, MNG, PAK");
  EXPECT_EQ(world().ask("dialogue partners of SCO on 2014-10-21 | select actor"), "BLR, LKA, TUR");
  EXPECT_EQ(world().ask("members of NATO and dialogue partners of SCO on 2014-10-21 | select actor"), "TUR");
  EXPECT_EQ(world().ask("dialogue partners of SCO on 2014-10-21 according to article-2014-10 | select actor"), "BLR, LKA, TUR");
}

TEST_F(Seeds, KnowWhatWasPlannedAndWhatCameOfIt) {
  EXPECT_EQ(world().ask("participants of \"RUS-CHN-INFOSEC\" on 2014-10-21 including planned | select actor, stance"),
            "BRA planned, CHN planned, IND planned, RUS planned");
  EXPECT_EQ(world().ask("participants of \"RUS-CHN-INFOSEC\" on 2014-10-21 | count"), "0");
  EXPECT_EQ(world().ask("claims according to kommersant including planned | where came_true = \"no\" | select actor | distinct"),
            "BRA, IND");
  EXPECT_EQ(world().ask("agreements of Russia and agreements of China on 2016-12-31 | where body = \"RUS-CHN-INFOSEC\" | count"),
            "1");
  EXPECT_EQ(world().ask("parties of \"RUS-CHN-INFOSEC\" on 2016-12-31 | select actor"), "CHN, RUS");
}

TEST_F(Seeds, CountWhatIsWellKnown) {
  const std::vector<std::pair<std::string, std::string>> known = {
      {"members of SCO on 2018-01-01", "8"},   {"members of SCO on 2024-12-01", "10"},   {"members of UN on 1945-12-31", "51"},
      {"members of UN on 1960-12-31", "99"},   {"members of UN on 1990-12-31", "159"},   {"members of UN on 2011-07-14", "193"},
      {"members of NATO on 1982-12-31", "16"}, {"members of NATO on 2009-12-31", "28"},  {"members of NATO on 2024-12-31", "32"},
      {"members of EU on 1995-12-31", "15"},   {"members of EU on 2014-12-31", "28"},    {"members of EU on 2020-02-01", "27"},
      {"members of BRICS on 2011-12-31", "5"}, {"members of ASEAN on 2000-01-01", "10"}, {"members of CSTO on 2010-01-01", "7"},
      {"members of EAEU on 2016-01-01", "5"},  {"members of G7 on 2014-12-31", "7"},     {"members of G20 on 2014-12-31", "20"}};
  for (const auto& [query, count] : known) {
    EXPECT_EQ(world().ask(query + " | count"), count) << query;
  }
}

TEST_F(Seeds, BelarusWentThroughThreeRoles) {
  EXPECT_EQ(world().ask("memberships of Belarus in SCO ever | sort began | select role, began"),
            "dialogue partner 2010-04-28, observer 2015-07-10, member 2024-07-04");
}

TEST_F(Seeds, EveryClaimNamesItsSource) {
  EXPECT_EQ(world().ask("claims including planned, proposed, alleged | where source is missing | count"), "0");
}

TEST_F(Seeds, RecordingThemAgainAddsNoClaim) {
  const std::string claims = world().ask("claims including planned, proposed, alleged | count");
  for (const auto& [name, text] : read_seeds()) {
    const auto errors = world().session.run(name, text, RunMode::kScript, [](Answer&&) { return true; });
    EXPECT_TRUE(errors.empty()) << errors[0].text;
  }
  EXPECT_EQ(world().ask("claims including planned, proposed, alleged | count"), claims);
}

TEST_F(Seeds, CertainIsWithinBestIsWithinPossible) {
  for (const char* source :
       {"members of SCO", "participants of NATO", "members of UN", "participants of BRICS", "members of CIS"}) {
    for (const char* day : {"1992-01-01", "2003-06-15", "2014-10-21", "2024-07-04", "2026-01-01"}) {
      const auto count = [&](const char* reading) {
        return std::stoi(world().ask(std::string(source) + " on " + day + reading + " | count"));
      };
      EXPECT_LE(count(" certainly"), count("")) << source << day;
      EXPECT_LE(count(""), count(" possibly")) << source << day;
    }
  }
}

}  // namespace
}  // namespace entente::tests
