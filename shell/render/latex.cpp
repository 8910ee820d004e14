#include "entente/markup.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr const char* kMissing = "--";

std::string row_of(const std::vector<std::string>& cells) {
  std::string line = "  ";
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += (i == 0 ? "" : " & ") + latex_text(visible(cells[i]));
  return line + " \\\\\n";
}

}  // namespace

Rendered render_latex(const Answer& answer, const Layout& layout) {
  if (!answer.has_table || answer.table.columns.empty())
    return {.results = "", .notes = caption_text(answer.caption)};
  std::string kinds;
  std::vector<std::string> cells;
  for (const auto& column : answer.table.columns) {
    kinds += is_number(column) ? 'r' : 'l';
    cells.push_back(column.name);
  }
  auto latex = "\\begin{tabular}{" + kinds + "}\n  \\toprule\n" + row_of(cells) + "  \\midrule\n";
  for (const auto& row : answer.table.rows) {
    layout.breathe();
    cells.clear();
    for (const auto& cell : row)
      cells.push_back(cell_text(cell, layout.missing.value_or(kMissing)));
    latex += row_of(cells);
  }
  latex += "  \\bottomrule\n\\end{tabular}\n";
  for (const auto& line : answer.caption)
    latex += "% " + visible(line) + "\n";
  return {.results = latex, .notes = ""};
}

}  // namespace entente::shell
