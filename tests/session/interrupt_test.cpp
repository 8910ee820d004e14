// A statement can be stopped within 100 ms, wherever it is. Time is that of the processor, so that a busy machine does not matter.
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

constexpr int kActors = 300;
constexpr int kBodies = 40;

std::string numbered(const std::string& prefix, int number) { return prefix + std::to_string(1000 + number); }

std::string all_actors() {
  std::string out;
  for (int i = 0; i < kActors; ++i) {
    out += (i == 0 ? "" : ", ") + numbered("S", i);
  }
  return out;
}

/// Everybody is a member of everything.
std::string crowded_world() {
  std::string out = "define role \"member\" plural \"members\" rank 10; define source roll titled \"Roll\" published 2020-01-01;\n";
  for (int i = 0; i < kActors; ++i) {
    out += "define state " + numbered("S", i) + " named \"State " + numbered("", i) + "\";\n";
  }
  for (int i = 0; i < kBodies; ++i) {
    out += "define organisation " + numbered("B", i) + " named \"Body " + numbered("", i) + "\";\n";
    out += "record " + all_actors() + " as member of " + numbered("B", i) + " since 1900-01-01 according to roll;\n";
  }
  return out;
}

double processor_ms(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Interrupt : public ::testing::Test {
 protected:
  Interrupt() : database_(made()), asking_(database_) { asking_.session.set_limits({.statement_bytes = 0}); }

  /// Runs the text in a thread of its own, stops it after so much of that thread's time, and tells how much more it took.
  void expect_stops(const std::string& text, RunMode mode = RunMode::kInteractive) {
    for (const double after_ms : {5.0, 60.0, 250.0}) {
      std::vector<Error> errors;
      std::atomic<bool> done = false;
      std::atomic<bool> measured = false;
      double ended = 0;
      std::thread runner([&] {
        errors = asking_.run(text, mode);
        ended = processor_ms(CLOCK_THREAD_CPUTIME_ID);
        done = true;
        measured.wait(false);  // the clock of a thread ends with it
      });
      clockid_t clock{};
      ASSERT_EQ(::pthread_getcpuclockid(runner.native_handle(), &clock), 0);
      while (!done && processor_ms(clock) < after_ms) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      asking_.session.interrupt();
      // Read once it is told, for this thread may have waited for a processor before it told.
      const double stopped = processor_ms(clock);
      measured = true;
      measured.notify_one();
      runner.join();
      if (errors.empty() && after_ms > 5) {
        continue;  // a fast machine had it ended before it was stopped
      }
      ASSERT_EQ(errors.size(), 1U) << "it ended before it was stopped: " << text.substr(0, 100);
      EXPECT_EQ(errors[0].code, "X05") << errors[0].text;
      EXPECT_LT(ended - stopped, 100) << text.substr(0, 100) << " after " << after_ms;
    }
    EXPECT_EQ(asking_.ask("members of B1000 on 1950-01-01 | count"), std::to_string(kActors));
  }

  TempDir dir_;

 private:
  Database made() {
    auto made = Database::create_from((dir_ / "crowd.entente").string(), {{"crowd", crowded_world()}});
    if (!made) {
      throw std::runtime_error(made.error().text);
    }
    return *made;
  }

  Database database_;
  Asking asking_;
};

TEST_F(Interrupt, StopsPairs) {
  expect_stops("pairs of states each day during 1900 through 2020 | count");
  expect_stops("pairs of states as member each 5 years during 1900 through 2020 any day | count");
}

TEST_F(Interrupt, StopsSorts) { expect_stops("memberships each month during 1950 through 2000 | sort actor_name desc | take 1"); }

TEST_F(Interrupt, StopsJoins) {
  expect_stops("memberships on 1950-01-01 | join (memberships on 1950-01-01) on body | count");
  expect_stops("memberships on 1950-01-01 | join (memberships each month during 1950 through 2000) on body | count");
}

TEST_F(Interrupt, StopsGroups) {
  expect_stops("memberships each month during 1950 through 2000 | group by actor, period (n = count(distinct body)) | count");
}

TEST_F(Interrupt, StopsDistinctAndDiff) {
  expect_stops("memberships each month during 1950 through 2000 | distinct | count");
  expect_stops("memberships each month during 1950 through 1970 | diff with according to roll");
}

TEST_F(Interrupt, StopsWhatFoldsAnew) {
  std::string text = "memberships according to roll on 1950-01-01 | count; why memberships on 1950-01-01";
  for (int i = 0; i < 20; ++i) {
    text = "memberships as known at commit 1 on 1950-01-01 | count;" + text;
  }
  expect_stops(text);
}

TEST_F(Interrupt, StopsReadingAFile) {
  std::string text = "state,n\n";
  for (int i = 0; i < 2'000'000; ++i) {
    text += "S1000,1.5\n";
  }
  const std::string file = (dir_ / "long.csv").string();
  std::ofstream(file, std::ios::binary) << text;
  expect_stops("rows of \"" + file + "\" with state as actor, n as number | group by state (s = sum(n))");
}

TEST_F(Interrupt, StopsSetsOfManyParts) {
  std::string text = "members of B1000";
  for (int i = 0; i < 20000; ++i) {
    text += " and members of " + numbered("B", i % kBodies);
  }
  expect_stops(text + " during 1950 through 2000 | count");
}

TEST_F(Interrupt, StopsScriptsThatRecord) {
  std::string text;
  for (int i = 0; i < kBodies; ++i) {
    for (int year = 2000; year < 2015; ++year) {
      text += "record " + all_actors() + " as member of " + numbered("B", i) + " observed " + std::to_string(year) +
              "-02-03 according to roll;\n";
    }
  }
  expect_stops(text, RunMode::kScript);
}

TEST_F(Interrupt, StopsTheParser) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) {
    text += "members of B1000 and members of B1001 on 1950-01-01 | where name like \"%x%\" | count;\n";
  }
  expect_stops(text, RunMode::kScript);
}

}  // namespace
}  // namespace entente::tests
