#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::string_view kEmptyText = "\"\"";  // a missing cell is an empty field without quotes

std::string quoted(std::string_view text) {
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"')
      field += '"';
    field += c;
  }
  return field + "\"";
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos || text.front() == ' ' || text.back() == ' ';
}

std::string field_of(std::string_view text) {
  if (text.empty())
    return std::string(kEmptyText);
  return needs_quotes(text) ? quoted(text) : std::string(text);
}

std::string record_of(const std::vector<Cell>& row) {
  std::string record;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0)
      record += ',';
    if (!std::holds_alternative<std::monostate>(row[i]))
      record += field_of(cell_text(row[i], ""));
  }
  // An empty line would be no record: a single missing field is written like an empty text.
  if (record.empty())
    record = kEmptyText;
  return record + "\n";
}

}  // namespace

Rendered render_csv(const Answer& answer) {
  Rendered rendered{.results = "", .notes = caption_text(answer.caption)};
  if (!answer.has_table || answer.table.columns.empty())
    return rendered;
  std::vector<Cell> heading;
  for (const auto& column : answer.table.columns)
    heading.emplace_back(column.name);
  rendered.results = record_of(heading);
  for (const auto& row : answer.table.rows)
    rendered.results += record_of(row);
  return rendered;
}

}  // namespace entente::shell
