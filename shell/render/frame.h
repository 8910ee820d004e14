// Cells within borders, as `table` and `box` draw them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "shell/render/render.h"

namespace entente::shell {

/// A text and the columns of the terminal that it takes.
struct Shown {
  std::string text;
  std::size_t width = 0;
};

/// Made visible.
[[nodiscard]] Shown shown(std::string_view text);

/// How a format writes a cell before it is fitted into its column.
using CellText = std::string (*)(const Cell& cell, std::string_view missing);

/// A row as it is shown, before it is fitted; a missing value is `·` unless the layout has it otherwise.
[[nodiscard]] std::vector<Shown> shown_row(const std::vector<Cell>& row, const Layout& layout, CellText text);
[[nodiscard]] std::vector<Shown> shown_heading(const std::vector<Column>& columns);

/// What the columns of a table take. It is found before the first row is drawn, and again each row is written: to keep a million of
/// them would take a gigabyte, and a while to let go of it when somebody wants the drawing to end.
struct Extent {
  std::vector<std::size_t> widths;
  std::vector<bool> same;  // says the same in every row, of at least two
};
[[nodiscard]] Extent extent_of(const Table& table, const Layout& layout, CellText text);

/// The same widths, made narrower until all stand within `screen`, none narrower than `width_min`: very wide texts and lists first,
/// then texts and lists from the right, for what identifies a row stands left; but before names become illegible, wide dates are
/// cut, and texts that are the same in every row. Dates and numbers only where that is not enough. Empty: there are too many.
[[nodiscard]] std::vector<std::size_t> fitted_widths(std::vector<std::size_t> widths, const std::vector<Column>& columns,
                                                     std::size_t screen, std::size_t width_min, const std::vector<bool>& same);

enum class Border : std::uint8_t { kTop, kRule, kBottom };
[[nodiscard]] std::string border(Border which, const std::vector<std::size_t>& widths);
/// One line of cells, none wider than its column; numbers stand right.
[[nodiscard]] std::string line_of(const std::vector<Shown>& row, const std::vector<Column>& columns,
                                  const std::vector<std::size_t>& widths);

}  // namespace entente::shell
