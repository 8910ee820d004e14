// Texts and their numbers: against a map.
#include "engine/catalog/text_table.h"

#include <gtest/gtest.h>

#include <map>

namespace entente::catalog {
namespace {

// 0: it is not there.
std::uint32_t number_of(const TextTable& table, std::string_view text) {
  const std::uint32_t* number = table.find(text);
  return number == nullptr ? 0 : *number;
}

TEST(TextTable, FindsWhatWasAddedAndNothingElse) {
  TextTable table;
  EXPECT_EQ(number_of(table, "SCO"), 0U);
  table.reserve(10);
  EXPECT_EQ(number_of(table, "SCO"), 0U);
  std::map<std::string, std::uint32_t> all;
  for (std::uint32_t i = 1; i <= 2000; ++i) {
    // Of each length, some that differ in the middle alone.
    const std::string text = i % 3 == 0   ? std::to_string(i)
                             : i % 3 == 1 ? "abcd" + std::to_string(i) + "wxyz"
                                          : "k" + std::string(i % 7, 'k') + std::to_string(i);
    if (all.emplace(text, i).second) {
      EXPECT_EQ(number_of(table, text), 0U) << text;
      table.add(text, i);
    }
  }
  for (auto& [text, number] : all) {
    EXPECT_EQ(number_of(table, text), number) << text;
    EXPECT_EQ(number_of(table, text + "?"), 0U);
    *table.find(text) = ++number;
  }
  const TextTable copy = table;
  for (const auto& [text, number] : all) {
    EXPECT_EQ(number_of(copy, text), number) << text;
  }
  EXPECT_EQ(number_of(table, ""), 0U);
  table.add("", 7);
  EXPECT_EQ(number_of(table, ""), 7U);
}

}  // namespace
}  // namespace entente::catalog
