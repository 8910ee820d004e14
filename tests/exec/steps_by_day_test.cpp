#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/exec/step_sizes.h"

namespace entente::exec {
namespace {

/// Of each day by itself: the first step on it or behind it.
std::vector<std::uint32_t> tallied(const std::vector<Day>& steps, const std::vector<Day>& days) {
  std::vector<std::uint32_t> out(steps.size() + 1);
  for (const Day day : days) {
    ++out[static_cast<std::size_t>(std::lower_bound(steps.begin(), steps.end(), day) - steps.begin())];
  }
  return out;
}

TEST(StepsByDay, CountsDaysBeforeOnAndBehindSteps) {
  std::mt19937 random(1);
  for (int least : {1, 2, 28, 365}) {
    for (std::size_t count : {1U, 2U, 71U}) {
      std::vector<Day> steps = {-7000};
      while (steps.size() < count) {
        steps.push_back(steps.back() + least + static_cast<Day>(random() % 4));
      }
      std::vector<Day> days = {kBeforeAll, kAfterAll};
      for (Day day = steps.front() - 3; day <= steps.back() + 3; ++day) {
        days.push_back(day);
      }
      std::vector<std::uint32_t> found(steps.size() + 1, 5);  // what was counted before does not count
      StepsByDay(steps).tally(days, found);
      EXPECT_EQ(found, tallied(steps, days)) << least << " " << count;
    }
  }
}

TEST(StepsByDay, TakesStepsThatLieFarApart) {
  const std::vector<Day> steps = {0, 1, 500'000, 999'999};
  const std::vector<Day> days = {-1, 0, 1, 2, 499'999, 500'000, 500'001, 999'998, 999'999, 1'000'000};
  std::vector<std::uint32_t> found(steps.size() + 1);
  StepsByDay(steps).tally(days, found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{2, 1, 3, 3, 1}));
}

}  // namespace
}  // namespace entente::exec
