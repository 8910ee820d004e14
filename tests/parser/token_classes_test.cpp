// What each piece of a text is, also of one that is not finished.
#include "parser/token_classes.h"

#include <gtest/gtest.h>

#include <string>

namespace entente::tests {
namespace {

/// A letter a byte: k keyword, w word, N name, t text, n number, p parameter, c comment, m mark, x wrong, blank between.
std::string classes(std::string_view text) {
  constexpr std::string_view kLetters = "kwNtnpcmx";
  std::string out(text.size(), ' ');
  for (const auto& token : classed_tokens(text)) {
    for (auto i = token.span.begin; i < token.span.end; ++i)
      out[i] = kLetters[static_cast<std::size_t>(token.kind)];
  }
  return out;
}

TEST(TokenClasses, AreThoseOfTheLanguage) {
  EXPECT_EQ(classes("observers of SCO on 2014-10-21 -- why"), "wwwwwwwww kk NNN kk nnnnnnnnnn cccccc");
  EXPECT_EQ(classes("{$who} | where name = \"x y\""), "mppppm m kkkkk wwww m ttttt");
  EXPECT_EQ(classes("-- a\nroles -- b\n; -- c"), "cccc kkkkk cccc m cccc");
}

TEST(TokenClasses, BearWhatIsNotFinishedOrWrong) {
  EXPECT_EQ(classes("where a = \"b -- c"), "kkkkk w m ttttttt");
  EXPECT_EQ(classes("'x' \xFF"), "xxx m");
  EXPECT_EQ(classes("--"), "cc");
  EXPECT_EQ(classes(""), "");
}

}  // namespace
}  // namespace entente::tests
