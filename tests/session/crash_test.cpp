// A program that records is killed at random moments: every claim that it was told is recorded is there afterwards.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds budget() {
  const char* const seconds = std::getenv("ENTENTE_CRASH_SECONDS");
  return std::chrono::milliseconds(static_cast<int>(1'000 * (seconds == nullptr ? 5.0 : std::atof(seconds))));
}

// Records one claim after the other, each under a day of its own, and says each number once it is committed.
[[noreturn]] void record_until_killed(const std::string& path, int from, int pipe) {
  auto database = Database::open(path);
  if (!database) {
    _exit(2);
  }
  Asking world(*database);
  for (int number = from;; ++number) {
    const std::string year = std::to_string(2002 + number % 1000);
    const auto errors = world.run("record India as chair of SCO since " + year + "-01-01 until " + year + "-02-01 quote \"" +
                                  std::to_string(number) + "\" according to news;");
    if (!errors.empty() || write(pipe, &number, sizeof number) != sizeof number) {
      _exit(1);
    }
  }
}

TEST_F(WorldTest, NoAcknowledgedClaimIsLostWhenTheProgramIsKilled) {
  std::mt19937 random{std::random_device{}()};
  int next = 0;
  int kills = 0;
  for (const auto end = Clock::now() + budget(); Clock::now() < end && !HasFailure(); ++kills) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = fork();
    if (child == 0) {
      record_until_killed(path, next, pipe[1]);
    }
    close(pipe[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(3'000 + random() % 30'000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the recording itself must not fail";
    int acknowledged = next;
    int number = 0;
    while (read(pipe[0], &number, sizeof number) == sizeof number) {
      acknowledged = number + 1;
    }
    close(pipe[0]);
    const int found = std::stoi(world.ask("claims of India in SCO as chair | count"));
    EXPECT_GE(found, acknowledged);
    EXPECT_LE(found, acknowledged + 1);
    next = found;
  }
  EXPECT_GT(kills, 10);
  RecordProperty("claims", next);
}

}  // namespace
}  // namespace entente::tests
