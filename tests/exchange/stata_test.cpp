// What is written for Stata, read again by the library that R, pandas' peers and others read such files with.
#include <gtest/gtest.h>
#include <readstat.h>

#include <fstream>
#include <iterator>
#include <set>

#include "engine/exchange/table_writer.h"
#include "tests/temp_dir.h"

namespace entente::tests {
namespace {

/// `name:format:label|…`, then `[cell|cell]` a row; what is missing is `.`, a text stands in quotes.
struct Read {
  std::string variables;
  std::string rows;
};

int on_variable(int /*index*/, readstat_variable_t* variable, const char* /*labels*/, void* to) {
  auto& text = static_cast<Read*>(to)->variables;
  const char* format = readstat_variable_get_format(variable);
  const char* label = readstat_variable_get_label(variable);
  text += (text.empty() ? "" : "|") + std::string(readstat_variable_get_name(variable)) + ":" + (format == nullptr ? "" : format) +
          ":" + (label == nullptr ? "" : label);
  return READSTAT_HANDLER_OK;
}

std::string text_of_value(readstat_value_t value) {
  if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
    const char* text = readstat_string_value(value);
    return "\"" + std::string(text == nullptr ? "" : text) + "\"";
  }
  if (readstat_value_is_system_missing(value) != 0) {
    return ".";
  }
  std::string number = std::to_string(readstat_double_value(value));
  return number.substr(0, number.find(".000000"));
}

int on_value(int /*row*/, readstat_variable_t* variable, readstat_value_t value, void* to) {
  auto& text = static_cast<Read*>(to)->rows;
  const bool is_first = readstat_variable_get_index(variable) == 0;
  if (is_first && !text.empty()) {
    text += "]";
  }
  text += (is_first ? "[" : "|") + text_of_value(value);
  return READSTAT_HANDLER_OK;
}

class StataFiles : public ::testing::Test {
 protected:
  void write(const std::vector<Column>& columns, const std::vector<exchange::CellRow>& rows) const {
    auto file = *files::WholeFile::create(path(), "a.dta");
    auto writer = *exchange::table_writer("a.dta", columns, {});
    file->write(writer->head());
    for (const auto& row : rows) {
      file->write(writer->row(row));
    }
    const auto done = writer->finish(*file, [] {});
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(file->finish());
  }
  [[nodiscard]] Read read() const {
    Read out;
    auto* parser = readstat_parser_init();
    readstat_set_variable_handler(parser, on_variable);
    readstat_set_value_handler(parser, on_value);
    EXPECT_EQ(readstat_parse_dta(parser, path().c_str(), &out), READSTAT_OK);
    readstat_parser_free(parser);
    out.rows += out.rows.empty() ? "" : "]";
    return out;
  }
  Read round(const std::vector<Column>& columns, const std::vector<exchange::CellRow>& rows) const {
    write(columns, rows);
    return read();
  }
  [[nodiscard]] std::string path() const { return (dir / "a.dta").string(); }

