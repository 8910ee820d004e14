// What names were found to mean.
#include "engine/session/name_memo.h"

#include <gtest/gtest.h>

#include <string>

namespace entente::session {
namespace {

TEST(NameMemo, FindsTheLastOnesAndNothingElse) {
  NameMemo memo;
  EXPECT_EQ(memo.find("SCO"), std::nullopt);
  std::size_t found = 0;
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    const std::string name = (i % 2 == 0 ? "K" : "a longer name, ") + std::to_string(i);
    memo.add(name, EntityId{i});
    EXPECT_EQ(memo.find(name), EntityId{i});
    EXPECT_EQ(memo.find(name + "?"), std::nullopt);
    const std::string before = ((i / 2) % 2 == 0 ? "K" : "a longer name, ") + std::to_string(i / 2);
    if (const auto id = memo.find(before)) {
      EXPECT_EQ(*id, EntityId{i / 2});
      ++found;
    }
  }
  EXPECT_GT(found, 500U);
}

TEST(NameMemo, TakesAnyName) {
  NameMemo memo;
  memo.add("", EntityId{7});
  EXPECT_EQ(memo.find(""), EntityId{7});
  const std::string name(25, 'x');
  memo.add(name, EntityId{8});
  EXPECT_EQ(memo.find(name), std::nullopt);  // too long to be kept
  memo.add(name.substr(1), EntityId{9});
  EXPECT_EQ(memo.find(name.substr(1)), EntityId{9});
}

}  // namespace
}  // namespace entente::session
