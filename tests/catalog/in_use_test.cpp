#include "engine/catalog/in_use.h"

#include <gtest/gtest.h>

namespace entente::catalog {
namespace {

Day day(std::int32_t year, unsigned month, unsigned d) { return *day_of({year, month, d}); }
Bound on(std::int32_t year, unsigned month, unsigned d) { return exact_bound(day(year, month, d)); }
Bound in(std::int32_t year) { return bound_of(*days_of(year, 0, 0), Precision::kYear, Bound::Mark::kNone); }
DayRange one(Day d) { return {d, d + 1}; }

// Independent on 1960-06-30, without an end.
Entity congo() {
  Entity entity;
  entity.key = "COD";
  entity.name = "DR Congo";
  entity.named = {on(1997, 5, 17), bound_none()};
  entity.also = {{"Zaire", {on(1971, 10, 27), on(1997, 5, 17)}}, {"Belgian Congo", {bound_none(), in(1960)}}, {"Congo-Kinshasa"}};
  entity.began = on(1960, 6, 30);
  return entity;
}

DayRange use_of(const Entity& entity, std::string_view name) {
  const auto uses = uses_of_name(entity, name);
  EXPECT_EQ(uses.size(), 1U) << name;
  return uses.empty() ? DayRange{0, 0} : widest(uses[0]);
}

TEST(InUse, WithoutATimeANameHoldsForLife) {
  EXPECT_EQ(use_of(congo(), "Congo-Kinshasa"), (DayRange{day(1960, 6, 30), kAfterAll}));
  EXPECT_EQ(use_of(congo(), "cod"), (DayRange{day(1960, 6, 30), kAfterAll}));
}

TEST(InUse, AStatedTimeReplacesTheLife) {
  EXPECT_EQ(use_of(congo(), "zaïre"), (DayRange{day(1971, 10, 27), day(1997, 5, 17)}));
  EXPECT_EQ(use_of(congo(), "DR Congo"), (DayRange{day(1997, 5, 17), kAfterAll}));
}

TEST(InUse, ANameThatEndedBeforeTheLifeReachesBackWithoutEnd) {
  EXPECT_EQ(use_of(congo(), "Belgian Congo"), (DayRange{kBeforeAll, day(1960, 12, 31)}));
}

TEST(InUse, ANameThatBeganBehindTheLifeHasNoEnd) {
  Entity entity = congo();
  entity.ended = on(1990, 1, 1);
  EXPECT_EQ(use_of(entity, "DR Congo"), (DayRange{day(1997, 5, 17), kAfterAll}));
  EXPECT_EQ(use_of(entity, "Congo-Kinshasa"), (DayRange{day(1960, 6, 30), day(1990, 1, 1)}));
}

TEST(InUse, ANameThatHeldTwiceHasTwoTimes) {
  Entity entity = congo();
  entity.also.push_back({"DR Congo", {on(1964, 8, 1), on(1971, 10, 27)}});
  EXPECT_EQ(uses_of_name(entity, "DR Congo").size(), 2U);
  EXPECT_TRUE(uses_of_name(entity, "Katanga").empty());
}

TEST(InUse, OverlapIsSureOnlyIfNoReadingKeepsThemApart) {
  EXPECT_TRUE(surely_overlap({on(1990, 1, 1), bound_none()}, {on(1980, 1, 1), on(1990, 1, 2)}));
  EXPECT_FALSE(surely_overlap({on(1990, 1, 1), bound_none()}, {on(1980, 1, 1), on(1990, 1, 1)}));
  EXPECT_FALSE(surely_overlap({in(1990), bound_none()}, {bound_none(), in(1990)}));
  EXPECT_FALSE(surely_overlap({in(1990), bound_none()}, {bound_none(), bound_unknown()}));
  EXPECT_TRUE(surely_overlap({bound_none(), bound_none()}, {bound_none(), bound_none()}));
}

TEST(InUse, TheCodeIsThatOfTheTimeAsked) {
  Entity germany;
  germany.began = on(1949, 5, 23);
  germany.codes = {{"iso2", "DE"},
                   {"iso2", "BRD"},
                   {"cow", "255", {on(1990, 10, 3), bound_none()}},
                   {"cow", "260", {bound_none(), on(1990, 10, 3)}}};
  const auto code = [&](std::string_view system, DayRange days) {
    const Code* found = code_of(germany, system, days);
    return found == nullptr ? std::string("none") : found->value;
  };
  EXPECT_EQ(code("cow", one(day(1980, 1, 1))), "260");
  EXPECT_EQ(code("cow", one(day(1990, 10, 3))), "255");
  EXPECT_EQ(code("cow", {day(1980, 1, 1), day(2000, 1, 1)}), "255");  // the last that held in the period
  EXPECT_EQ(code("cow", DayRange{}), "255");
  EXPECT_EQ(code("cow", one(day(1930, 1, 1))), "none");
  EXPECT_EQ(code("iso2", one(day(1930, 1, 1))), "DE");  // no times stated: the first, whenever
  EXPECT_EQ(code("gw", DayRange{}), "none");
}

}  // namespace
}  // namespace entente::catalog
