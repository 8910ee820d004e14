// Questions that are not bound anew: the same rows, in the same order, as when they are.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Parameters = std::map<std::string, Parameter>;

constexpr int kActors = 9;
constexpr int kCommits = 40;

// Spells that overlap, touch, are uncertain, suspended, denied, retracted; and definitions on the way, if `redefines`. From the
// fourth on bodies are groups, agreements and organisations in turn.
class RandomWorld {
 public:
  RandomWorld(unsigned seed, bool redefines, int bodies = 3) : random_(seed), redefines_(redefines), bodies_(bodies) {}

  [[nodiscard]] std::string definitions() const {
    std::string out =
        "define role \"member\" plural \"members\" rank 10; define role \"observer\" plural \"observers\" rank 40;"
        "define role \"guest\" plural \"guests\" under observer; define role \"chair\" plural \"chairs\";"
        "define role \"patron\" plural \"patrons\"; define role \"founder\" plural \"founders\";"
        "define source s1 published 2010-05-05; define source s2;";
    for (int i = 0; i < kActors; ++i) {
      out += "define state A" + std::to_string(i) + (i == 3 ? " since 1995-01-01" : "") + ";";
    }
    constexpr std::array<const char*, 3> kKinds = {"group", "agreement", "organisation"};
    for (int i = 0; i < bodies_; ++i) {
      out += std::string("define ") + (i < 3 ? "organisation" : kKinds[static_cast<std::size_t>(i % 3)]) + " B" +
             std::to_string(i) + (i == 1 ? " until 2015-06-01" : "") + ";";
    }
    return out;
  }

  [[nodiscard]] std::string commit(int number) {
    std::string out;
    if (redefines_ && number % 9 == 8) {
      return "define source s" + std::to_string(10 + number) + " covers members of B0 during 1990 through 2012;";
    }
    for (int i = below(4); i >= 0; --i) {
      out += spell();
    }
    if (below(4) == 0 && number > 2) {
      return "retract claim " + std::to_string(below(number) + 1) + " because \"x\";";
    }
    return out;
  }

  [[nodiscard]] std::string spell() {
    constexpr std::array<const char*, 6> kRoles = {"member", "observer", "guest", "chair", "patron", "founder"};
    std::string out = "record " + actor() + " as " + kRoles[static_cast<std::size_t>(below(6))] + " of " + body();
    switch (below(6)) {
      case 0:
        out += " observed " + date();
        break;
      case 1:
        out += " since " + std::to_string(1990 + below(20)) + "~";
        break;
      case 2:
        out += " since before " + date();
        break;
      default: {
        const int from = 1990 + below(20);
        out += " since " + std::to_string(from) + "-01-01";
        out += below(2) == 0 ? "" : " until " + std::to_string(from + 1 + below(8)) + "-07-01";
      }
    }
    return out + (below(5) == 0 ? " according to s1;" : below(3) == 0 ? ";" : " according to s2;");
  }

