// A statement that would go on for hours ends when another thread says so.
#include <chrono>
#include <thread>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class Interrupts : public WorldTest, public ::testing::WithParamInterface<const char*> {};

// Every day of a century beside every day of two years: more rows than anybody waits for.
constexpr const char* kEndless =
    "states each day during 1900 through 1999"
    " | join (states each day during 1900 through 1901 | select kind, day = period, other = actor) on kind";

TEST_P(Interrupts, EndWhateverRuns) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point said;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    said = Clock::now();
    world.session.interrupt();
  });
  const auto errors = world.run(std::string(kEndless) + GetParam());
  const auto ended = Clock::now();
  other.join();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "X05");
  EXPECT_LT(ended - said, std::chrono::seconds(1));  // a tenth of that where nothing else runs
  EXPECT_TRUE(world.run("members of SCO on 2014-10-21").empty()) << "what comes later runs";
}

INSTANTIATE_TEST_SUITE_P(Stages, Interrupts,
                         ::testing::Values(" | where day = 1905", " | group by period, day (n = count, who = list(other))",
                                           " | select n = running_sum(1) | sort n desc",
                                           " | count by day, other | pivot count by day", " | distinct day",
                                           " | without (states each day during 1900 through 1950) on period, actor",
                                           " | take 10 by day"));

TEST_F(WorldTest, AnInterruptBetweenStatementsDoesNothing) {
  world.session.interrupt();
  EXPECT_TRUE(world.run("members of SCO on 2014-10-21").empty());
}

}  // namespace
}  // namespace entente::tests
