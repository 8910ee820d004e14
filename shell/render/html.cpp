#include "entente/markup.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

std::string escaped(std::string_view text) { return html_text(visible(text)); }

std::string caption_of(const std::vector<std::string>& caption) {
  std::string html;
  for (const auto& line : caption)
    html += (html.empty() ? "" : "<br>") + escaped(line);
  return html.empty() ? html : "  <caption>" + html + "</caption>\n";
}

std::string cell_of(const Cell& cell, const Column& column, const std::string& missing) {
  return std::string(is_number(column) ? R"(<td class="number">)" : "<td>") + escaped(cell_text(cell, missing)) + "</td>";
}

}  // namespace

Rendered render_html(const Answer& answer, const Layout& layout) {
  if (!answer.has_table)
    return {.results = "", .notes = caption_text(answer.caption)};
  auto html = "<table>\n" + caption_of(answer.caption) + "  <thead>\n    <tr>";
  for (const auto& column : answer.table.columns)
    html += (is_number(column) ? R"(<th class="number">)" : "<th>") + escaped(column.name) + "</th>";
  html += "</tr>\n  </thead>\n  <tbody>\n";
  for (const auto& row : answer.table.rows) {
    layout.breathe();
    html += "    <tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      html += cell_of(row[i], answer.table.columns[i], layout.missing.value_or(""));
    html += "</tr>\n";
  }
  return {.results = html + "  </tbody>\n</table>\n", .notes = ""};
}

}  // namespace entente::shell