  [[nodiscard]] Parameters parameters() {
    return {{"actor", actor()},
            {"body", body()},
            {"day", date()},
            {"then", date()},
            {"later", date()},
            {"commit", std::int64_t{below(kCommits)}},
            {"any", below(5) == 0 ? body() : actor()}};
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  std::string actor() { return "A" + std::to_string(below(kActors)); }
  std::string body() { return "B" + std::to_string(below(bodies_)); }
  std::string date() { return std::to_string(1990 + below(30)) + (below(2) == 0 ? "-01-01" : "-07-01"); }

  std::mt19937 random_;
  bool redefines_;
  int bodies_;
};

constexpr std::array<const char*, 19> kQuestions = {
    "members of $body on $day | select actor",
    "participants of $body on $day | select actor, role",
    "memberships of $actor on $day | select body, role",
    "memberships of $actor in $body ever | sort began | select began, ended, role, sources",
    "memberships of $actor in $body ever | select role, began, ended, actor, body",
    "memberships of $actor in $body on $day | select role",
    "(participants of $body on $then) or (participants of $body on $later)"
    " | select actor, one = role in $body on $then, other = role in $body on $later | where one != other",
    "(participants of $body on $then) or (participants of $body on $later)"
    " | select other = role in $body on $later, actor, one = role in $body on $then | where other != one",
    "(participants of $body on $then) or (participants of $body on $later)"
    " | select actor, one = role in $body on $then, other = role in $body on $later | where one = other",
    "(participants of $body on $day) or (participants of $body on $day)"
    " | select actor, one = role in $body on $day, other = role in $body on $day | where one != other",
    "(members of $body on $then) or (members of $body on $later)"
    " | select actor, one = role in $body on $then, other = role in $body on $later | where one != other",
    "(participants of $body on $then) or (participants of B1 on $later)"
    " | select actor, one = role in $body on $then, other = role in B1 on $later | where one != other",
    "(participants of $body on $then) or (participants of $body on $later) | select actor, one = role in $body on $then,"
    " other = role in $body on $later, third = role in B1 on $day | where one != third",
    "(participants of $body on $then) or (participants of $body on $later) | select actor, one = role in $body on $then,"
    " other = role in $body on $later, third = role in B1 on $day, fourth = role in B2 on $then | where one != other",
    "(participants of $body on $then) or (members of $body on $later)"
    " | select one = role in $body on $then, actor, other = role in $body on $later | where one = other",
    "(observers of $body on $then) except (members of $body on $later) | select actor, role in $body on $then",
    "members of $body on $day as known at commit $commit | select actor",
    "observers, chairs of $body on $day as known at commit $commit | select actor, role",
    "participants of $body on $day as known at commit $commit | select actor, role",
};

// What shares nothing does not count, and the first are asked for; or what each holds by itself is not asked for.
constexpr std::array<const char*, 10> kSharing = {
    "pairs of {$any} with states as member on $day | where shared > 0 | sort jaccard desc, b | take 3"
    " | select b, shared, all_of_them = shared + only_a + only_b",
    "pairs of {$any} with states on $day | where shared >= 1 and 3 > shared | sort shared desc, jaccard desc | take 2"
    " | where only_a > 0",
    "pairs of {$actor} with actors as member, chair on $day | where 0 < shared | select b, a, shared, only_a",
    "pairs of {$body} with organisations as member on $day | where shared != 0 | sort jaccard desc | take 2",
    "pairs of {$body} with bodies on $day | where shared > 1 | sort shared desc, b desc | take 3 | skip 1",
    "pairs of {$body} with agreements as observer on $day | where shared = 1 | sort shared | select a, b",
    "pairs of {$actor} with states as observer on $day | where shared > 0 | sort jaccard, b | take 3",
    "pairs of {$actor} with states on $day | where shared > 0 | sort jaccard desc | take 0",
    "pairs of {$any} with states on $day | where shared > 0 and (shared > 1 and shared < 4) | sort jaccard desc | take 2",
    "pairs of {$any} with states on $day | where shared >= 1 and (shared >= 1 and only_b < 3) | sort shared desc | take 2",
};

constexpr std::array<const char*, 8> kStepQuestions = {
    "organisations each year during 1985 through 2022 | select body, year = year(period), members = size(member) | where members > "
    "0",
    "organisations each quarter during 1999 through 2004 | select quarter(period), period, name, kind, n = size(participant)",
    "organisations each month during 2010 through 2016 | select n = size(member), body, month(period), also = size(member)",
    "organisations each of 1995-01-01, 2001-07-01, 2014-12-31 | select body, day(period), n = size(observer) | where n <= 1",
    "organisations each year during 1990 through 2018 | select body, n = size(member), period | where n = 0",
    "organisations each year during 1990 through 2018 | select period, body, n = size(chair) | where 2 > n",
    "organisations each year during 1990 through 2018 | select body, n = size(guest) | where n != 1",
    "organisations each year during 1990 through 2018 | select year(period), body, n = size(member), size(observer)",
};

class Prepared {
 protected:
  static Outcome<Statement> prepare(Session& session, const char* question) { return session.prepare("test", question); }

