#include <algorithm>
#include <utility>

#include "parser/source.h"
#include "shell/render/frame.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr const char* kMissing = "·";
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

/// The cells row by row, the heading first.
std::vector<std::vector<Shown>> shown_rows(const Table& table, const Layout& layout) {
  const auto missing = layout.missing ? std::string_view(*layout.missing) : std::string_view(kMissing);
  std::vector<std::vector<Shown>> rows;
  rows.reserve(table.rows.size() + 1);
  auto& heading = rows.emplace_back();
  for (const auto& column : table.columns)
    heading.push_back(shown(column.name));
  for (const auto& row : table.rows) {
    layout.breathe();
    auto& line = rows.emplace_back();
    line.reserve(row.size());
    for (const auto& cell : row)
      line.push_back(shown(table_text(cell, missing)));
  }
  return rows;
}

/// True when something had to be cut.
bool cut_to(std::vector<std::vector<Shown>>& rows, const std::vector<std::size_t>& widths, const Layout& layout) {
  bool was_cut = false;
  for (auto& row : rows) {
    layout.breathe();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].width <= widths[i])
        continue;
      row[i].text = cut(row[i].text, widths[i]);
      row[i].width = display_width(row[i].text);
      was_cut = true;
    }
  }
  return was_cut;
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

std::string boxed(const std::vector<std::vector<Shown>>& rows, const std::vector<Column>& columns,
                  const std::vector<std::size_t>& widths, const Layout& layout) {
  auto text = border(Border::kTop, widths) + line_of(rows.front(), columns, widths);
  if (rows.size() > 1)
    text += border(Border::kRule, widths);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    layout.breathe();
    text += line_of(rows[i], columns, widths);
  }
  return text + border(Border::kBottom, widths);
}

}  // namespace

Rendered render_table(const Answer& answer, const Layout& layout) {
  if (!answer.has_table || answer.table.columns.empty())
    return {.results = caption_text(answer.caption), .notes = ""};
  auto rows = shown_rows(answer.table, layout);
  auto widths = widths_of(rows);
  bool was_cut = false;
  if (layout.columns > 0) {
    const auto natural =
        std::exchange(widths, fitted_widths(widths, answer.table.columns, layout.columns, kWidthMin, same_in_all(rows)));
    if (widths.empty() || cuts_dates_or_numbers(widths, natural, answer.table.columns))
      return render_list(answer, layout);
    was_cut = cut_to(rows, widths, layout);
  }
  return {.results = boxed(rows, answer.table.columns, widths, layout) + caption_text(answer.caption),
          .notes = was_cut ? "cut to the screen; .last shows all of it\n" : ""};
}

}  // namespace entente::shell
