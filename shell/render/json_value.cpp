#include "shell/render/json_value.h"

#include <algorithm>
#include <cmath>

#include "parser/characters.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

std::string escaped_control(char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return std::string("\\u00") + kDigits[c >> 4U] + kDigits[c & 0xFU];
  }
}

/// Items stand in a cell as they print, and numbers and truth values print as JSON has them.
std::string json_items(const Column& column, const std::vector<std::string>& items) {
  if (column.items != ColumnType::kInteger && column.items != ColumnType::kDecimal && column.items != ColumnType::kTruth)
    return json_array(items);
  std::string json = "[";
  for (const auto& item : items)
    json += (json.size() > 1 ? "," : "") + item;
  return json + "]";
}

std::string json_cell(const Column& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell))
    return "null";
  if (const auto* items = std::get_if<std::vector<std::string>>(&cell))
    return json_items(column, *items);
  if (const auto* number = std::get_if<double>(&cell))
    return std::isfinite(*number) ? decimal_text(*number) : "null";
  if (std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<bool>(cell))
    return cell_text(cell, "");
  return json_string(cell_text(cell, ""));
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string json = "\"";
  json.reserve(text.size() + 2);
  while (!text.empty()) {
    const auto [c, length] = decode(text);
    const auto bytes = std::max<std::size_t>(length, 1);
    if (length == 0) {
      json += kReplacement;
    } else if (c == '"' || c == '\\') {
      json += {'\\', static_cast<char>(c)};
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      json += escaped_control(c);
    } else {
      json += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return json + "\"";
}

std::string json_array(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const auto& text : texts) {
    if (json.size() > 1)
      json += ',';
    json += json_string(text);
  }
  return json + "]";
}

std::string json_row(const std::vector<Column>& columns, const std::vector<Cell>& row) {
  std::string json = "{";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0)
      json += ',';
    json += json_string(columns[i].name) + ":" + json_cell(columns[i], row[i]);
  }
  return json + "}";
}

}  // namespace entente::shell
