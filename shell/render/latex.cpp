#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr const char* kMissing = "--";

std::string escaped(std::string_view text) {
  std::string latex;
  for (const char c : visible(text)) {
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

std::string row_of(const std::vector<std::string>& cells) {
  std::string line = "  ";
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += (i == 0 ? "" : " & ") + escaped(cells[i]);
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
