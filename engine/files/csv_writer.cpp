#include "entente/csv.h"

#include "entente/markup.h"

namespace entente {
namespace {

bool needs_quotes(std::string_view text, char separator) {
  return text.empty() || text.find_first_of("\"\r\n") != std::string_view::npos || text.find(separator) != std::string_view::npos ||
         text.front() == ' ' || text.back() == ' ';
}

// Texts alone: a number below zero is none.
bool is_formula(const Cell& cell, const std::string& text) {
  const bool is_text = std::holds_alternative<std::string>(cell) || std::holds_alternative<std::vector<std::string>>(cell);
  return is_text && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

void add_csv_field(std::string& line, std::string_view text, char separator) {
  if (!needs_quotes(text, separator)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') {
      line += '"';
    }
    line += c;
  }
  line += '"';
}

std::string csv_record(const std::vector<Cell>& row, const CsvStyle& style) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += i == 0 ? "" : std::string(1, style.separator);
    const bool is_missing = std::holds_alternative<std::monostate>(row[i]);
    if (is_missing && !style.missing) {
      continue;
    }
    const std::string text = is_missing ? *style.missing : cell_text(row[i], "");
    add_csv_field(line, style.guards_formulas && is_formula(row[i], text) ? "'" + text : text, style.separator);
  }
  if (line.empty()) {
    add_csv_field(line, "");
  }
  return line + "\n";
}

std::string csv_heading(const std::vector<Column>& columns, char separator) {
  std::vector<Cell> names;
  names.reserve(columns.size());
  for (const auto& column : columns) {
    names.emplace_back(column.name);
  }
  return csv_record(names, {separator});
}

}  // namespace entente
