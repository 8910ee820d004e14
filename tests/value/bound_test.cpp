#include "engine/value/bound.h"

#include <gtest/gtest.h>

#include <vector>

namespace entente {
namespace {

using Mark = Bound::Mark;

Day day(int year, unsigned month, unsigned d) { return *day_of({year, month, d}); }
Bound year_bound(int year, Mark mark = Mark::kNone) { return bound_of(*days_of(year, 0, 0), Precision::kYear, mark); }
Bound month_bound(int year, unsigned month, Mark mark = Mark::kNone) {
  return bound_of(*days_of(year, month, 0), Precision::kMonth, mark);
}
Bound day_bound(int year, unsigned month, unsigned d, Mark mark = Mark::kNone) {
  return bound_of(*days_of(year, month, d), Precision::kDay, mark);
}

TEST(Bound, ADateIsSomeDayOfIt) {
  EXPECT_EQ(year_bound(2004).earliest, day(2004, 1, 1));
  EXPECT_EQ(year_bound(2004).latest, day(2004, 12, 31));
  EXPECT_EQ(month_bound(2004, 2).latest, day(2004, 2, 29));
  EXPECT_TRUE(day_bound(2004, 6, 15).exact());
}

TEST(Bound, ApproximatelyWidensByOneUnitOnBothSides) {
  EXPECT_EQ(year_bound(2004, Mark::kApproximate).earliest, day(2003, 1, 1));
  EXPECT_EQ(year_bound(2004, Mark::kApproximate).latest, day(2005, 12, 31));
  EXPECT_EQ(month_bound(2004, 1, Mark::kApproximate).earliest, day(2003, 12, 1));
  EXPECT_EQ(month_bound(2004, 1, Mark::kApproximate).latest, day(2004, 2, 29));
  EXPECT_EQ(day_bound(2004, 3, 1, Mark::kApproximate).earliest, day(2004, 2, 29));
}

TEST(Bound, AQuestionMarkChangesNothingElse) {
  EXPECT_EQ(year_bound(2004, Mark::kUncertain).earliest, year_bound(2004).earliest);
  EXPECT_EQ(year_bound(2004, Mark::kUncertain).latest, year_bound(2004).latest);
}

TEST(Bound, BeforeAndAfterLeaveTheDateItselfOut) {
  const auto before = bound_before(*days_of(2010, 0, 0), Precision::kYear, Mark::kNone);
  EXPECT_EQ(before.earliest, kBeforeAll);
  EXPECT_EQ(before.latest, day(2009, 12, 31));
  const auto after = bound_after(*days_of(2010, 1, 1), Precision::kDay, Mark::kNone);
  EXPECT_EQ(after.earliest, day(2010, 1, 2));
  EXPECT_EQ(after.latest, kAfterAll);
}

TEST(Bound, PrintsAsRecorded) {
  for (const Mark mark : {Mark::kNone, Mark::kApproximate, Mark::kUncertain}) {
    const std::string sign = mark == Mark::kNone ? "" : mark == Mark::kApproximate ? "~" : "?";
    EXPECT_EQ(to_text(year_bound(2004, mark)), "2004" + sign);
    EXPECT_EQ(to_text(month_bound(2004, 1, mark)), "2004-01" + sign);
    EXPECT_EQ(to_text(day_bound(2004, 3, 1, mark)), "2004-03-01" + sign);
    EXPECT_EQ(to_text(bound_before(*days_of(2010, 0, 0), Precision::kYear, mark)), "before 2010" + sign);
    EXPECT_EQ(to_text(bound_after(*days_of(2010, 6, 0), Precision::kMonth, mark)), "after 2010-06" + sign);
  }
  EXPECT_EQ(to_text(bound_unknown()), "unknown");
  EXPECT_EQ(to_text(bound_none()), "");
  EXPECT_EQ(to_text(bound_between(kBeforeAll, day(2014, 10, 21))), "[..2014-10-21]");
  EXPECT_EQ(to_text(bound_between(day(2014, 1, 1), day(2014, 10, 21))), "[2014-01-01..2014-10-21]");
  EXPECT_EQ(to_text(bound_between(day(2014, 1, 1), day(2014, 1, 1))), "2014-01-01");
}

TEST(Bound, ThroughIsKeptAsTheDayAfter) {
  EXPECT_EQ(to_text(day_after(day_bound(2013, 12, 31))), "2014-01-01");
  EXPECT_EQ(to_text(day_after(year_bound(2013))), "[2013-01-02..2014-01-01]");
  EXPECT_EQ(day_after(bound_unknown()), bound_unknown());
}

TEST(Bound, IsReadAsItPrints) {
  std::vector<Bound> bounds = {bound_unknown(), bound_between(kBeforeAll, day(2014, 10, 21)),
                               bound_between(day(2014, 1, 1), kAfterAll), bound_between(day(2014, 1, 1), day(2014, 10, 21))};
  for (const Mark mark : {Mark::kNone, Mark::kApproximate, Mark::kUncertain}) {
    bounds.insert(bounds.end(), {year_bound(2004, mark), month_bound(2004, 1, mark), day_bound(2004, 2, 29, mark),
                                 bound_before(*days_of(2010, 0, 0), Precision::kYear, mark),
                                 bound_after(*days_of(2010, 6, 0), Precision::kMonth, mark)});
  }
  for (const auto& bound : bounds) {
    EXPECT_EQ(bound_of_text(to_text(bound)), bound) << to_text(bound);
  }
}

TEST(Bound, IsNotReadFromWhatIsNoDate) {
  for (const char* text : {"",
                           "~",
                           "-",
                           "201",
                           "20145",
                           "2014-",
                           "2014-1",
                           "2014-13",
                           "2014-00",
                           "2014-10-",
                           "2014-10-32",
                           "2014-02-29",
                           "2014-10-00",
                           "2014/10/21",
                           "21-10-2014",
                           "0000",
                           "-2014",
                           "+2014",
                           "2014 ",
                           " 2014",
                           "before",
                           "before ",
                           "before unknown",
                           "[2014..2015]",
                           "[..]",
                           "[2014-10-21]",
                           "[2015-01-01..2014-01-01]",
                           "2014~~",
                           "2014-10-2x",
                           "now"}) {
    EXPECT_EQ(bound_of_text(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace entente