  // What a limit is kept of is run as others are.
  static std::pair<std::string, std::vector<std::string>> bound_anew(Session& session, const char* question) {
    session.set_limits({.rows = 1'000'000});
    auto anew = prepare(session, question);
    auto rows = answer(*anew, {});
    auto caption = anew->caption();
    session.set_limits({});
    return {std::move(rows), std::move(caption)};
  }

  static std::string answer(Statement& statement, const Parameters& parameters) {
    for (const auto& [name, value] : parameters) {
      statement.set(name, value);
    }
    if (const auto error = statement.run()) {
      return error->code + " " + error->text;
    }
    std::string out;
    while (statement.next()) {
      for (std::size_t row = 0; row < statement.size(); ++row) {
        for (std::size_t column = 0; column < statement.columns().size(); ++column) {
          const auto days = statement.days(column, row);
          out += (statement.is_missing(column, row) ? "·" : std::string(statement.text(column, row))) + " " +
                 std::to_string(days.begin) + " ";
        }
        out += "\n";
      }
    }
    return statement.error() ? statement.error()->code : out;
  }
};

class QuickAnswer : public Prepared, public ::testing::TestWithParam<bool> {};
class QuickStepAnswer : public Prepared, public ::testing::Test {};
class QuickPairsAnswer : public Prepared, public ::testing::Test {};

TEST_P(QuickAnswer, IsThatOfTheQuestionBoundAnew) {
  std::size_t rows = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    const TempDir dir;
    RandomWorld made(seed, GetParam());
    const auto database = Database::create_from((dir / "world.entente").string(), {{"world.ent", made.definitions()}});
    ASSERT_TRUE(database);
    Asking world(*database);
    for (int number = 1; number < kCommits; ++number) {
      world.run(made.commit(number));  // some are refused, as they may be
    }
    for (const char* question : kQuestions) {
      auto again = prepare(world.session, question);
      ASSERT_TRUE(again) << again.error().text;
      for (int i = 0; i < 25; ++i) {
        const auto parameters = made.parameters();
        world.session.set_limits({.rows = 1'000'000});  // what a limit is kept of is run as others are
        auto anew = prepare(world.session, question);
        const std::string expected = answer(*anew, parameters);
        world.session.set_limits({});
        ASSERT_EQ(answer(*again, parameters), expected) << question << " seed " << seed;
        rows += expected.size();
      }
    }
  }
  EXPECT_GT(rows, 6'000U);  // of text: the questions have answers
}

// Neither rank nor day tells these roles apart: the one that was defined first counts, whichever of them ended.
TEST_F(QuickPairsAnswer, TellsRolesOfNoRankApart) {
  const TempDir dir;
  const auto database = Database::create_from(
      (dir / "world.entente").string(),
      {{"world.ent",
        "define role \"chair\" plural \"chairs\"; define role \"patron\" plural \"patrons\"; define organisation B0;"
        "define state A0; define state A1; define source s1;"
        "record A0 as patron of B0 since 1994-01-01 until 2000-01-01 according to s1; record A0 as chair of B0 since 1994-01-01;"
        "record A1 as chair of B0 since 1994-01-01 until 2000-01-01 according to s1; record A1 as patron of B0 since "
        "1994-01-01;"}});
  ASSERT_TRUE(database);
  Asking world(*database);
  constexpr const char* kQuestion =
      "(participants of $body on $then) or (participants of $body on $later)"
      " | select actor, one = role in $body on $then, other = role in $body on $later | where one != other";
  const Parameters parameters = {{"body", "B0"}, {"then", "1999-01-01"}, {"later", "2001-01-01"}};
  auto again = prepare(world.session, kQuestion);
  ASSERT_TRUE(again);
  world.session.set_limits({.rows = 1'000'000});
  auto anew = prepare(world.session, kQuestion);
  const auto expected = answer(*anew, parameters);
  world.session.set_limits({});
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(answer(*again, parameters), expected);
  }
  EXPECT_EQ(expected.substr(0, 3), "A1 ") << expected;
  EXPECT_EQ(expected.find("A0"), std::string::npos) << expected;
}

