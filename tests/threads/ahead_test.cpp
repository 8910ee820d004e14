// Two threads hand items over: all of them, in their order, whatever ends it first.
#include "engine/threads/ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace entente {
namespace {

constexpr int kMany = 5000;

const auto kNoWait = [] {};

std::vector<int> all_of(Ahead<int>& ahead) {
  std::vector<int> out;
  for (int item = 0; ahead.next(item, kNoWait);) {
    out.push_back(item);
  }
  return out;
}

std::vector<int> up_to(int count) {
  std::vector<int> out(static_cast<std::size_t>(count));
  std::iota(out.begin(), out.end(), 0);
  return out;
}

void put_all(Ahead<int>& to, int count) {
  for (int i = 0; i < count; ++i) {
    int item = i;
    to.put(item);
  }
}

TEST(Ahead, HandsOverAllItemsInTheirOrder) {
  for (const std::size_t most : {1U, 2U, 7U}) {
    const auto ahead = Ahead<int>::start(most, [](Ahead<int>& to) { put_all(to, kMany); });
    ASSERT_NE(ahead, nullptr);
    EXPECT_EQ(all_of(*ahead), up_to(kMany));
    int item = 0;
    EXPECT_FALSE(ahead->next(item, kNoWait)) << "the end stays the end";
  }
}

TEST(Ahead, KeepsNoMoreItemsThanItMay) {
  constexpr std::size_t kMost = 3;
  std::atomic<int> made = 0;
  const auto ahead = Ahead<int>::start(kMost, [&](Ahead<int>& to) {
    for (int i = 0; i < kMany; ++i) {
      int item = i;
      to.put(item);
      ++made;
    }
  });
  int taken = 0;
  for (int item = 0; ahead->next(item, kNoWait);) {
    ++taken;
    ASSERT_LE(made, taken + static_cast<int>(kMost));
  }
  EXPECT_EQ(taken, kMany);
}

TEST(Ahead, ThrowsWhatWasThrownBehindTheItemsBefore) {
  const auto ahead = Ahead<int>::start(2, [](Ahead<int>& to) {
    put_all(to, 10);
    throw std::runtime_error("the disk is full");
  });
  int item = 0;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(ahead->next(item, kNoWait));
    ASSERT_EQ(item, i);
  }
  EXPECT_THROW((void)ahead->next(item, kNoWait), std::runtime_error);
}

TEST(Ahead, EndsItsThreadWhereNobodyWantsMore) {
  std::atomic<bool> unwound = false;
  struct Unwinds {
    std::atomic<bool>& flag;
    ~Unwinds() { flag = true; }
  };
  {
    const auto ahead = Ahead<int>::start(1, [&](Ahead<int>& to) {
      const Unwinds unwinds{unwound};
      put_all(to, kMany);
    });
    int item = 0;
    ASSERT_TRUE(ahead->next(item, kNoWait));
  }
  EXPECT_TRUE(unwound);
}

TEST(Ahead, EndsItsThreadInTheMiddleOfAnItem) {
  std::atomic<bool> began = false;
  {
    const auto ahead = Ahead<int>::start(1, [&](Ahead<int>& to) {
      began = true;
      while (true) {
        to.breathe();
      }
    });
    while (!began) {
      std::this_thread::yield();
    }
  }  // would wait for ever
  EXPECT_TRUE(began);
}

TEST(Ahead, LetsWhoWaitsGiveUp) {
  struct GivesUp {};
  const auto ahead = Ahead<int>::start(1, [&](Ahead<int>& to) {
    while (true) {
      to.breathe();
    }
  });
  int item = 0;
  EXPECT_THROW((void)ahead->next(item, [] { throw GivesUp{}; }), GivesUp);
}

TEST(Ahead, UsesTheMemoryOfItemsAgain) {
  std::atomic<int> fresh = 0;
  const auto ahead = Ahead<std::string>::start(2, [&](Ahead<std::string>& to) {
    std::string item;
    for (int i = 0; i < 100; ++i) {
      fresh += item.capacity() < 1000 ? 1 : 0;
      item.assign(1000, 'x');
      to.put(item);
    }
  });
  int taken = 0;
  for (std::string item; ahead->next(item, kNoWait);) {
    ASSERT_EQ(item.size(), 1000U);
    ++taken;
  }
  EXPECT_EQ(taken, 100);
  EXPECT_LE(fresh, 4) << "those that wait, that which is taken, and that which is made";
}

TEST(MakeAndTake, DoesTheSameTogetherAndInTurn) {
  for (const bool apart : {false, true}) {
    std::vector<int> taken;
    std::size_t breaths = 0;
    bool has_begun = false;
    make_and_take<int>(
        apart, [&] { has_begun = taken.empty(); },
        [](const auto& put, const auto& breathe) {
          for (int i = 0; i < kMany; ++i) {
            int item = i;
            put(item);
            breathe();
          }
        },
        [&](int& item) { taken.push_back(item); }, [&] { ++breaths; });
    EXPECT_TRUE(has_begun);
    EXPECT_EQ(taken, up_to(kMany)) << apart;
    EXPECT_TRUE(apart || breaths == kMany);
  }
}

TEST(MakeAndTake, ThrowsWhatEitherThrows) {
  for (const bool apart : {false, true}) {
    const auto endless = [](const auto& put, const auto& /*breathe*/) {
      for (int item = 0;; ++item) {
        put(item);
      }
    };
    EXPECT_THROW(make_and_take<int>(
                     apart, [] {}, endless, [](int& /*item*/) { throw std::runtime_error("taken"); }, [] {}),
                 std::runtime_error);
    EXPECT_THROW(make_and_take<int>(
                     apart, [] { throw std::runtime_error("begun"); }, endless, [](int& /*item*/) {}, [] {}),
                 std::runtime_error);
    const auto failing = [](const auto& /*put*/, const auto& /*breathe*/) { throw std::runtime_error("made"); };
    EXPECT_THROW(make_and_take<int>(
                     apart, [] {}, failing, [](int& /*item*/) {}, [] {}),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace entente
