// The canonical layout: what it looks like, where comments go, and that it changes nothing else.
#include "parser/format/format.h"

#include <random>
#include <ranges>
#include <vector>

#include "tests/parser/corpus.h"
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

std::string formatted(const std::string& text) {
  const auto result = format_script(Source("t", text));
  if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&result)) {
    ADD_FAILURE() << text << "\n" << to_text(errors->front(), Source("t", text));
    return "";
  }
  return std::get<std::string>(result);
}

/// Where a text outside of quotes and comments has a run of blanks: [begin, end).
std::vector<Span> blanks_of(const std::string& text) {
  std::vector<Span> blanks;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    quoted = quoted != (text[i] == '"');
    if (quoted || (text[i] != ' ' && text[i] != '\n')) {
      continue;
    }
    if (!blanks.empty() && blanks.back().end == i) {
      ++blanks.back().end;
    } else {
      blanks.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)});
    }
  }
  return blanks;
}

/// The text with other blanks, from the last to the first.
template <class Instead>
std::string with_blanks(std::string text, Instead instead) {
  const auto blanks = blanks_of(text);
  for (const Span one : std::views::reverse(blanks)) {
    text.replace(one.begin, one.end - one.begin, instead());
  }
  return text;
}

bool has_comment(const Specimen& one) { return one.text.find("--") != std::string::npos; }

TEST(Format, PutsAStatementOnALine) {
  EXPECT_EQ(formatted("members\n  of   SCO\n|count"), "members of SCO | count;\n");
  EXPECT_EQ(formatted("{ Russia ,China }"), "{Russia, China};\n");
  EXPECT_EQ(formatted("states|where( a*2 ) -  3<-5 and year( began )in[ 2001 , 2002 ]"),
            "states | where (a * 2) - 3 < -5 and year(began) in [2001, 2002];\n");
  EXPECT_EQ(formatted("states | group by a,b(n=count,m=max (c),k=count ( distinct d ))"),
            "states | group by a, b (n = count, m = max(c), k = count(distinct d));\n");
  EXPECT_EQ(formatted("define state X named\"x\"( since 2001~ )also\"a\"\"b\"code cow 2"),
            "define state X named \"x\" (since 2001~) also \"a\"\"b\" code cow 2;\n");
  EXPECT_EQ(formatted("history of  org:\"Big  Club\""), "history of org:\"Big  Club\";\n");
  EXPECT_EQ(formatted("history of Sri\n\tLanka"), "history of Sri Lanka;\n");
}

TEST(Format, KeepsWordsAsTheyWereWritten) {
  EXPECT_EQ(formatted("members of \"SCO\" each 1 year during 2001|sort a asc,((b))"),
            "members of \"SCO\" each 1 year during 2001 | sort a asc, ((b));\n");
}

TEST(Format, BeginsALineWithEachStage) {
  const std::string query =
      "members of NATO and dialogue partners of SCO on 2014-10-21\n"
      "| select name, began in NATO, began in SCO\n"
      "| sort name desc\n";
  EXPECT_EQ(formatted(query + "| take 10"), query + "| take 10;\n");
  EXPECT_EQ(formatted("let both = " + query + "| take 10"),
            "let both = members of NATO and dialogue partners of SCO on 2014-10-21\n"
            "    | select name, began in NATO, began in SCO\n"
            "    | sort name desc\n"
            "    | take 10;\n");
}

TEST(Format, BreaksSetsAndConditionsBeforeTheirOperators) {
  EXPECT_EQ(
      formatted("(members of SCO on 2000-01-01 according to kommersant) except (members of SCO on 2020-01-01 according to irna) on "
                "2014-10-21 "
                "| where name like \"%stan\" and not member of CSTO on (began - 1) or name = \"Democratic Republic of the Congo\""),
      "(members of SCO on 2000-01-01 according to kommersant)\n"
      "    except (members of SCO on 2020-01-01 according to irna)\n"
      "    on 2014-10-21\n"
      "| where name like \"%stan\" and not member of CSTO on (began - 1)\n"
      "    or name = \"Democratic Republic of the Congo\";\n");
}

TEST(Format, OpensAQueryInParentheses) {
  EXPECT_EQ(formatted("rows of \"votes.csv\" with state as actor | join (memberships in SCO as member ever | select actor, began, "
                      "ended, role, body "
                      "| sort began) on actor | take 5"),
            "rows of \"votes.csv\" with state as actor\n"
            "| join (\n"
            "    memberships in SCO as member ever | select actor, began, ended, role, body | sort began\n"
            ") on actor\n"
            "| take 5;\n");
}

TEST(Format, FillsLinesWithModifiers) {
  EXPECT_EQ(
      formatted("define source long-title titled \"A title that is so long that it stands alone\" publisher \"Somebody\" published "
                "2014-10 via kommersant covers members of SCO during 2014"),
      "define source long-title titled \"A title that is so long that it stands alone\" publisher \"Somebody\"\n"
      "    published 2014-10 via kommersant covers members of SCO during 2014;\n");
  EXPECT_EQ(
      formatted("define state X named \"x\" also \"The Old Republic of the Long Name\" (until 1990), \"The New Republic of the "
                "Even Longer Name\" (since 1990) since 1950"),
      "define state X named \"x\"\n"
      "    also \"The Old Republic of the Long Name\" (until 1990),\n"
      "        \"The New Republic of the Even Longer Name\" (since 1990)\n"
      "    since 1950;\n");
  EXPECT_EQ(
      formatted("record ARG, BRA, CHL, CUB, DNK, DOM, SLV, FRA, HTI, IRN, LBN, LUX, NZL, NIC, PRY, PHL, POL, SAU, TUR, GBR, USA "
                "as member of UN since 1945-10-24 according to un"),
      "record ARG, BRA, CHL, CUB, DNK, DOM, SLV, FRA, HTI, IRN, LBN, LUX, NZL, NIC, PRY, PHL, POL, SAU,\n"
      "    TUR, GBR, USA as member of UN since 1945-10-24 according to un;\n");
}

