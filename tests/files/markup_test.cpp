// Texts in the notations of answers: what would be markup is escaped, the rest stands as it is.
#include "entente/markup.h"

#include <gtest/gtest.h>

#include <limits>

#include "entente/csv.h"

namespace entente::tests {
namespace {

TEST(Markup, OfLatexIsEscaped) {
  EXPECT_EQ(latex_text("a & b_c 50% $1 #2 {x}"), "a \\& b\\_c 50\\% \\$1 \\#2 \\{x\\}");
  EXPECT_EQ(latex_text("\\~^"), "\\textbackslash{}\\textasciitilde{}\\textasciicircum{}");
  EXPECT_EQ(latex_text("<a|\"b\">"), "\\textless{}a\\textbar{}\\textquotedbl{}b\\textquotedbl{}\\textgreater{}");
  EXPECT_EQ(latex_text("[..2014]"), "{[}..2014]");
  EXPECT_EQ(latex_text("Türkiye"), "Türkiye");
}

TEST(Markup, OfTablesAndPagesIsEscaped) {
  EXPECT_EQ(markdown_text("a|b `c` *d* <e> \\ f_g"), "a\\|b \\`c\\` \\*d\\* \\<e> \\\\ f_g");
  EXPECT_EQ(html_text("<a href=\"x\">&</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
}

TEST(Markup, OfJsonIsAlwaysJson) {
  EXPECT_EQ(json_string("a\"\\\n\t\x01é\xFF"), "\"a\\\"\\\\\\n\\t\\u0001é\xEF\xBF\xBD\"");
  const std::vector<Column> columns = {{"t"},
                                       {"n", ColumnType::kInteger},
                                       {"d", ColumnType::kDecimal},
                                       {"is", ColumnType::kTruth},
                                       {"day", ColumnType::kDate},
                                       {"years", ColumnType::kList, ColumnType::kInteger}};
  EXPECT_EQ(
      json_row(columns, {std::string("x"), std::int64_t{3}, 2.0, true, DateText{"2004~"}, std::vector<std::string>{"1", "2"}}),
      R"({"t":"x","n":3,"d":2.0,"is":true,"day":"2004~","years":[1,2]})");
  EXPECT_EQ(json_row({{"d", ColumnType::kDecimal}, {"e"}}, {std::numeric_limits<double>::infinity(), std::monostate{}}),
            R"({"d":null,"e":null})");
}

TEST(Markup, OfCsvGuardsTextsAlone) {
  const std::vector<Cell> row = {std::string("=1+1"), std::int64_t{-1}, std::monostate{}, std::vector<std::string>{"@a", "b"}, 0.5};
  EXPECT_EQ(csv_record(row, {}), "=1+1,-1,,@a; b,0.5\n");
  EXPECT_EQ(csv_record(row, {'\t', true}), "'=1+1\t-1\t\t'@a; b\t0.5\n");
  EXPECT_EQ(csv_record(row, {',', false, "NA"}), "=1+1,-1,NA,@a; b,0.5\n");
  EXPECT_EQ(csv_record({std::monostate{}}, {}), "\"\"\n");
  EXPECT_EQ(csv_heading({{"a"}, {"b c"}, {"d,e"}}), "a,b c,\"d,e\"\n");
}

}  // namespace
}  // namespace entente::tests
