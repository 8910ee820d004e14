// How errors print, to the letter.
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

TEST(Diagnostic, PrintsCodePlaceLineCaretNotesAndHelp) {
  const Source source("report.ent", "let a = states;\n\nmembers of Korea on 2014-10-20;\n");
  const Diagnostic error{"N02",
                         "\"Korea\" names more than one state",
                         Span{28, 33},
                         {"KOR  Republic of Korea   since 1948-08-15", "PRK  DPR of Korea        since 1948-09-09"},
                         "write KOR, PRK or the full name"};
  EXPECT_EQ(to_text(error, source),
            "error[N02]: \"Korea\" names more than one state\n"
            "  --> report.ent:3:12\n"
            "  3 | members of Korea on 2014-10-20;\n"
            "    |            ^^^^^\n"
            "  KOR  Republic of Korea   since 1948-08-15\n"
            "  PRK  DPR of Korea        since 1948-09-09\n"
            "  help: write KOR, PRK or the full name\n");
}

TEST(Diagnostic, WithoutAPlaceIsItsMessage) {
  EXPECT_EQ(to_text({"S01", "the disk is full", std::nullopt, {}, ""}, Source("a", "check")), "error[S01]: the disk is full\n");
}

TEST(Diagnostic, WideCharactersAreTwoColumns) {
  EXPECT_EQ(printed("members of 中国 in 2014"),
            "error[P01]: \"in\" does not stand before a time\n"
            "  --> report.ent:1:17\n"
            "  1 | members of 中国 in 2014\n"
            "    |                 ^^\n"
            "  help: write members of 中国 during 2014\n");
}

TEST(Diagnostic, MarksAndJoinedEmojiTakeNoColumnOfTheirOwn) {
  EXPECT_EQ(printed("members of Co\u0302te in 2014").substr(46),
            "  --> report.ent:1:17\n"
            "  1 | members of Co\u0302te in 2014\n"
            "    |                 ^^\n"
            "  help: write members of Co\u0302te during 2014\n");
  EXPECT_NE(printed("members of \"👩‍👩‍👧\" in 2014").find("report.ent:1:17\n"), std::string::npos);
}

TEST(Diagnostic, ATabIsOneBlank) {
  EXPECT_EQ(printed("members\tof\tthe SCO"),
            "error[P01]: no \"the\" stands before a name\n"
            "  --> report.ent:1:12\n"
            "  1 | members of the SCO\n"
            "    |            ^^^\n"
            "  help: write members of SCO\n");
}

TEST(Diagnostic, CarriageReturnsAreNotShown) {
  EXPECT_EQ(printed("states;\r\nmembers of the SCO;\r\nstates;\r\n"),
            "error[P01]: no \"the\" stands before a name\n"
            "  --> report.ent:2:12\n"
            "  2 | members of the SCO;\n"
            "    |            ^^^\n"
            "  help: write members of SCO\n");
}

TEST(Diagnostic, TheCaretStandsBehindALineThatEndsTooEarly) {
  const std::string text =
      "error[P01]: a column is missing behind \"sort\"\n"
      "  --> report.ent:1:14\n"
      "  1 | states | sort\n"
      "    |              ^\n"
      "  help: as in | sort name\n";
  EXPECT_EQ(printed("states | sort"), text);
  EXPECT_EQ(printed("states | sort\n\n-- the rest is missing\n"), text);
}

TEST(Diagnostic, AnUnclosedQuoteIsReportedWhereItOpens) {
  EXPECT_EQ(printed("members of SCO;\nmembers of \"Sri Lanka;\nstates;\nstates;\n"),
            "error[P08]: this text is not closed\n"
            "  --> report.ent:2:12\n"
            "  2 | members of \"Sri Lanka;\n"
            "    |            ^\n"
            "  help: a text ends with \"; a quote inside it is doubled: \"say \"\"friends\"\"\"\n");
}

TEST(Diagnostic, ALongLineIsShownRoundThePlace) {
  EXPECT_EQ(printed("members of " + repeated("SCO, ", 100) + "the SCO" + repeated(", SCO", 100)),
            "error[P01]: no \"the\" stands before a name\n"
            "  --> report.ent:1:512\n"
            "  1 | …SCO, SCO, SCO, SCO, SCO, SCO, SCO, SCO, the SCO, SCO, SCO, SCO, SCO, SCO, SCO, SCO, SCO, S…\n"
            "    |                                          ^^^\n"
            "  help: write …" +
                repeated(", SCO", 35) + " …\n");
}

TEST(Diagnostic, LineNumbersOfSeveralDigitsKeepTheBarStraight) {
  EXPECT_EQ(printed(repeated("\n", 122) + "members of the SCO"),
            "error[P01]: no \"the\" stands before a name\n"
            "  --> report.ent:123:12\n"
            "  123 | members of the SCO\n"
            "      |            ^^^\n"
            "  help: write members of SCO\n");
}

TEST(Diagnostic, ControlCharactersAreMadeVisible) {
  const std::string text = printed("members of \"a\x1b[2J\u202e\" the");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("  1 | members of \"a␛[2J<U+202E>\" the\n    |                            ^^^\n"), std::string::npos) << text;
}

TEST(Diagnostic, WhatStandsInAMessageIsMadeVisibleToo) {
  EXPECT_EQ(to_text({"N01", "no \"a\nb\x07\"", std::nullopt, {"\x1b[1m"}, "c\td"}, Source("a", "")),
            "error[N01]: no \"a␊b␇\"\n  ␛[1m\n  help: c d\n");
}

TEST(Diagnostic, ASpanOfSeveralLinesIsMarkedToTheEndOfTheFirst) {
  const Source source("a", "states\n| sort name");
  EXPECT_EQ(to_text({"B01", "no", Span{2, 17}, {}, ""}, source), "error[B01]: no\n  --> a:1:3\n  1 | states\n    |   ^^^^\n");
}

TEST(Diagnostic, APlaceBehindTheLastLineBreakIsALineOfItsOwn) {
  const Source source("a", "states;\n");
  EXPECT_EQ(to_text({"B01", "no", Span{8, 8}, {}, ""}, source), "error[B01]: no\n  --> a:2:1\n  2 | \n    | ^\n");
  EXPECT_EQ(to_text({"B01", "no", Span{900, 910}, {}, ""}, source), "error[B01]: no\n  --> a:2:1\n  2 | \n    | ^\n");
}

}  // namespace
}  // namespace entente::tests
