// The pages of help. Their examples are run with those of all documents.
#include "shell/help.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "parser/source.h"
#include "parser/words.h"

namespace entente::shell::tests {
namespace {

constexpr std::ptrdiff_t kRowsMax = 24;
constexpr std::size_t kColumnsMax = 90;

TEST(Help, EachPageIsOneScreen) {
  ASSERT_GT(help_pages().size(), 15U);
  for (const auto& page : help_pages()) {
    const auto shown = help_page(page.topics.front());
    EXPECT_LE(std::count(shown.begin(), shown.end(), '\n'), kRowsMax) << page.title;
    for (std::size_t at = 0; at < shown.size(); at = shown.find('\n', at) + 1)
      EXPECT_LE(display_width(shown.substr(at, shown.find('\n', at) - at)), kColumnsMax) << shown.substr(at, 100);
  }
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

TEST(Help, OffersWhatIsLikeIt) {
  EXPECT_EQ(help_page("membrs"), "no page about membrs; did you mean members?\n");
  EXPECT_EQ(help_page("xyzzyx"), "no page about xyzzyx; help topics lists them\n");
  EXPECT_TRUE(help_page("n02").starts_with("N02: "));
  EXPECT_NE(help_page("commands").find("  .bodies [TEXT]"), std::string::npos);
  EXPECT_NE(help_page("topics").find("  pairs "), std::string::npos);
}

}  // namespace
}  // namespace entente::shell::tests
