#include "entente/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "parser/characters.h"
#include "parser/overloaded.h"

namespace entente {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) {
    text += std::string(&item == &items.front() ? "" : "; ") + item;
  }
  return text;
}

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
  if (column.items != ColumnType::kInteger && column.items != ColumnType::kDecimal && column.items != ColumnType::kTruth) {
    return json_array(items);
  }
  std::string json = "[";
  for (const auto& item : items) {
    json += (json.size() > 1 ? "," : "") + item;
  }
  return json + "]";
}

std::string json_cell(const Column& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) {
    return "null";
  }
  if (const auto* items = std::get_if<std::vector<std::string>>(&cell)) {
    return json_items(column, *items);
  }
  if (const auto* number = std::get_if<double>(&cell)) {
    return std::isfinite(*number) ? decimal_text(*number) : "null";
  }
  if (std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<bool>(cell)) {
    return cell_text(cell, "");
  }
  return json_string(cell_text(cell, ""));
}

}  // namespace

std::string decimal_text(double number) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  std::string text(buffer.data(), end);
  const bool looks_whole = text.find_first_of(".en") == std::string::npos;  // "inf", "nan" hold an n
  return looks_whole ? text + ".0" : text;
}

std::string cell_text(const Cell& cell, std::string_view missing) {
  return std::visit(Overloaded{
                        [&](std::monostate) { return std::string(missing); },
                        [](const std::string& text) { return text; },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return decimal_text(number); },
                        [](const DateText& date) { return date.text; },
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](const std::vector<std::string>& items) { return joined(items); },
                    },
                    cell);
}

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
    if (json.size() > 1) {
      json += ',';
    }
    json += json_string(text);
  }
  return json + "]";
}

std::string json_row(const std::vector<Column>& columns, const std::vector<Cell>& row) {
  std::string json = "{";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) {
      json += ',';
    }
    json += json_string(columns[i].name) + ":" + json_cell(columns[i], row[i]);
  }
  return json + "}";
}

std::string latex_text(std::string_view text) {
  std::string latex;
  for (const char c : text) {
    switch (c) {
      case '\\':
        latex += "\\textbackslash{}";
        break;
      case '~':
        latex += "\\textasciitilde{}";
        break;
      case '^':
        latex += "\\textasciicircum{}";
        break;
      case '<':
        latex += "\\textless{}";
        break;
      case '>':
        latex += "\\textgreater{}";
        break;
      case '|':
        latex += "\\textbar{}";
        break;
      case '"':
        latex += "\\textquotedbl{}";
        break;
      case '[':  // behind `\\` it would begin an option
        latex += "{[}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        latex += '\\';
        latex += c;
        break;
      default:
        latex += c;
    }
  }
  return latex;
}

std::string markdown_text(std::string_view text) {
  constexpr std::string_view kMarkup = "\\|`*<";
  std::string markdown;
  for (const char c : text) {
    if (kMarkup.find(c) != std::string_view::npos) {
      markdown += '\\';
    }
    markdown += c;
  }
  return markdown;
}

std::string html_text(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

}  // namespace entente
