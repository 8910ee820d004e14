// What names were found to mean: against a map.
#include "engine/session/name_memo.h"

#include <gtest/gtest.h>

#include <map>

namespace entente::session {
namespace {

TEST(NameMemo, FindsWhatWasAddedAndNothingElse) {
  NameMemo memo;
  EXPECT_EQ(memo.find("SCO"), std::nullopt);
  std::map<std::string, EntityId> all;
  for (std::uint32_t i = 1; i <= 2000; ++i) {
    // Of each length, some that differ in the middle alone.
    const std::string name = i % 3 == 0   ? std::to_string(i)
                             : i % 3 == 1 ? "abcd" + std::to_string(i) + "wxyz"
                                          : "k" + std::string(i % 7, 'k') + std::to_string(i);
    if (all.emplace(name, EntityId{i}).second) {
      EXPECT_EQ(memo.find(name), std::nullopt) << name;
      memo.add(name, EntityId{i});
    }
  }
  for (const auto& [name, id] : all) {
    EXPECT_EQ(memo.find(name), id) << name;
    EXPECT_EQ(memo.find(name + "?"), std::nullopt);
  }
  EXPECT_EQ(memo.find(""), std::nullopt);
  memo.add("", EntityId{7});
  EXPECT_EQ(memo.find(""), EntityId{7});
}

}  // namespace
}  // namespace entente::session
