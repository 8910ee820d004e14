// Cells and texts in the notations in which answers are written, by the shell and by `export`. All texts are UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"

namespace entente {

/// The text of a cell as recorded; `missing` where it is missing. A list is joined by `; `.
[[nodiscard]] std::string cell_text(const Cell& cell, std::string_view missing);
/// The shortest decimal that reads back as `number`, always with a sign that it is no whole number: `3.0`, `0.25`, `1e+300`.
[[nodiscard]] std::string decimal_text(double number);

/// A JSON string, quotes included: always valid UTF-8 (other bytes become U+FFFD), with control characters escaped.
[[nodiscard]] std::string json_string(std::string_view text);
/// `["a","b"]`.
[[nodiscard]] std::string json_array(const std::vector<std::string>& texts);
/// `{"column":value,…}` in the order of the columns; missing is null.
[[nodiscard]] std::string json_row(const std::vector<Column>& columns, const std::vector<Cell>& row);

// What these would take for markup is escaped; control characters are left to whoever shows the text.
/// In a line of LaTeX, a cell of a `tabular` too.
[[nodiscard]] std::string latex_text(std::string_view text);
/// In a cell of a pipe table. A `_` inside a word is none.
[[nodiscard]] std::string markdown_text(std::string_view text);
/// In HTML and XML, in attributes too.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace entente
