#include "engine/value/span_list.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bitset>

namespace entente {
namespace {

constexpr Day kDays = 64;
using Bits = std::bitset<kDays>;

struct Made {
  SpanList list;
  Bits bits;
};

Made make(const std::vector<std::pair<int, int>>& ranges) {
  Made made;
  for (const auto& [a, length] : ranges) {
    const Day begin = std::abs(a % kDays);
    const Day end = std::min<Day>(kDays, begin + std::abs(length % 9));
    made.list.add({begin, end});
    for (Day day = begin; day < end; ++day) {
      made.bits.set(static_cast<std::size_t>(day));
    }
  }
  return made;
}

Bits bits_of(const SpanList& list) {
  Bits bits;
  for (Day day = 0; day < kDays; ++day) {
    bits[static_cast<std::size_t>(day)] = list.contains(day);
  }
  return bits;
}

bool is_tidy(const SpanList& list) {
  for (std::size_t i = 0; i < list.ranges().size(); ++i) {
    if (list.ranges()[i].empty() || (i > 0 && list.ranges()[i - 1].end >= list.ranges()[i].begin)) {
      return false;
    }
  }
  return true;
}

using Ranges = std::vector<std::pair<int, int>>;

RC_GTEST_PROP(SpanList, AlgebraAgreesWithASetOfDays, (const Ranges& x, const Ranges& y)) {
  const Made a = make(x);
  const Made b = make(y);
  RC_ASSERT(bits_of(a.list) == a.bits);
  RC_ASSERT(bits_of(unite(a.list, b.list)) == (a.bits | b.bits));
  RC_ASSERT(bits_of(intersect(a.list, b.list)) == (a.bits & b.bits));
  RC_ASSERT(bits_of(subtract(a.list, b.list)) == (a.bits & ~b.bits));
  RC_ASSERT(is_tidy(unite(a.list, b.list)) && is_tidy(intersect(a.list, b.list)) && is_tidy(subtract(a.list, b.list)));
}

RC_GTEST_PROP(SpanList, CoversAndTouchesAgreeWithASetOfDays, (const Ranges& x)) {
  const Made a = make(x);
  for (Day begin = 0; begin < kDays; begin += 3) {
    for (Day end = begin; end <= kDays; end += 5) {
      bool all = true;
      bool any = false;
      for (Day day = begin; day < end; ++day) {
        all = all && a.bits.test(static_cast<std::size_t>(day));
        any = any || a.bits.test(static_cast<std::size_t>(day));
      }
      RC_ASSERT(a.list.covers({begin, end}) == all);
      RC_ASSERT(a.list.touches({begin, end}) == any);
    }
  }
}

TEST(SpanList, TouchingRangesAreOne) {
  SpanList list;
  list.add({10, 20});
  list.add({20, 30});
  EXPECT_EQ(list, SpanList(DayRange{10, 30}));
}

TEST(SpanList, OpenSidesHoldEveryDay) {
  const SpanList all{DayRange{}};
  EXPECT_TRUE(all.contains(kDayMin));
  EXPECT_TRUE(all.contains(kDayMax));
  EXPECT_EQ(subtract(all, SpanList(DayRange{0, 1})).ranges().size(), 2U);
}

}  // namespace
}  // namespace entente
