#include "entente/markup.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr const char* kMissing = "·";

std::string row_of(const std::vector<Cell>& row, std::string_view missing) {
  std::string line = "|";
  for (const auto& cell : row)
    line += " " + markdown_text(visible(cell_text(cell, missing))) + " |";
  return line + "\n";
}

std::string table_of(const Table& table, std::string_view missing) {
  std::vector<Cell> heading;
  std::string rule = "|";
  for (const auto& column : table.columns) {
    heading.emplace_back(column.name);
    rule += is_number(column) ? " ---: |" : " --- |";
  }
  auto text = row_of(heading, missing) + rule + "\n";
  for (const auto& row : table.rows)
    text += row_of(row, missing);
  return text;
}

/// One paragraph; the backslash keeps the break between two lines.
std::string paragraph_of(const std::vector<std::string>& caption) {
  std::string text;
  for (const auto& line : caption)
    text += (text.empty() ? "" : "\\\n") + markdown_text(visible(line));
  return text.empty() ? text : text + "\n";
}

}  // namespace

Rendered render_markdown(const Answer& answer, const Layout& layout) {
  if (!answer.has_table)
    return {.results = "", .notes = caption_text(answer.caption)};
  auto text = answer.table.columns.empty() ? "" : table_of(answer.table, layout.missing.value_or(kMissing));
  const auto caption = paragraph_of(answer.caption);
  if (!text.empty() && !caption.empty())
    text += "\n";
  return {.results = text + caption, .notes = ""};
}

}  // namespace entente::shell
