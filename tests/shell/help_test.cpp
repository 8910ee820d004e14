// The pages of help. Their examples are run with those of all documents.
#include "shell/help.h"
#include "shell/render/fit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "parser/source.h"
#include "parser/words.h"

namespace entente::shell::tests {
namespace {

constexpr std::ptrdiff_t kRowsMax = 23;  // and the prompt
constexpr std::size_t kColumnsMax = 79;

TEST(Help, EachPageIsOneScreen) {
  ASSERT_GT(help_pages().size(), 15U);
  std::vector<std::string_view> topics = {"commands", "topics"};
  for (const auto& page : help_pages())
    topics.push_back(page.topics.front());
  for (const auto topic : topics) {
    const auto shown = help_page(topic);
    EXPECT_LE(std::count(shown.begin(), shown.end(), '\n'), kRowsMax) << topic;
    for (std::size_t at = 0; at < shown.size(); at = shown.find('\n', at) + 1)
      EXPECT_LE(display_width(shown.substr(at, shown.find('\n', at) - at)), kColumnsMax) << shown.substr(at, 100);
  }
}

TEST(Help, TellsOfOneCommandOrOfAll) {
  EXPECT_EQ(help_page(".open"), "  .open [FILE]          goes on with another database; alone, with the world\n");
  EXPECT_EQ(help_page(".nope"), help_page("commands"));
}

TEST(Help, ATopicFindsOnePage) {
  std::set<std::string_view> all;
  for (const auto& page : help_pages()) {
    for (const auto topic : page.topics) {
      EXPECT_TRUE(all.insert(topic).second) << topic;
      EXPECT_TRUE(help_page(topic).starts_with(page.title)) << topic;
    }
  }
}

TEST(Help, KnowsTheWordsWithWhichAQueryOrStageBegins) {
  std::set<std::string_view> all;
  for (const auto& page : help_pages())
    all.insert(page.topics.begin(), page.topics.end());
  for (const auto word : stage_words())
    EXPECT_TRUE(all.contains(word)) << word;
  for (const auto* word : {"members", "memberships", "pairs", "claims", "conflicts", "changes", "transitions", "on", "during",
                           "each", "define", "record", "let", "default", "why", "is"})
    EXPECT_TRUE(all.contains(word)) << word;
}

TEST(Help, ShowsExamplesFromTheMarginAndNoFences) {
  const auto page = help_page("members");
  EXPECT_NE(page.find("\n  members of SCO on 2014-10-21;\n"), std::string::npos) << page;
  EXPECT_EQ(page.find("```"), std::string::npos);
}

TEST(Help, IsFittedToNarrowScreens) {
  EXPECT_EQ(fitted("one two three\nfour\n", 80), "one two three\nfour\n");
  EXPECT_EQ(fitted("one two three\nfour\n", 0), "one two three\nfour\n");
  EXPECT_EQ(fitted("one two three four\n", 9), "one two\nthree\nfour\n");
  EXPECT_EQ(fitted("  .a  one two three\n", 13), "  .a  one two\n      three\n");
  EXPECT_EQ(fitted("  members of SCO;   -- why\n", 14), "  members of\n  SCO;   --\n  why\n");
  EXPECT_EQ(fitted("unbreakably long\n", 5), "unbreakably\nlong\n");
  EXPECT_EQ(fitted("中国 中国 中国\n", 9), "中国 中国\n中国\n");
  EXPECT_EQ(fitted("  12 | members of Korea\n     |            ^^^^^\n", 10), "  12 | members of Korea\n     |            ^^^^^\n");
  EXPECT_EQ(fitted("  | count by period\n", 10), "  | count\n  by\n  period\n");
  for (const auto& page : help_pages()) {
    const auto shown = fitted(help_page(page.topics.front()), 30);
    for (std::size_t at = 0; at < shown.size(); at = shown.find('\n', at) + 1)
      EXPECT_LE(display_width(shown.substr(at, shown.find('\n', at) - at)), 34U) << shown.substr(at, 100);  // words are wide
  }
}

TEST(Help, OffersWhatIsLikeIt) {
  EXPECT_EQ(help_page("membrs"), "no page about membrs; did you mean members?\n");
  EXPECT_EQ(help_page("xyzzyx"), "no page about xyzzyx; help topics lists them\n");
  EXPECT_TRUE(help_page("n02").starts_with("N02: "));
  EXPECT_NE(help_page("commands").find("  .bodies [TEXT]"), std::string::npos);
  EXPECT_NE(help_page("topics").find("  pairs "), std::string::npos);
}

}  // namespace
}  // namespace entente::shell::tests
