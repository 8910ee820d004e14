// The closed lists, how far words are apart, and the codes of errors.
#include "parser/words.h"

#include <set>

#include "parser/codes.h"
#include "parser/edit_distance.h"
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

TEST(Words, ReservedAndSourceWordsAreTold) {
  EXPECT_TRUE(is_reserved_word("of"));
  EXPECT_TRUE(is_reserved_word("describe"));
  EXPECT_FALSE(is_reserved_word("members"));
  EXPECT_FALSE(is_reserved_word(""));
  EXPECT_TRUE(is_source_word("members"));
  EXPECT_TRUE(is_source_word("participants"));
  EXPECT_TRUE(is_source_word("states"));
  EXPECT_FALSE(is_source_word("observers"));
}

TEST(Words, NoReservedWordNamesALetOrARole) {
  for (const auto word : reserved_words()) {
    EXPECT_EQ(refused("let " + std::string(word) + " = states").code, "P01") << word;
    EXPECT_EQ(refused(std::string(word) + "x " + std::string(word) + " of SCO").code, "P01") << word;
  }
}

TEST(Words, NoSourceWordNamesALet) {
  for (const auto word : source_words()) {
    EXPECT_EQ(refused("let " + std::string(word) + " = states").code, "P01") << word;
  }
}

TEST(EditDistance, CountsSwapsOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("france", "frnace"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(Codes, StandOnceAndInOrder) {
  std::string last;
  for (const auto& one : parser_codes()) {
    EXPECT_LT(last, one.code);
    EXPECT_FALSE(one.meaning.empty());
    last = one.code;
  }
}

}  // namespace
}  // namespace entente::tests