// A database made from a script, so that its rows stand in blocks; what was refused is not in it.
Outcome<Database> made_of_blocks(RandomWorld& made, const TempDir& dir) {
  std::string script = made.definitions();
  const auto tried = Database::create_from((dir / "tried.entente").string(), {{"world.ent", script}});
  Asking sieve(*tried);
  for (int number = 0; number < 2 * kCommits; ++number) {
    const std::string spell = made.spell();
    script += sieve.run(spell).empty() ? spell : "";
  }
  return Database::create_from((dir / "world.entente").string(), {{"world.ent", script}});
}

// What is recorded between the questions stands in the log.
TEST_P(QuickAnswer, IsThatOfPairsThatShare) {
  std::size_t rows = 0;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    const TempDir dir;
    RandomWorld made(seed, GetParam(), 9);
    const auto database = made_of_blocks(made, dir);
    ASSERT_TRUE(database) << database.error().text;
    Asking world(*database);
    for (const char* question : kSharing) {
      auto again = prepare(world.session, question);
      ASSERT_TRUE(again) << again.error().text;
      for (int i = 0; i < 25; ++i) {
        if (i % 5 == 0) {
          world.run(made.commit(kCommits + i));
        }
        const auto parameters = made.parameters();
        world.session.set_limits({.rows = 1'000'000});
        auto anew = prepare(world.session, question);
        const std::string expected = answer(*anew, parameters);
        world.session.set_limits({});
        ASSERT_EQ(answer(*again, parameters), expected) << question << " seed " << seed;
        ASSERT_EQ(answer(*again, parameters), expected) << question << " seed " << seed;
        rows += expected.size();
      }
    }
  }
  EXPECT_GT(rows, 6'000U);
}

// More of them than stand in one block, with another role behind theirs.
TEST_F(QuickPairsAnswer, HasAllWhoShareALargeBody) {
  constexpr int kMany = 1'500;
  std::string script =
      "define role \"member\" plural \"members\" rank 10; define role \"observer\" plural \"observers\" rank 40;"
      "define organisation B;";
  std::string members;
  for (int i = 0; i < kMany; ++i) {
    const std::string key = "A" + std::to_string(i);
    script += "define state " + key + ";";
    members += (i == 0 ? "" : ", ") + key;
  }
  script += "record " + members + " as member of B since 2000-01-01; record " + members + " as observer of B until 2000-01-01;";
  const TempDir dir;
  const auto database = Database::create_from((dir / "many.entente").string(), {{"many.ent", script}});
  ASSERT_TRUE(database) << database.error().text;
  Asking world(*database);
  auto question = prepare(world.session, "pairs of {$actor} with states as member on $day | where shared > 0 | select b, shared");
  ASSERT_TRUE(question) << question.error().text;
  const std::string now = answer(*question, {{"actor", "A7"}, {"day", "2001-01-01"}});
  EXPECT_EQ(std::count(now.begin(), now.end(), '\n'), kMany - 1);
  EXPECT_EQ(answer(*question, {{"actor", "A7"}, {"day", "1999-01-01"}}), "");
}

// Commit after commit, so that what was counted before is out of date, and rows come from the log.
TEST_P(QuickAnswer, CountsStepByStep) {
  std::size_t rows = 0;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    const TempDir dir;
    RandomWorld made(seed, GetParam());
    const auto database = Database::create_from((dir / "world.entente").string(), {{"world.ent", made.definitions()}});
    ASSERT_TRUE(database);
    Asking world(*database);
    std::vector<Statement> again;
    for (const char* question : kStepQuestions) {
      auto prepared = prepare(world.session, question);
      ASSERT_TRUE(prepared) << prepared.error().text;
      again.push_back(std::move(*prepared));
    }
    for (int number = 1; number < kCommits; ++number) {
      world.run(made.commit(number));
      for (std::size_t i = 0; i < again.size(); ++i) {
        const auto [expected, expected_caption] = bound_anew(world.session, kStepQuestions[i]);
        ASSERT_EQ(answer(again[i], {}), expected) << kStepQuestions[i] << " seed " << seed << " commit " << number;
        ASSERT_EQ(again[i].caption(), expected_caption);
        rows += expected.size();
      }
    }
  }
  EXPECT_GT(rows, 100'000U);
}

