#include "tests/language/runner/table_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "parser/display.h"

namespace entente::tests {
namespace {

using Row = std::vector<std::string>;

std::string decimal(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

struct CellText {
  std::string operator()(std::monostate) const { return "·"; }
  std::string operator()(const std::string& text) const { return shown(text); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return decimal(value); }
  std::string operator()(const DateText& date) const { return date.text; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string text;
    for (const auto& item : list) {
      text += (text.empty() ? "" : ", ") + shown(item);
    }
    return text;
  }
};

std::vector<Row> rows_of(const Table& table) {
  std::vector<Row> rows(1);
  for (const auto& column : table.columns) {
    rows[0].push_back(column.name);
  }
  for (const auto& cells : table.rows) {
    Row row;
    for (const auto& cell : cells) {
      row.push_back(std::visit(CellText{}, cell));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string padded(const Row& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += row[i] + std::string(widths[i] - display_width(row[i]) + 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string table_text(const Answer& answer) {
  std::string text;
  if (answer.has_table) {
    const auto rows = rows_of(answer.table);
    std::vector<std::size_t> widths(answer.table.columns.size());
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], display_width(row[i]));
      }
    }
    for (const auto& row : rows) {
      text += padded(row, widths);
    }
  }
  for (const auto& line : answer.caption) {
    text += "-- " + line + "\n";
  }
  return text;
}

}  // namespace entente::tests
