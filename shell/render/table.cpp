#include <algorithm>

#include "parser/source.h"
#include "shell/render/render.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::string_view kMissing = "·";
constexpr std::size_t kListWidthMax = 40;  // display columns; without a limit, a dozen sources push all else off the screen

/// A text and the columns of the terminal that it takes.
struct Shown {
  std::string text;
  std::size_t width = 0;
};

struct Corners {
  std::string_view left, middle, right;
};
constexpr Corners kTop{"┌", "┬", "┐"};
constexpr Corners kRule{"├", "┼", "┤"};
constexpr Corners kBottom{"└", "┴", "┘"};

Shown shown(std::string_view text) {
  auto safe = visible(text);
  const auto width = display_width(safe);
  return {std::move(safe), width};
}

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

std::string table_text(const Cell& cell) {
  const auto* items = std::get_if<std::vector<std::string>>(&cell);
  return items == nullptr ? cell_text(cell, kMissing) : shortened(*items);
}

/// The cells row by row, the heading first.
std::vector<std::vector<Shown>> shown_rows(const Table& table) {
  std::vector<std::vector<Shown>> rows;
  rows.reserve(table.rows.size() + 1);
  auto& heading = rows.emplace_back();
  for (const auto& column : table.columns)
    heading.push_back(shown(column.name));
  for (const auto& row : table.rows) {
    auto& line = rows.emplace_back();
    line.reserve(row.size());
    for (const auto& cell : row)
      line.push_back(shown(table_text(cell)));
  }
  return rows;
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<Shown>>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], row[i].width);
  }
  return widths;
}

std::string border(const Corners& corners, const std::vector<std::size_t>& widths) {
  std::string line(corners.left);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0)
      line += corners.middle;
    for (std::size_t n = 0; n < widths[i] + 2; ++n)
      line += "─";
  }
  return line.append(corners.right) + "\n";
}

std::string padded(const Shown& cell, const Column& column, std::size_t width) {
  const std::string blanks(width - cell.width, ' ');
  return is_number(column) ? blanks + cell.text : cell.text + blanks;
}

std::string line_of(const std::vector<Shown>& row, const Table& table, const std::vector<std::size_t>& widths) {
  std::string line = "│";
  for (std::size_t i = 0; i < row.size(); ++i)
    line += " " + padded(row[i], table.columns[i], widths[i]) + " │";
  return line + "\n";
}

std::string boxed(const Table& table) {
  const auto rows = shown_rows(table);
  const auto widths = widths_of(rows);
  auto text = border(kTop, widths) + line_of(rows.front(), table, widths);
  if (rows.size() > 1)
    text += border(kRule, widths);
  for (std::size_t i = 1; i < rows.size(); ++i)
    text += line_of(rows[i], table, widths);
  return text + border(kBottom, widths);
}

}  // namespace

Rendered render_table(const Answer& answer) {
  const bool has_columns = answer.has_table && !answer.table.columns.empty();
  return {.results = (has_columns ? boxed(answer.table) : "") + caption_text(answer.caption), .notes = ""};
}

}  // namespace entente::shell