TEST(Format, KeepsCommentsBetweenStatements) {
  EXPECT_EQ(formatted("\n\n-- a\n\n\n-- b  \nroles; -- c\n-- d\nsources\n-- e\n;-- f\n\n\n\n;;\ncommits -- g\n\n-- h\n\n"),
            "-- a\n\n-- b\nroles; -- c\n-- d\nsources;\n-- e\n-- f\n\ncommits; -- g\n\n-- h\n");
  EXPECT_EQ(formatted("roles; sources"), "roles;\nsources;\n");
  EXPECT_EQ(formatted("\n -- alone"), "-- alone\n");
  EXPECT_EQ(formatted(" \n\n"), "");
}

TEST(Format, KeepsCommentsInsideStatements) {
  EXPECT_EQ(formatted("members of SCO -- whom?\n on 2014-10-21 | -- how\n count"),
            "members of SCO -- whom?\n    on 2014-10-21\n| -- how\n    count;\n");
  EXPECT_EQ(formatted("{Russia -- big\n, China, -- bigger\n -- and\n India}"),
            "{Russia, -- big\n    China, -- bigger\n    -- and\n    India};\n");
  EXPECT_EQ(formatted("members of Sri -- two\nLanka"), "members of Sri -- two\n        Lanka;\n");
  EXPECT_EQ(formatted("states on 2014-10-21\n  -- only some\n  | where year(-- c\n began) = 2000"),
            "states on 2014-10-21\n-- only some\n| where year( -- c\n    began) = 2000;\n");
}

TEST(Format, KeepsTextsOfSeveralLines) {
  EXPECT_EQ(formatted("record A as member of B quote \"x;\n  -- y\" fact"),
            "record A as member of B\n    quote \"x;\n  -- y\"\n    fact;\n");
}

TEST(Format, TakesOtherBlanksAndABom) {
  EXPECT_EQ(formatted("\xEF\xBB\xBFroles\r\n;\r\nmembers\xC2\xA0of SCO -- c\r\n;"), "roles;\nmembers of SCO; -- c\n");
}

TEST(Format, ReportsEveryError) {
  const auto result = format_script(Source("t", "members SCO; roles; sorces of"));
  EXPECT_EQ(std::get<std::vector<Diagnostic>>(result).size(), 2u);
}

TEST(Format, TellsTreesApartByWhatTheySay) {
  const auto same = [](const char* a, const char* b) { return have_same_statements(Source("a", a), Source("b", b)); };
  EXPECT_TRUE(same("members of SCO", "-- c\nmembers  of\nSCO;"));
  EXPECT_FALSE(same("members of SCO", "members of NATO"));
  EXPECT_FALSE(same("states | where a - 1 = 2", "states | where a + 1 = 2"));
  EXPECT_FALSE(same("roles", "roles; roles"));
  EXPECT_FALSE(same("members of", "members of"));
}

TEST(FormatOfAllTexts, KeepsMeaningAndStays) {
  const auto all = accepted_texts();
  EXPECT_GT(all.size(), 1500u);
  for (const auto& one : all) {
    const std::string once = formatted(one.text);
    EXPECT_TRUE(have_same_statements(Source("a", one.text), Source("b", once))) << one.where << "\n" << once;
    EXPECT_EQ(formatted(once), once) << one.where;
  }
}

TEST(FormatOfAllTexts, DoesNotDependOnBlanks) {
  std::minstd_rand chance(1);
  const auto blanks = [&] { return std::vector{" ", "\n", "   ", "\n\n  "}[chance() % 4]; };
  for (const auto& one : accepted_texts()) {
    if (!has_comment(one) && parse_script(Source("t", one.text)).size() == 1) {
      EXPECT_EQ(formatted(with_blanks(one.text, blanks)), formatted(one.text)) << one.where;
    }
  }
}

TEST(FormatOfAllTexts, KeepsCommentsWhereverTheyStand) {
  std::minstd_rand chance(2);
  for (const auto& one : accepted_texts()) {
    if (has_comment(one)) {
      continue;
    }
    int comments = 0;
    const auto blanks = [&]() -> std::string {
      const auto which = chance() % 6;
      const std::string comment = "-- c" + std::to_string(comments) + "\n";
      comments += which < 2 ? 1 : 0;
      return which == 0 ? " " + comment : which == 1 ? "\n" + comment : " ";
    };
    const std::string text = with_blanks(one.text, blanks);
    const std::string once = formatted(text);
    EXPECT_TRUE(have_same_statements(Source("a", text), Source("b", once))) << text << "\n" << once;
    EXPECT_EQ(formatted(once), once) << text;
    std::size_t at = 0;
    for (int i = comments - 1; i >= 0 && at != std::string::npos; --i) {
      at = once.find("-- c" + std::to_string(i) + "\n", at);
    }
    EXPECT_NE(at, std::string::npos) << "a comment is lost or out of order\n" << text << "\n" << once;
  }
}

}  // namespace
}  // namespace entente::tests