  TempDir dir;
};

const Cell kMissing;
Cell text(std::string value) { return value; }
Cell whole(std::int64_t value) { return value; }
Cell date(std::string value) { return DateText{std::move(value)}; }

TEST_F(StataFiles, AreOfTheVersionThatHoldsUtf8) {
  write({{"actor"}}, {{text("CIV")}});
  std::ifstream in(path(), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  EXPECT_TRUE(bytes.starts_with("<stata_dta><header><release>118</release>"));
}

TEST_F(StataFiles, HoldWhatTheRowsHold) {
  const auto got = round({{"actor"},
                          {"n", ColumnType::kInteger},
                          {"share", ColumnType::kDecimal},
                          {"is", ColumnType::kTruth},
                          {"sources", ColumnType::kList}},
                         {{text("Côte d'Ivoire"), whole(-3), 0.5, true, std::vector<std::string>{"a", "b"}},
                          {kMissing, kMissing, kMissing, kMissing, kMissing},
                          {text("x"), whole(100), 2.0, false, std::vector<std::string>{}}});
  EXPECT_EQ(got.variables, "actor:%-14s:actor|n:%8.0g:n|share:%10.0g:share|is:%8.0g:is|sources:%-9s:sources");
  EXPECT_EQ(got.rows, R"(["Côte d'Ivoire"|-3|0.500000|1|"a; b"][""|.|.|.|""]["x"|100|2|0|""])");
}

TEST_F(StataFiles, HoldNumbersOfEverySize) {
  for (const std::int64_t number : {100L, 101L, 32740L, 32741L, -32768L, 2147483620L, 2147483621L, 9007199254740992L}) {
    EXPECT_EQ(round({{"n", ColumnType::kInteger}}, {{whole(number)}, {whole(0)}}).rows, "[" + std::to_string(number) + "][0]");
  }
}

TEST_F(StataFiles, CountDaysFrom1960) {
  const auto got = round({{"began", ColumnType::kDate}},
                         {{date("1960-01-01")}, {date("1959-12-31")}, {date("2014-10-21")}, {date("0001-01-01")}, {kMissing}});
  EXPECT_EQ(got.variables, "began:%td:began");
  EXPECT_EQ(got.rows, "[0][-1][20017][-715509][.]");
}

TEST_F(StataFiles, HoldYearsAsNumbersAndMonthsAsMonths) {
  EXPECT_EQ(round({{"period", ColumnType::kDate}}, {{date("1816")}, {date("2014")}, {kMissing}}).rows, "[1816][2014][.]");
  const auto months = round({{"period", ColumnType::kDate}}, {{date("1960-01")}, {date("2014-10")}, {date("1959-12")}});
  EXPECT_EQ(months.variables, "period:%tm:period");
  EXPECT_EQ(months.rows, "[0][657][-1]");
}

TEST_F(StataFiles, SayBesideTheDaysWhatIsNoDay) {
  const auto got =
      round({{"ended", ColumnType::kDate}}, {{date("2014-10-21")}, {date("2004~")}, {date("[..2014-10-21]")}, {kMissing}});
  EXPECT_EQ(got.variables, "ended:%td:ended|ended_text:%-14s:ended_text");
  EXPECT_EQ(got.rows, R"([20017|"2014-10-21"][.|"2004~"][.|"[..2014-10-21]"][.|""])");
  EXPECT_EQ(round({{"period", ColumnType::kDate}}, {{date("2014-Q1")}, {date("2014-Q2")}}).rows, R"(["2014-Q1"]["2014-Q2"])");
}

TEST_F(StataFiles, NameVariablesAsStataTakesThem) {
  const std::string length(40, 'x');
  const auto got = round({{"in"}, {"2014"}, {"naïve"}, {length}, {length + "y"}, {"str5"}, {"na_ve"}},
                         {{whole(1), kMissing, kMissing, kMissing, kMissing, kMissing, kMissing}});
  EXPECT_TRUE(got.variables.starts_with("_in:%-9s:in|_2014:%-9s:2014|na_ve:%-9s:naïve|" + length.substr(0, 32) + ":%-9s:" + length +
                                        "|" + length.substr(0, 30) + "_2:%-9s:" + length + "y|_str5:%-9s:str5|na_ve_2:%-9s:na_ve"))
      << got.variables;
}

TEST_F(StataFiles, HoldTextsOfAnyLength) {
  const std::string wide(2045, 'w');
  EXPECT_EQ(round({{"quote"}}, {{text(wide)}}).rows, "[\"" + wide + "\"]");
  const std::string longer(5000, 'l');
  EXPECT_EQ(
      round({{"quote"}, {"n", ColumnType::kInteger}}, {{text(longer), whole(1)}, {text("short"), whole(2)}, {kMissing, whole(3)}})
          .rows,
      "[\"" + longer + "\"|1][\"short\"|2][\"\"|3]");
}

TEST_F(StataFiles, MayHaveNoRows) {
  const auto got = round({{"actor"}, {"n", ColumnType::kInteger}}, {});
  EXPECT_EQ(got.variables, "actor:%-9s:actor|n:%8.0g:n");
  EXPECT_EQ(got.rows, "");
}

}  // namespace
}  // namespace entente::tests
