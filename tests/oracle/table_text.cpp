#include "tests/oracle/table_text.h"

#include <algorithm>

#include "tests/oracle/cells.h"

namespace entente::oracle {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) {
    text += (text.empty() ? "" : ", ") + item;
  }
  return text;
}

std::string list_text(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return joined(items);
}

std::string cell_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return *text;
  }
  if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    return std::to_string(*number);
  }
  if (const auto* date = std::get_if<DateText>(&cell)) {
    return plain(read_bound(date->text));
  }
  if (const auto* number = std::get_if<double>(&cell)) {
    return decimal(*number).text;
  }
  if (const auto* truth = std::get_if<bool>(&cell)) {
    return *truth ? "true" : "false";
  }
  if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) {
    return list_text(*list);
  }
  return "";
}

// A value that `diff` shows as text: a bound, or something else.
std::string value_text(const std::string& text) {
  auto days = read_bound(text);
  return days ? plain(days) : text == "unknown" ? "" : text;
}

// A missing date prints as the oracle prints a missing bound.
std::string engine_cell(const Answer& answer, std::size_t row, const std::string& name) {
  const auto& columns = answer.table.columns;
  auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
  if (found == columns.end()) {
    return "no column " + name;
  }
  const auto& cell = answer.table.rows[row][static_cast<std::size_t>(found - columns.begin())];
  const auto* date = std::get_if<DateText>(&cell);
  auto text = name == "period" && date != nullptr ? date->text : cell_text(cell);
  const auto* items = std::get_if<std::vector<std::string>>(&cell);
  if (name.starts_with("list_") && items != nullptr) {  // in the order of the rows
    text = joined(*items);
  }
  if (name == "before" || name == "after") {
    return text.empty() || engine_cell(answer, row, "column") != "jaccard" ? value_text(text) : decimal(std::stod(text)).text;
  }
  return text.empty() && found->type == ColumnType::kDate ? "-" : text;
}

// The oracle takes `until unknown` for no end, and 1903? for 1903; to `diff` they are two.
bool is_told_apart_by_the_engine_alone(const Answer& answer, std::size_t row) {
  return engine_cell(answer, row, "change") == "changed" && engine_cell(answer, row, "before") == engine_cell(answer, row, "after");
}

std::string lines_of(std::vector<std::string> lines, bool ordered) {
  if (!ordered) {
    std::sort(lines.begin(), lines.end());
  }
  std::string text;
  for (const auto& line : lines) {
    text += "    " + line + "\n";
  }
  return text;
}

}  // namespace

std::string header_of(const OracleTable& table) {
  std::string line;
  for (const auto& column : table.columns) {
    line += (line.empty() ? "" : " | ") + column;
  }
  return line;
}

std::string engine_text(const Reply& reply, const OracleTable& expected) {
  if (!reply.error.empty()) {
    return reply.error;
  }
  if (reply.answers.empty()) {
    return "no single answer\n";
  }
  std::string header;
  for (const auto& column : reply.answers.back().table.columns) {
    header += (header.empty() ? "" : " | ") + column.name;
  }
  if (expected.is_whole && header != header_of(expected)) {
    return "columns " + header + "\n";
  }
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < reply.answers.back().table.rows.size(); ++row) {
    std::string line;
    for (const auto& column : expected.columns) {
      line += (line.empty() ? "" : " | ") + engine_cell(reply.answers.back(), row, column);
    }
    if (!is_told_apart_by_the_engine_alone(reply.answers.back(), row)) {
      lines.push_back(line);
    }
  }
  return lines_of(std::move(lines), expected.ordered);
}

std::string raw_text(const Cell& cell) {
  const auto* date = std::get_if<DateText>(&cell);
  return date != nullptr ? date->text : cell_text(cell);
}

std::string oracle_text(const OracleTable& table) {
  std::vector<std::string> lines;
  for (const auto& row : table.rows) {
    std::string line;
    for (const auto& cell : row.cells) {
      line += (line.empty() ? "" : " | ") + cell.text;
    }
    lines.push_back(line);
  }
  return lines_of(std::move(lines), table.ordered);
}

}  // namespace entente::oracle
