#include "engine/value/date.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Date, DaysCountFrom1970) {
  EXPECT_EQ(day_of({1970, 1, 1}), 0);
  EXPECT_EQ(day_of({2014, 10, 21}), 16364);
  EXPECT_EQ(day_of({1, 1, 1}), kDayMin);
  EXPECT_EQ(day_of({9999, 12, 31}), kDayMax);
}

TEST(Date, EveryDayComesBackFromItsCalendarDate) {
  for (Day day = kDayMin; day <= kDayMax; day += 13) {
    ASSERT_EQ(day_of(civil_of(day)), day);
  }
}

TEST(Date, DatesThatAreNotAreRefused) {
  EXPECT_FALSE(day_of({2023, 2, 29}));
  EXPECT_TRUE(day_of({2024, 2, 29}));
  EXPECT_FALSE(day_of({1900, 2, 29}));
  EXPECT_TRUE(day_of({2000, 2, 29}));
  EXPECT_FALSE(day_of({2014, 13, 1}));
  EXPECT_FALSE(day_of({2014, 0, 1}));
  EXPECT_FALSE(day_of({0, 1, 1}));
  EXPECT_FALSE(day_of({10000, 1, 1}));
}

TEST(Date, TheGregorianCalendarReachesBackBefore1582) { EXPECT_EQ(*day_of({1582, 10, 15}) - *day_of({1582, 10, 4}), 11); }

TEST(Date, AYearAndAMonthAreAllTheirDays) {
  EXPECT_EQ(days_of(2014, 0, 0), (DayRange{*day_of({2014, 1, 1}), *day_of({2015, 1, 1})}));
  EXPECT_EQ(days_of(2016, 2, 0), (DayRange{*day_of({2016, 2, 1}), *day_of({2016, 3, 1})}));
  EXPECT_EQ(days_of(2014, 10, 20), (DayRange{*day_of({2014, 10, 20}), *day_of({2014, 10, 21})}));
  EXPECT_FALSE(days_of(2014, 2, 30));
  EXPECT_FALSE(days_of(2014, 14, 0));
}

TEST(Date, PrintsWithItsPrecision) {
  const Day day = *day_of({844, 6, 5});
  EXPECT_EQ(to_text(day), "0844-06-05");
  EXPECT_EQ(to_text(day, Precision::kMonth), "0844-06");
  EXPECT_EQ(to_text(day, Precision::kYear), "0844");
  EXPECT_EQ(to_text(kBeforeAll), "..");
  EXPECT_EQ(to_text(kAfterAll), "..");
}

}  // namespace
}  // namespace entente
