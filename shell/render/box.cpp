#include <algorithm>
#include <utility>

#include "parser/source.h"
#include "shell/render/frame.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::size_t kWidthMin = 8;

/// `text` in lines of at most `width`, broken at blanks where there are any.
std::vector<Shown> wrapped(std::string_view text, std::size_t width) {
  std::vector<Shown> lines;
  while (display_width(text) > width) {
    const auto fits = prefix_of_width(text, width);
    const auto blank = text.substr(0, fits + 1).rfind(' ');
    const auto end = blank == std::string_view::npos || blank == 0 ? std::max<std::size_t>(fits, 1) : blank;
    lines.push_back({std::string(text.substr(0, end)), display_width(text.substr(0, end))});
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  lines.push_back({std::string(text), display_width(text)});
  return lines;
}

/// A row of several lines.
std::string lines_of(const std::vector<Shown>& row, const std::vector<Column>& columns, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<Shown>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back(wrapped(row[i].text, widths[i]));
    height = std::max(height, cells.back().size());
  }
  std::string text;
  for (std::size_t n = 0; n < height; ++n) {
    std::vector<Shown> line;
    line.reserve(cells.size());
    for (const auto& cell : cells)
      line.push_back(n < cell.size() ? cell[n] : Shown{});
    text += line_of(line, columns, widths);
  }
  return text;
}

}  // namespace

Rendered render_box(const Answer& answer, const Layout& layout) {
  const auto& columns = answer.table.columns;
  if (!answer.has_table || columns.empty())
    return {.results = caption_text(answer.caption, layout.columns), .notes = ""};
  const auto extent = extent_of(answer.table, layout, cell_text);
  const auto widths =
      layout.columns == 0 ? extent.widths : fitted_widths(extent.widths, columns, layout.columns, kWidthMin, extent.same);
  if (widths.empty())
    return render_list(answer, layout);
  const bool wraps = widths != extent.widths;  // then a rule tells rows apart
  auto text = border(Border::kTop, widths) + lines_of(shown_heading(columns), columns, widths);
  bool is_parted = false;
  for (const auto& row : answer.table.rows) {
    layout.breathe();
    if (!std::exchange(is_parted, !wraps))
      text += border(Border::kRule, widths);
    text += lines_of(shown_row(row, layout, cell_text), columns, widths);
  }
  text += border(Border::kBottom, widths) + caption_text(answer.caption, layout.columns);
  return {.results = std::move(text), .notes = ""};
}

}  // namespace entente::shell
