// Each format's exact text: for a plain answer, and for what data may hold.
#include "shell/render/render.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parser/source.h"
#include "shell/render/frame.h"
#include "shell/render/text.h"
#include "shell/runner.h"

namespace entente::shell::tests {
namespace {

Answer answer(std::vector<Column> columns, std::vector<std::vector<Cell>> rows, std::vector<std::string> caption = {}) {
  return {.has_table = true, .table = {std::move(columns), std::move(rows)}, .caption = std::move(caption), .elapsed_ms = 0};
}

/// One column of texts.
Answer texts(std::vector<std::string> cells) {
  std::vector<std::vector<Cell>> rows;
  for (auto& cell : cells)
    rows.push_back({std::move(cell)});
  return answer({{"name", ColumnType::kText}}, std::move(rows));
}

/// Every type of cell, and each of them missing.
Answer all_types() {
  return answer({{"name", ColumnType::kText},
                 {"n", ColumnType::kInteger},
                 {"share", ColumnType::kDecimal},
                 {"began", ColumnType::kDate},
                 {"is_new", ColumnType::kTruth},
                 {"sources", ColumnType::kList}},
                {{std::string("China"), std::int64_t{12}, 0.25, DateText{"2001-06-15"}, true, std::vector<std::string>{"a", "b"}},
                 {Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{}}},
                {"2 rows on 2014-10-21"});
}

/// What was done, by a statement that is no query.
Answer deed() { return {.has_table = false, .table = {}, .caption = {"recorded 1 claim"}, .elapsed_ms = 0}; }

// Table

TEST(TableFormat, NumbersStandRightAndMissingIsADot) {
  EXPECT_EQ(render_table(all_types()).results,
            "┌───────┬────┬───────┬────────────┬────────┬─────────┐\n"
            "│ name  │  n │ share │ began      │ is_new │ sources │\n"
            "├───────┼────┼───────┼────────────┼────────┼─────────┤\n"
            "│ China │ 12 │  0.25 │ 2001-06-15 │ true   │ a; b    │\n"
            "│ ·     │  · │     · │ ·          │ ·      │ ·       │\n"
            "└───────┴────┴───────┴────────────┴────────┴─────────┘\n"
            "2 rows on 2014-10-21\n");
}

TEST(TableFormat, ColumnsAlignByDisplayWidth) {
  EXPECT_EQ(render_table(texts({"中国", "Tu\u0308rkiye", "Iran"})).results,
            "┌─────────┐\n"
            "│ name    │\n"
            "├─────────┤\n"
            "│ 中国    │\n"
            "│ Tu\u0308rkiye │\n"
            "│ Iran    │\n"
            "└─────────┘\n");
}

TEST(TableFormat, AnAnswerWithoutRowsKeepsItsHeading) {
  EXPECT_EQ(render_table(texts({})).results,
            "┌──────┐\n"
            "│ name │\n"
            "└──────┘\n");
}

TEST(TableFormat, ALongListSaysHowMuchOfItIsLeftOut) {
  const std::vector<std::string> sources{"article-2014-10", "asia-plus-2015", "az-economy-2018", "ccdcoe-2014"};
  const auto shown = answer({{"sources", ColumnType::kList}}, {{sources}});
  EXPECT_NE(render_table(shown).results.find("│ article-2014-10; asia-plus-2015; +2 more │\n"), std::string::npos);
  EXPECT_NE(render_markdown(shown).results.find("az-economy-2018; ccdcoe-2014"), std::string::npos);
}

TEST(TableFormat, DataCannotSteerTheTerminal) {
  EXPECT_EQ(render_table(texts({"\x1B[31mred\n"})).results,
            "┌───────────┐\n"
            "│ name      │\n"
            "├───────────┤\n"
            "│ ␛[31mred␊ │\n"
            "└───────────┘\n");
}

TEST(TableFormat, CaptionsAreMadeVisibleToo) {
  EXPECT_EQ(render_table(answer({}, {}, {"from a\tb"})), (Rendered{"from a␉b\n", ""}));
}

TEST(TableFormat, WhatWasDoneIsItsCaption) { EXPECT_EQ(render_table(deed()), (Rendered{"recorded 1 claim\n", ""})); }

// CSV

TEST(CsvFormat, HasAHeadingAndItsCaptionApart) {
  EXPECT_EQ(render_csv(all_types()), (Rendered{"name,n,share,began,is_new,sources\n"
                                               "China,12,0.25,2001-06-15,true,a; b\n"
                                               ",,,,,\n",
                                               "2 rows on 2014-10-21\n"}));
}

TEST(CsvFormat, QuotesWhatWouldBeReadOtherwise) {
  EXPECT_EQ(render_csv(texts({"a,b", "say \"no\"", "two\nlines", " blank ", "C-24"})).results,
            "name\n\"a,b\"\n\"say \"\"no\"\"\"\n\"two\nlines\"\n\" blank \"\nC-24\n");
}

TEST(CsvFormat, TellsAnEmptyTextFromAMissingOne) {
  const auto columns = std::vector<Column>{{"a", ColumnType::kText}, {"b", ColumnType::kText}};
  EXPECT_EQ(render_csv(answer(columns, {{std::string(), Cell{}}})).results, "a,b\n\"\",\n");
}

TEST(CsvFormat, ASingleMissingCellIsNoEmptyLine) {
  EXPECT_EQ(render_csv(answer({{"a", ColumnType::kText}}, {{Cell{}}})).results, "a\n\"\"\n");
}

TEST(CsvFormat, KeepsBytesAsTheyAre) { EXPECT_EQ(render_csv(texts({"\x1B[31m", "C\xF4te"})).results, "name\n\x1B[31m\nC\xF4te\n"); }

TEST(CsvFormat, WhatWasDoneIsNoResult) { EXPECT_EQ(render_csv(deed()), (Rendered{"", "recorded 1 claim\n"})); }

// JSON

TEST(JsonFormat, HoldsColumnsRowsAndCaption) {
  EXPECT_EQ(render_json(all_types()).results,
            "{\"columns\":[\"name\",\"n\",\"share\",\"began\",\"is_new\",\"sources\"],\n"
            " \"rows\":[\n"
            "  {\"name\":\"China\",\"n\":12,\"share\":0.25,\"began\":\"2001-06-15\",\"is_new\":true,\"sources\":[\"a\",\"b\"]},\n"
            "  {\"name\":null,\"n\":null,\"share\":null,\"began\":null,\"is_new\":null,\"sources\":null}],\n"
            " \"caption\":[\"2 rows on 2014-10-21\"]}\n");
}

TEST(JsonFormat, AnAnswerWithoutRowsHasAnEmptyArray) {
  EXPECT_EQ(render_json(texts({})).results, "{\"columns\":[\"name\"],\n \"rows\":[],\n \"caption\":[]}\n");
}

TEST(JsonFormat, AnyBytesGiveValidJson) {
  const auto json = nlohmann::json::parse(render_json(texts({"\x01 \x1B \x7F \"\\\n", "C\xF4te", "\xC2\x9B", "中国"})).results);
  EXPECT_EQ(json["rows"][0]["name"], "\x01 \x1B \x7F \"\\\n");
  EXPECT_EQ(json["rows"][1]["name"], "C\uFFFDte");
  EXPECT_EQ(json["rows"][2]["name"], "\xC2\x9B");
  EXPECT_EQ(json["rows"][3]["name"], "中国");
}

TEST(JsonFormat, WhatIsNoNumberIsNull) {
  const auto rendered = render_json(answer({{"x", ColumnType::kDecimal}}, {{std::nan("")}, {INFINITY}})).results;
  EXPECT_TRUE(nlohmann::json::parse(rendered)["rows"][1]["x"].is_null()) << rendered;
}

TEST(JsonFormat, ItemsOfAListAreWhatTheyAre) {
  const auto list = [](const char* name, ColumnType items) { return Column{name, ColumnType::kList, items}; };
  const std::vector<std::string> numbers = {"2001", "7"};
  const auto rendered = render_json(answer({list("years", ColumnType::kInteger), list("new", ColumnType::kTruth),
                                            list("days", ColumnType::kDate), list("none", ColumnType::kInteger)},
                                           {{numbers, std::vector<std::string>{"true"}, numbers, std::vector<std::string>{}}}));
  EXPECT_NE(rendered.results.find(R"({"years":[2001,7],"new":[true],"days":["2001","7"],"none":[]})"), std::string::npos)
      << rendered.results;
}

TEST(JsonlFormat, IsOneObjectALine) {
  EXPECT_EQ(render_jsonl(texts({"Iran", "two\nlines"})), (Rendered{"{\"name\":\"Iran\"}\n{\"name\":\"two\\nlines\"}\n", ""}));
  EXPECT_EQ(render_jsonl(all_types()).notes, "2 rows on 2014-10-21\n");
}

// Markdown

TEST(MarkdownFormat, ShowsTheCaptionAsText) {
  auto shown = all_types();
  shown.caption.emplace_back("1 inferred");
  EXPECT_EQ(render_markdown(shown).results,
            "| name | n | share | began | is_new | sources |\n"
            "| --- | ---: | ---: | --- | --- | --- |\n"
            "| China | 12 | 0.25 | 2001-06-15 | true | a; b |\n"
            "| · | · | · | · | · | · |\n"
            "\n"
            "2 rows on 2014-10-21\\\n"
            "1 inferred\n");
}

TEST(MarkdownFormat, EscapesMarkup) {
  EXPECT_EQ(render_markdown(texts({"a|b", "<b>", "*\n"})).results, "| name |\n| --- |\n| a\\|b |\n| \\<b> |\n| \\*␊ |\n");
}

// Formats for people

Answer stays() {
  return answer(
      {{"name", ColumnType::kText}, {"role", ColumnType::kText}, {"began", ColumnType::kDate}, {"ended", ColumnType::kDate}},
      {{std::string("Belarus"), std::string("partner"), DateText{"2010"}, DateText{"[2014-01-01..2016-01-01]"}},
       {std::string("Belarus"), std::string("member"), DateText{"2016-01-01"}, DateText{"2020-01-01"}},
       {std::string("Iran"), std::string("member"), DateText{"[..2012-01-01]"}, DateText{"2013-01-01"}}},
      {"3 memberships ever"});
}

TEST(TableFormat, IsFittedToTheScreenAndSaysSo) {
  const auto wide = answer({{"name", ColumnType::kText}, {"n", ColumnType::kInteger}},
                           {{std::string("Shanghai Cooperation Organisation"), std::int64_t{7}}});
  const auto rendered = render_table(wide, {.columns = 24});
  EXPECT_EQ(rendered.results,
            "┌──────────────────┬───┐\n"
            "│ name             │ n │\n"
            "├──────────────────┼───┤\n"
            "│ Shanghai Cooper… │ 7 │\n"
            "└──────────────────┴───┘\n")
      << rendered.results;
  EXPECT_EQ(rendered.notes, "cut to the screen; .last shows all of it\n");
  EXPECT_EQ(render_table(wide, {.columns = 80}).notes, "");
}

TEST(TableFormat, IsAListWhereTheScreenIsFarTooNarrow) {
  EXPECT_EQ(render_table(all_types(), {.columns = 20}).results, render_list(all_types()).results);
  const auto dated =
      answer({{"name", ColumnType::kText}, {"began", ColumnType::kDate}}, {{std::string("China"), std::string("2001-06-15")}});
  EXPECT_EQ(render_table(dated, {.columns = 21}).notes, "cut to the screen; .last shows all of it\n");
  EXPECT_EQ(render_table(dated, {.columns = 20}).results, render_list(dated).results) << "half a date is another date";
}

TEST(TableFormat, MissingIsWhatTheLayoutSays) {
  EXPECT_NE(render_table(all_types(), {.missing = "NA"}).results.find("│ NA    │ NA │    NA │"), std::string::npos);
}

TEST(BoxFormat, GoesOnInTheNextLineAndLosesNothing) {
  EXPECT_EQ(render_box(texts({"Shanghai Cooperation Organisation", "Iran"}), {.columns = 16}).results,
            "┌──────────────┐\n"
            "│ name         │\n"
            "├──────────────┤\n"
            "│ Shanghai     │\n"
            "│ Cooperation  │\n"
            "│ Organisation │\n"
            "├──────────────┤\n"
            "│ Iran         │\n"
            "└──────────────┘\n");
  const auto lists = answer({{"sources", ColumnType::kList}}, {{std::vector<std::string>(12, "article-2014-10")}});
  EXPECT_EQ(render_box(lists).results.find("more"), std::string::npos);
}

TEST(ListFormat, HasALineACell) {
  EXPECT_TRUE(
      render_list(stays()).results.starts_with(" name: Belarus\n role: partner\nbegan: 2010\nended: [2014-01-01..2016-01-01]\n\n"));
}

TEST(TimelineFormat, DrawsABarARow) {
  const auto drawn = render_timeline(stays(), {.columns = 38}).results;
  EXPECT_EQ(drawn,
            "                  2010      2015\n"
            "Belarus, partner  ▒▒██████▒▒▒▒\n"
            "Belarus, member               ████████\n"
            "Iran, member          ◂█\n"
            "3 memberships ever\n")
      << drawn;
}

TEST(TimelineFormat, IsATableWhereNothingIsDated) {
  const auto rendered = render_timeline(texts({"a"}));
  EXPECT_EQ(rendered.results, render_table(texts({"a"})).results);
  EXPECT_NE(rendered.notes.find("began and ended"), std::string::npos);
}

TEST(SparkFormat, DrawsALineASeries) {
  const auto series = answer({{"role", ColumnType::kText}, {"period", ColumnType::kText}, {"count", ColumnType::kInteger}},
                             {{std::string("member"), std::string("2001"), std::int64_t{0}},
                              {std::string("member"), std::string("2002"), std::int64_t{7}},
                              {std::string("guest"), std::string("2002"), std::int64_t{1}}});
  EXPECT_EQ(render_spark(series).results,
            "member  ▁█  0 → 7, at most 7\n"
            "guest   ·█  1 → 1, at most 1\n"
            "2001 to 2002\n");
}

TEST(SparkFormat, PeriodsThatTheFirstSeriesLacksStandWhereTheyBelong) {
  const std::vector<Column> columns = {{"body", ColumnType::kText}, {"period", ColumnType::kText}, {"count", ColumnType::kInteger}};
  const auto row = [](const char* body, const char* period, std::int64_t count) {
    return std::vector<Cell>{std::string(body), std::string(period), count};
  };
  EXPECT_EQ(
      render_spark(answer(columns, {row("A", "2002", 7), row("A", "2003", 7), row("B", "2001", 7), row("B", "2003", 0)})).results,
      "A  ·██  7 → 7, at most 7\n"
      "B  █·▁  7 → 0, at most 7\n"
      "2001 to 2003\n");
  EXPECT_EQ(render_spark(answer(columns, {row("A", "2003", 7), row("A", "2002", 0)})).results,
            "A  █▁  7 → 0, at most 7\n"
            "2003 to 2002\n")
      << "sorted otherwise, they stay so";
}

TEST(SparkFormat, ManyPeriodsShareTheRoom) {
  std::vector<std::vector<Cell>> rows;
  for (int year = 1; year <= 1000; ++year)
    rows.push_back({std::to_string(year), std::int64_t{year}});
  const auto drawn =
      render_spark(answer({{"period", ColumnType::kText}, {"count", ColumnType::kInteger}}, std::move(rows))).results;
  EXPECT_LE(display_width(drawn.substr(0, drawn.find('\n'))), 80U);
}

// Formats for documents

TEST(HtmlFormat, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(render_html(answer({{"a<b", ColumnType::kInteger}, {"t", ColumnType::kText}},
                               {{std::int64_t{1}, std::string("<script>&\"")}, {Cell{}, Cell{}}}, {"2 rows"}))
                .results,
            "<table>\n  <caption>2 rows</caption>\n  <thead>\n"
            "    <tr><th class=\"number\">a&lt;b</th><th>t</th></tr>\n  </thead>\n  <tbody>\n"
            "    <tr><td class=\"number\">1</td><td>&lt;script&gt;&amp;&quot;</td></tr>\n"
            "    <tr><td class=\"number\"></td><td></td></tr>\n"
            "  </tbody>\n</table>\n");
}

TEST(LatexFormat, EscapesWhatWouldBeACommand) {
  EXPECT_EQ(
      render_latex(answer({{"is_new", ColumnType::kText}, {"n", ColumnType::kInteger}},
                          {{std::string("\\input{x} 5% & $1 ~^#"), std::int64_t{2}}, {std::string("[1]"), Cell{}}}, {"2 rows"}))
          .results,
      "\\begin{tabular}{lr}\n  \\toprule\n  is\\_new & n \\\\\n  \\midrule\n"
      "  \\textbackslash{}input\\{x\\} 5\\% \\& \\$1 \\textasciitilde{}\\textasciicircum{}\\# & 2 \\\\\n"
      "  {[}1] & -- \\\\\n"
      "  \\bottomrule\n\\end{tabular}\n% 2 rows\n");
}

TEST(TsvFormat, HasTabsAndQuotesWhatHoldsThem) {
  EXPECT_EQ(
      render_tsv(answer({{"a", ColumnType::kText}, {"b", ColumnType::kText}}, {{std::string("x\ty"), std::string("1,2")}})).results,
      "a\tb\n\"x\ty\"\t1,2\n");
}

TEST(CsvFormat, GuardsFormulasWhereThatIsWanted) {
  const auto risky = answer({{"a", ColumnType::kText}, {"n", ColumnType::kInteger}}, {{std::string("=1+2"), std::int64_t{-5}}});
  EXPECT_EQ(render_csv(risky, {.guards_formulas = true}).results, "a,n\n'=1+2,-5\n");
  EXPECT_EQ(render_csv(risky).results, "a,n\n=1+2,-5\n");
}

TEST(CsvFormat, MissingMayHaveAText) { EXPECT_EQ(render_csv(texts({}), {.missing = "NA"}).results, "name\n"); }

// What they share

TEST(Cut, KeepsMarksWithTheirLetters) {
  EXPECT_EQ(cut("Tu\u0308rkiye", 4), "Tu\u0308r…");
  EXPECT_EQ(cut("Tu\u0308rkiye", 7), "Tu\u0308rkiye");
  EXPECT_EQ(cut("中国朋友", 4), "中…");
  EXPECT_EQ(cut("abc", 0), "");
}

TEST(Widths, AreTakenFromTheRightAndFromDatesLast) {
  const std::vector<Column> columns{{"a", ColumnType::kText}, {"b", ColumnType::kText}, {"c", ColumnType::kDate}};
  const std::vector<bool> none(3);
  const auto fitted_to = [&](std::size_t screen, std::vector<std::size_t> widths, const std::vector<bool>& same) {
    return fitted_widths(std::move(widths), columns, screen, 4, same);
  };
  EXPECT_EQ(fitted_to(30, {10, 20, 3}, none), (std::vector<std::size_t>{10, 7, 3}));
  EXPECT_EQ(fitted_to(29, {10, 5, 10}, none), (std::vector<std::size_t>{5, 4, 10}));
  EXPECT_EQ(fitted_to(25, {10, 5, 10}, none), (std::vector<std::size_t>{4, 4, 7}));
  EXPECT_EQ(fitted_to(50, {30, 30, 3}, none), (std::vector<std::size_t>{24, 13, 3}));
  EXPECT_EQ(fitted_to(15, {10, 20, 3}, none), std::vector<std::size_t>{});
  EXPECT_EQ(fitted_to(41, {10, 20, 24}, none), (std::vector<std::size_t>{10, 10, 11})) << "a wide date before a name";
  EXPECT_EQ(fitted_to(30, {10, 20, 3}, {true, false, false}), (std::vector<std::size_t>{7, 10, 3}))
      << "what is the same everywhere";
}

TEST(TableFormat, LeavesOutWhatSaysLittleBeforeAllBecomesIllegible) {
  Answer answer;
  answer.has_table = true;
  answer.table.columns = {{"name", ColumnType::kText},
                          {"body", ColumnType::kText},
                          {"began", ColumnType::kDate},
                          {"sources", ColumnType::kList},
                          {"status", ColumnType::kText}};
  for (const auto* name : {"China", "Kazakhstan"})
    answer.table.rows.push_back({name, "SCO", DateText{"2001-06-15"}, std::vector<std::string>{"a handbook", name}, "active"});
  EXPECT_EQ(render_table(answer, {.columns = 60}).notes, "cut to the screen; .last shows all of it\n");
  EXPECT_EQ(render_table(answer, {.columns = 54}).notes, "left out: status (active); .last shows all of it\n");
  const auto narrow = render_table(answer, {.columns = 30});
  EXPECT_EQ(narrow.notes, "left out: body (SCO), sources, status (active); .last shows all of it\n");
  EXPECT_EQ(narrow.results,
            "┌────────────┬────────────┐\n"
            "│ name       │ began      │\n"
            "├────────────┼────────────┤\n"
            "│ China      │ 2001-06-15 │\n"
            "│ Kazakhstan │ 2001-06-15 │\n"
            "└────────────┴────────────┘\n");
  EXPECT_EQ(render_table(answer).notes, "") << "whoever reads along in a pipe has room";
  answer.table.rows.pop_back();
  EXPECT_EQ(render_table(answer, {.columns = 48}).notes, "left out: sources; .last shows all of it\n") << "one row tells nothing";
}

TEST(Widths, KnowWhatIsTheSameInEveryRow) {
  const std::vector<Column> columns{{"a", ColumnType::kText}, {"bbb", ColumnType::kText}};
  const auto extent = [&](std::vector<std::vector<Cell>> rows) { return extent_of({columns, std::move(rows)}, {}, cell_text); };
  EXPECT_EQ(extent({{"x", "1"}, {"x", "2345"}}).same, (std::vector<bool>{true, false}));
  EXPECT_EQ(extent({{"x", "1"}, {"x", "2345"}}).widths, (std::vector<std::size_t>{1, 4}));
  EXPECT_EQ(extent({{"x", "1"}}).same, (std::vector<bool>{false, false})) << "one row tells nothing";
  EXPECT_EQ(extent({}).widths, (std::vector<std::size_t>{1, 3}));
}

TEST(Visible, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(visible("Türkiye, Côte d'Ivoire, 中国 ~"), "Türkiye, Côte d'Ivoire, 中国 ~");
  EXPECT_EQ(visible(""), "");
}

TEST(Visible, NamesWhatCannotBeSeen) {
  EXPECT_EQ(visible(std::string("\0\x7F", 2)), "␀␡");
  EXPECT_EQ(visible("\u009B31m"), "\\u009B31m");                  // a C1 control that begins an escape sequence
  EXPECT_EQ(visible("a\u202Eb"), "a\\u202Eb");                    // turns the direction of writing
  EXPECT_EQ(visible("a\u2028b"), "a\\u2028b");                    // breaks the line
  EXPECT_EQ(visible("C\xF4te \xE4\xB8"), "C\\xF4te \\xE4\\xB8");  // no UTF-8
}

TEST(Decimals, ReadBackAsTheyWere) {
  EXPECT_EQ(decimal_text(3), "3.0");
  EXPECT_EQ(decimal_text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(decimal_text(1e300), "1e+300");
  EXPECT_EQ(decimal_text(-0.5), "-0.5");
}

TEST(Elapsed, IsRoundedToWhatMatters) {
  EXPECT_EQ(elapsed_text(0.44), "0.4 ms");
  EXPECT_EQ(elapsed_text(340.2), "340 ms");
  EXPECT_EQ(elapsed_text(2345), "2.3 s");
}

TEST(Formats, AreFoundByName) {
  for (const auto& format : formats())
    EXPECT_EQ(find_format(format.name), &format);
  EXPECT_EQ(find_format("xml"), nullptr);
}

}  // namespace
}  // namespace entente::shell::tests
