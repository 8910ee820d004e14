#include <algorithm>
#include <utility>

#include "parser/source.h"
#include "shell/render/frame.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::size_t kListWidthMax = 40;  // display columns; without a limit, a dozen sources push all else off the screen
constexpr std::size_t kWidthMin = 4;       // of a text that is made narrower: `Chi…` can still be told from its neighbours
constexpr std::size_t kDateWidth = 10;     // half a date, or half a number, tells something else

/// The items that find room, at least one, and how many do not: `a; b; +10 more`.
std::string shortened(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && display_width(text) + display_width(items[i]) > kListWidthMax) {
      return text + "; +" + std::to_string(items.size() - i) + " more";
    }
    text += (i > 0 ? "; " : "") + items[i];
  }
  return text;
}

std::string table_text(const Cell& cell, std::string_view missing) {
  const auto* items = std::get_if<std::vector<std::string>>(&cell);
  return items == nullptr ? cell_text(cell, missing) : shortened(*items);
}

bool cuts_dates_or_numbers(const std::vector<std::size_t>& widths, const std::vector<std::size_t>& natural,
                           const std::vector<Column>& columns) {
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool is_text = columns[i].type == ColumnType::kText || columns[i].type == ColumnType::kList;
    if (!is_text && widths[i] < std::min(natural[i], kDateWidth))
      return true;
  }
  return false;
}

std::string boxed(const Table& table, const std::vector<std::size_t>& widths, const Layout& layout) {
  auto text = border(Border::kTop, widths);
  const auto put = [&](std::vector<Shown>&& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].width > widths[i])
        row[i] = shown(cut(row[i].text, widths[i]));
    }
    text += line_of(row, table.columns, widths);
  };
  put(shown_heading(table.columns));
  if (!table.rows.empty())
    text += border(Border::kRule, widths);
  for (const auto& row : table.rows) {
    layout.breathe();
    put(shown_row(row, layout, table_text));
  }
  return std::move(text) + border(Border::kBottom, widths);
}

}  // namespace

Rendered render_table(const Answer& answer, const Layout& layout) {
  const auto& columns = answer.table.columns;
  if (!answer.has_table || columns.empty())
    return {.results = caption_text(answer.caption, layout.columns), .notes = ""};
  const auto [natural, same] = extent_of(answer.table, layout, table_text);
  auto widths = natural;
  if (layout.columns > 0)
    widths = fitted_widths(natural, columns, layout.columns, kWidthMin, same);
  if (widths.empty() || cuts_dates_or_numbers(widths, natural, columns))
    return render_list(answer, layout);
  return {.results = boxed(answer.table, widths, layout) + caption_text(answer.caption, layout.columns),
          .notes = widths != natural ? "cut to the screen; .last shows all of it\n" : ""};
}

}  // namespace entente::shell
