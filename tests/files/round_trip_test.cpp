// Random tables, written in every way that their format allows, are read as they were.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "tests/files/support.h"

namespace entente::tests {
namespace {

using Row = std::vector<std::optional<std::string>>;

struct Random {
  static std::string text() {
    static const std::vector<std::string> kParts = {"a",  "Z",  "0",    " ", ",",  ";", "\t", "\"", "\"\"",
                                                    "\n", "\r", "\r\n", "é", "中", "😀", "\\", "{",  "]"};
    std::string out;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kParts))) {
      out += part;
    }
    return out;
  }
  static std::optional<std::string> cell() { return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional(text()); }
  static std::vector<Row> rows(std::size_t columns) {
    std::vector<Row> out(*rc::gen::inRange<std::size_t>(0, 20));
    for (auto& row : out) {
      for (std::size_t i = 0; i < columns; ++i) {
        row.push_back(cell());
      }
    }
    return out;
  }
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

// A cell needs quotes where it is empty, or holds what ends a cell, or begins with a quote; elsewhere it may have them.
std::string cell_text(const std::optional<std::string>& cell, char separator) {
  if (!cell) {
    return "";
  }
  const bool needs =
      cell->empty() || cell->front() == '"' || cell->find_first_of(std::string("\r\n") + separator) != std::string::npos;
  return needs || *rc::gen::arbitrary<bool>() ? quoted(*cell) : *cell;
}

std::vector<Row> read_back(const std::string& path, const std::string& shown) {
  auto reader = *files::open_records(path, shown);
  std::vector<Row> rows;
  for (const auto* record = *reader->next(); record != nullptr; record = *reader->next()) {
    Row& row = rows.emplace_back();
    for (const auto& cell : record->cells) {
      row.push_back(cell.missing ? std::nullopt : std::optional(std::string(cell.text)));
    }
  }
  return rows;
}

RC_GTEST_FIXTURE_PROP(FilesTest, CsvIsReadAsItWasWritten, ()) {
  const char separator = *rc::gen::element(',', ';', '\t');
  const std::string line_end = *rc::gen::element<std::string>("\n", "\r\n", "\r", "\r\r\n");
  const std::size_t columns = *rc::gen::inRange<std::size_t>(2, 5);  // a missing cell alone is an empty line, and no record
  const auto rows = Random::rows(columns);
  std::string bytes = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
  for (std::size_t i = 0; i < columns; ++i) {
    bytes += (i == 0 ? "" : std::string(1, separator)) + "h" + std::to_string(i);
  }
  for (const auto& row : rows) {
    bytes += line_end;
    for (std::size_t i = 0; i < columns; ++i) {
      bytes += (i == 0 ? "" : std::string(1, separator)) + cell_text(row[i], separator);
    }
  }
  bytes += *rc::gen::arbitrary<bool>() ? line_end : "";
  const bool packs = *rc::gen::arbitrary<bool>();
  const std::string name = std::string(separator == '\t' ? "t.tsv" : "t.csv") + (packs ? ".gz" : "");
  const auto back = read_back(written(name, packs ? packed(bytes) : bytes), name);
  RC_ASSERT(back == rows);
}

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : std::string(1, c);
  }
  return out + "\"";
}

RC_GTEST_FIXTURE_PROP(FilesTest, JsonLinesAreReadAsTheyWereWritten, ()) {
  const std::size_t columns = *rc::gen::inRange<std::size_t>(1, 5);
  const auto rows = Random::rows(columns);
  std::string bytes;
  std::vector<Row> expected;
  Row first(columns, "x");  // which names the columns
  expected.push_back(first);
  expected.insert(expected.end(), rows.begin(), rows.end());
  for (const auto& row : expected) {
    std::string line;
    for (std::size_t i = 0; i < columns; ++i) {
      if (row[i] || *rc::gen::arbitrary<bool>()) {
        line += (line.empty() ? "" : ", ") + json_text("h" + std::to_string(i)) + ": " + (row[i] ? json_text(*row[i]) : "null");
      }
    }
    bytes += "{" + line + "}\n";
  }
  RC_ASSERT(read_back(written("t.jsonl", bytes), "t.jsonl") == expected);
}

}  // namespace
}  // namespace entente::tests