// More bodies than lie together, more rows than a batch has; bodies are defined in another order than that of answers, and some
// exist for a while.
TEST_F(QuickStepAnswer, CountsManyBodiesStepByStep) {
  constexpr int kManyBodies = 150;
  const TempDir dir;
  std::string script = "define role \"member\" plural \"members\" rank 10; define source s;";
  for (int i = 0; i < 5; ++i) {
    script += "define state A" + std::to_string(i) + ";";
  }
  for (int i = 0; i < kManyBodies; ++i) {
    const int number = i * 77 % kManyBodies;
    const std::string body = "C" + std::to_string(number);
    const int founded = i % 3 == 0 ? 1960 + i % 25 : 0;  // 0: nobody knows when
    const int ended = i % 5 == 0 ? 1990 + i % 30 : 0;
    script += "define organisation " + body + (founded > 0 ? " since " + std::to_string(founded) + "-01-01" : "") +
              (ended > 0 ? " until " + std::to_string(ended) + "-01-01" : "") + ";";
    for (int actor = 0; actor < i % 6; ++actor) {
      const int from = std::max(founded, 1955 + (i * 13 + actor * 29) % 60);
      const int until = std::min(ended > 0 ? ended : 3000, from + 1 + i % 9);
      if (from < until) {
        script += "record A" + std::to_string(actor) + " as member of " + body + " since " + std::to_string(from) +
                  "-01-01 until " + std::to_string(until) + "-01-01 according to s;";
      }
    }
  }
  script += "define source t covers members of C7 during 1990 through 2010;";
  const auto database = Database::create_from((dir / "world.entente").string(), {{"world.ent", script}});
  ASSERT_TRUE(database) << database.error().text;
  Asking world(*database);
  for (const char* question : {"organisations each year during 1950 through 2020 | select body, year = year(period), members = "
                               "size(member) | where members > 0",
                               "organisations each year during 1950 through 2020 | select period, body, members = size(member)"}) {
    auto again = prepare(world.session, question);
    ASSERT_TRUE(again);
    const auto [expected, expected_caption] = bound_anew(world.session, question);
    EXPECT_GT(std::count(expected.begin(), expected.end(), '\n'), 1'000);
    for (int run = 0; run < 2; ++run) {
      EXPECT_EQ(answer(*again, {}), expected);
      EXPECT_EQ(again->caption(), expected_caption);
    }
  }
}

TEST_F(QuickStepAnswer, CanBeInterruptedBetweenItsBatches) {
  const TempDir dir;
  std::string script = "define role \"member\" plural \"members\";";
  for (int i = 0; i < 100; ++i) {
    script += "define organisation C" + std::to_string(i) + ";";
  }
  const auto database = Database::create_from((dir / "world.entente").string(), {{"world.ent", script}});
  ASSERT_TRUE(database) << database.error().text;
  Asking world(*database);
  auto counts = prepare(world.session, "organisations each year during 1950 through 2020 | select period, body, size(member)");
  ASSERT_FALSE(counts->run());
  ASSERT_TRUE(counts->next());
  world.session.interrupt();
  EXPECT_FALSE(counts->next());
  ASSERT_TRUE(counts->error());
  EXPECT_EQ(counts->error()->code, "X05");
  EXPECT_EQ(counts->size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(WithDefinitions, QuickAnswer, ::testing::Bool());

}  // namespace
}  // namespace entente::tests
