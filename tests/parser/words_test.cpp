// The closed lists, how far words are apart, and the codes of errors.
#include "parser/words.h"

#include <set>

#include "parser/edit_distance.h"
#include "parser/match.h"
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

/// How far the grammar gets in `text`.
std::size_t reach(const std::string& text) {
  const auto matched = match_statement(text, {0, static_cast<std::uint32_t>(text.size())});
  const auto* refused = std::get_if<Refusal>(&matched);
  return refused == nullptr ? text.size() : refused->place;
}

TEST(Words, ThatBeginAThingMayStandThere) {
  const std::pair<const char*, const char*> places[] = {
      {"a statement", ""},
      {"a set", "members of SCO and "},
      {"a clause", "members of SCO "},
      {"a stage", "states | "},
      {"a stance", "record X as member of Y "},
      {"planned, proposed or alleged", "members of SCO including "},
      {"day, month, quarter or year", "members of SCO each "},
      {"days, months, quarters or years", "members of SCO each 2 "},
      {"a value", "states | where "},
      {"a comparison", "states | where name "},
      {"a date", "members of SCO on "},
      {"a period", "members of SCO during "},
  };
  for (const auto& [what, before] : places) {
    EXPECT_FALSE(words_that_begin(what).empty()) << what;
    for (const auto word : words_that_begin(what)) {
      const std::string text = before + std::string(word);
      EXPECT_EQ(reach(text), text.size()) << text;
    }
  }
}

TEST(Words, BeginNothingThatTheUserNames) {
  EXPECT_EQ(words_that_begin("since"), std::vector<std::string_view>{"since"});
  for (const auto* what : {"a name", "a role", "a column", "a source key", "the end", "|", ","}) {
    EXPECT_TRUE(words_that_begin(what).empty()) << what;
  }
}

TEST(EditDistance, CountsSwapsOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("france", "frnace"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

}  // namespace
}  // namespace entente::tests
