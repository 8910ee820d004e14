#include <chrono>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class LimitsTest : public WorldTest {
 protected:
  /// Long texts are allowed here.
  LimitsTest() { world.session.set_limits({.statement_bytes = 0}); }
};

std::string repeated(const std::string& text, std::size_t count, const std::string& between) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += (i == 0 ? "" : between) + text;
  }
  return out;
}

TEST_F(LimitsTest, LongChainsOfSetsNeedNoRecursion) {
  EXPECT_EQ(world.ask(repeated("members of SCO", 20000, " or ") + " on 2014-10-21 | count"), "2");
  EXPECT_EQ(world.ask(repeated("members of SCO", 20000, " and ") + " on 2014-10-21 | count"), "2");
  EXPECT_EQ(world.ask("members of SCO except " + repeated("members of NATO", 20000, " except ") + " on 2014-10-21 | count"), "2");
}

TEST_F(LimitsTest, LongConditionsNeedNoRecursion) {
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | where " + repeated("name = China", 200000, " or ") + " | count"), "1");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | where actor in [" + repeated("China", 200000, ", ") + "] | count"), "1");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | where 1 < " + repeated("1", 200000, " + ")), "B15");
}

TEST_F(LimitsTest, NumbersThatGrowTooLargeAreErrors) {
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive n = 9223372036854775807 + 1"), "X01");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive n = 99999999999999999999"), "B14");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive d = began + 99999999"), "X02");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive n = 1 / 0 | select n"), "·, ·");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | take 99999999999999999999"), "P02");
}

TEST_F(LimitsTest, ARunningSumIsExactOrAnError) {
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive n = running_sum(4503599627370497) | select n"),
            "4503599627370497, 9007199254740994");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | derive n = running_sum(9000000000000000000)"), "X01");
}

TEST_F(LimitsTest, DatesThatAreNotAreErrors) {
  EXPECT_EQ(world.ask("members of SCO on 2023-02-29"), "B01");
  EXPECT_EQ(world.ask("members of SCO on 2014"), "B02");
  EXPECT_EQ(world.ask("members of SCO during 2015 through 2014"), "B03");
  EXPECT_EQ(world.ask("members of SCO on 0000-01-01"), "B01");
}

TEST_F(LimitsTest, SinceReachesThroughTheDefaultDay) {
  EXPECT_EQ(world.ask("default on 2014-10-21; observers of SCO since 2010 | count"), "1");
  EXPECT_EQ(world.ask("default on 2001-06-15; observers of SCO since 2000 | count"), "0");
  EXPECT_EQ(world.ask("default on 2001-06-15; members of SCO since 2010"), "B03");
}

TEST_F(LimitsTest, LetsThatReferToEachOtherAreAnError) {
  EXPECT_EQ(world.ask("let one = members of SCO; let two = one; let one = two"), "N03");
  std::string chain = "let l0 = members of SCO;";
  for (int i = 1; i <= 400; ++i) {
    chain += "let l" + std::to_string(i) + " = l" + std::to_string(i - 1) + ";";
  }
  EXPECT_EQ(world.ask(chain + "l400 on 2014-10-21"), "B13");
}

TEST_F(LimitsTest, AStatementIsAsLongAsTheCallerSays) {
  const std::string question = "members of SCO on 2014-10-21 | count";
  world.session.set_limits({.statement_bytes = question.size()});
  EXPECT_EQ(world.ask(question), "2");
  EXPECT_EQ(world.ask(question + ";" + question), "2");
  EXPECT_EQ(world.ask(question + " "), "P10");
  world.session.set_limits({});
  EXPECT_EQ(world.ask(question + std::string(std::size_t{1} << 20, ' ')), "P10");
}

TEST_F(LimitsTest, RowsBeyondThoseAllowedAreAnError) {
  world.session.set_limits({.rows = 2});
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | select actor"), "CHN, RUS");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21"), "X08");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 | take 2 | count"), "2");
  EXPECT_EQ(world.ask("participants of SCO on 2014-10-21 | count"), "4");
}

TEST_F(LimitsTest, MemoryBeyondWhatIsAllowedIsAnError) {
  world.session.set_limits({.memory_bytes = 200'000});
  const std::string years = " each day during 1900 through 2020";
  EXPECT_EQ(world.ask("states" + years + " | sort name"), "X07");
  EXPECT_EQ(world.ask("states" + years + " | select period, actor | distinct"), "X07");
  EXPECT_EQ(world.ask("states" + years + " | group by period (n = count)"), "X07");
  EXPECT_EQ(world.ask("states" + years), "X07");
  EXPECT_EQ(world.ask("states on 2014-10-21 | join (states" + years + ") on actor | count"), "X07");
  EXPECT_EQ(world.ask("states" + years + " | count"), std::to_string(6 * 44196));
  EXPECT_EQ(world.ask("states on 2014-10-21 | sort name | count"), "6");
}

TEST_F(LimitsTest, WhatGoesBeyondIsToldWithAWayOut) {
  const auto text = [&](const Limits& limits, const std::string& question) {
    world.session.set_limits(limits);
    const auto errors = world.run(question);
    return errors.empty() ? "" : errors[0].text;
  };
  EXPECT_EQ(text({.statement_bytes = 10}, "members of SCO"), R"(error[P10]: a statement of more than 10 bytes
  --> test:1:1
  1 | members of SCO
    | ^
  help: give parts of it names with let, pass long lists as parameters, or allow longer statements
)");
  EXPECT_EQ(text({.rows = 1}, "members of SCO"), R"(error[X08]: the answer has more than 1 row
  --> test:1:1
  1 | members of SCO
    | ^^^^^^^^^^^^^^
  help: `| take 1` asks for the first of them, `| count` for their number
)");
  EXPECT_EQ(text({.memory_bytes = 10}, "members of SCO"), R"(error[X07]: the statement needs more than 10 bytes of memory
  --> test:1:1
  1 | members of SCO
    | ^^^^^^^^^^^^^^
  help: choose rows before they are sorted, grouped or joined: | where …; or allow more memory
)");
  EXPECT_EQ(text({.time = std::chrono::milliseconds(1)}, "pairs of states each day during 1000 through 2020"),
            R"(error[X06]: the statement took more than 1 ms
  --> test:1:1
  1 | pairs of states each day during 1000 through 2020
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: ask for less, by a time, a body or a role; or allow more time
)");
}

TEST_F(LimitsTest, TimeBeyondWhatIsAllowedIsAnError) {
  world.session.set_limits({.time = std::chrono::milliseconds(20)});
  EXPECT_EQ(world.ask("pairs of states each day during 1000 through 2020 | count"), "X06");
  EXPECT_EQ(world.ask("members of SCO on 2014-10-21 | count"), "2");
  EXPECT_EQ(world.ask("pairs of states each day during 1000 through 2020 | sort jaccard"), "X06");
}

}  // namespace
}  // namespace entente::tests
