// Widths and what stands for characters that cannot be shown; positions in a source.
#include "parser/display.h"

#include "tests/parser/support.h"

namespace entente::tests {
namespace {

TEST(Display, WidthCountsWhatATerminalShows) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("SCO"), 3u);
  EXPECT_EQ(display_width("Türkiye"), 7u);
  EXPECT_EQ(display_width("Tu\u0308rkiye"), 7u);
  EXPECT_EQ(display_width("中国"), 4u);
  EXPECT_EQ(display_width("한국"), 4u);
  EXPECT_EQ(display_width("\u1112\u1161\u11ab"), 2u);  // one syllable of three letters
  EXPECT_EQ(display_width("🇹🇷"), 2u);
  EXPECT_EQ(display_width("👩‍👩‍👧"), 2u);
  EXPECT_EQ(display_width("❤\ufe0f"), 2u);
  EXPECT_EQ(display_width("a\u200bb"), 2u);
}

TEST(Display, WhatDisturbsATerminalIsShownByPictures) {
  EXPECT_EQ(shown("a\tb"), "a b");
  EXPECT_EQ(shown("a\x1b[31m"), "a␛[31m");
  EXPECT_EQ(shown(std::string_view("a\0b", 3)), "a␀b");
  EXPECT_EQ(shown("\x7f"), "␡");
  EXPECT_EQ(shown("\u0085"), "<U+0085>");
  EXPECT_EQ(shown("\u202eabc"), "<U+202E>abc");
  EXPECT_EQ(shown("\ufeff"), "<U+FEFF>");
  EXPECT_EQ(shown("a\xff\xfe"), "a��");
  EXPECT_EQ(shown("Åland 中国 👩‍👩‍👧"), "Åland 中国 👩‍👩‍👧");
}

TEST(Source, PositionsCountLinesAndColumnsFromOne) {
  const Source source("a", "ab\r\n中国 x\n\n");
  EXPECT_EQ(source.position(0).line, 1u);
  EXPECT_EQ(source.position(0).column, 1u);
  EXPECT_EQ(source.position(11).line, 2u);
  EXPECT_EQ(source.position(11).column, 6u);
  EXPECT_EQ(source.position(13).line, 3u);
  EXPECT_EQ(source.position(14).line, 4u);
  EXPECT_EQ(source.line(0), "ab");
  EXPECT_EQ(source.line(11), "中国 x");
  EXPECT_EQ(source.line(14), "");
}

TEST(Source, SpansAreClampedToTheText) {
  const Source source("a", "states");
  EXPECT_EQ(source.text({2, 4}), "at");
  EXPECT_EQ(source.text({4, 100}), "es");
  EXPECT_EQ(source.text({50, 100}), "");
  EXPECT_EQ(cover({3, 5}, {1, 4}), (Span{1, 5}));
}

}  // namespace
}  // namespace entente::tests
