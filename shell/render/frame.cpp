#include "shell/render/frame.h"

#include <algorithm>

#include "parser/source.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::string_view kMissing = "·";
constexpr std::size_t kVeryWide = 24;
constexpr std::size_t kLegible = 10;  // a date, and most names
constexpr std::size_t kNarrow = 6;

struct Corners {
  std::string_view left, middle, right;
};
constexpr Corners kTop{"┌", "┬", "┐"};
constexpr Corners kRule{"├", "┼", "┤"};
constexpr Corners kBottom{"└", "┴", "┘"};

const Corners& corners_of(Border which) {
  if (which == Border::kTop)
    return kTop;
  return which == Border::kRule ? kRule : kBottom;
}

/// What the lines take: `│ a │ b │`.
std::size_t total_width(const std::vector<std::size_t>& widths) {
  std::size_t total = 1;
  for (const auto width : widths)
    total += width + 3;
  return total;
}

std::string padded(const Shown& cell, const Column& column, std::size_t width) {
  const std::string blanks(width - std::min(width, cell.width), ' ');
  return is_number(column) ? blanks + cell.text : cell.text + blanks;
}

}  // namespace

Shown shown(std::string_view text) {
  auto safe = visible(text);
  const auto width = display_width(safe);
  return {std::move(safe), width};
}

std::vector<Shown> shown_heading(const std::vector<Column>& columns) {
  std::vector<Shown> heading;
  heading.reserve(columns.size());
  for (const auto& column : columns)
    heading.push_back(shown(column.name));
  return heading;
}

std::vector<Shown> shown_row(const std::vector<Cell>& row, const Layout& layout, CellText text) {
  const auto missing = layout.missing ? std::string_view(*layout.missing) : kMissing;
  std::vector<Shown> line;
  line.reserve(row.size());
  for (const auto& cell : row)
    line.push_back(shown(text(cell, missing)));
  return line;
}

Extent extent_of(const Table& table, const Layout& layout, CellText text) {
  Extent extent{{}, std::vector<bool>(table.columns.size(), table.rows.size() > 1)};
  for (const auto& name : shown_heading(table.columns))
    extent.widths.push_back(name.width);
  std::vector<Shown> first;
  for (const auto& row : table.rows) {
    layout.breathe();
    auto line = shown_row(row, layout, text);
    if (first.empty())
      first = line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      extent.widths[i] = std::max(extent.widths[i], line[i].width);
      extent.same[i] = extent.same[i] && line[i].text == first[i].text;
    }
  }
  return extent;
}

std::vector<std::size_t> fitted_widths(std::vector<std::size_t> widths, const std::vector<Column>& columns, std::size_t screen,
                                       std::size_t width_min, const std::vector<bool>& same) {
  const auto is_text = [&](std::size_t i) { return columns[i].type == ColumnType::kText || columns[i].type == ColumnType::kList; };
  const auto shrink_widest = [&](std::size_t least, bool only_texts) {
    while (total_width(widths) > screen) {
      std::size_t* widest = nullptr;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        if ((is_text(i) || !only_texts) && widths[i] > least && (widest == nullptr || widths[i] > *widest))
          widest = &widths[i];
      }
      if (widest == nullptr)
        return;
      --*widest;
    }
  };
  const auto shrink_texts_from_the_right = [&](std::size_t least, bool only_same) {
    for (auto i = widths.size(); i-- > 0;) {
      while (is_text(i) && (!only_same || same[i]) && widths[i] > least && total_width(widths) > screen)
        --widths[i];
    }
  };
  shrink_widest(std::max(kVeryWide, width_min), true);
  shrink_texts_from_the_right(std::max(kLegible, width_min), false);
  shrink_widest(std::max(kLegible, width_min), false);  // dates that are not known to the day are wide
  shrink_texts_from_the_right(width_min, true);
  shrink_texts_from_the_right(std::max(kNarrow, width_min), false);
  shrink_texts_from_the_right(width_min, false);
  shrink_widest(width_min, false);
  return total_width(widths) > screen ? std::vector<std::size_t>() : widths;
}

std::string border(Border which, const std::vector<std::size_t>& widths) {
  const auto& corners = corners_of(which);
  std::string line(corners.left);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0)
      line += corners.middle;
    for (std::size_t n = 0; n < widths[i] + 2; ++n)
      line += "─";
  }
  return line.append(corners.right) + "\n";
}

std::string line_of(const std::vector<Shown>& row, const std::vector<Column>& columns, const std::vector<std::size_t>& widths) {
  std::string line = "│";
  for (std::size_t i = 0; i < row.size(); ++i)
    line += " " + padded(row[i], columns[i], widths[i]) + " │";
  return line + "\n";
}

}  // namespace entente::shell
