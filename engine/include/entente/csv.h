// Comma-separated values as RFC 4180 has them, written: what every CSV that Entente writes is made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"

namespace entente {

/// Adds `text` as a field, in quotes where it needs them. An empty text is `""`: a missing one is an empty field, and adds nothing.
/// With a tab as separator it is a field of TSV.
void add_csv_field(std::string& line, std::string_view text, char separator = ',');

struct CsvStyle {
  char separator = ',';
  bool guards_formulas = false;          // a text that a spreadsheet would take for a formula gets an apostrophe
  std::optional<std::string> missing{};  // what stands for it; none: an empty field
};

/// A row with its line end. A single missing field is written like an empty text, for an empty line would be no record.
[[nodiscard]] std::string csv_record(const std::vector<Cell>& row, const CsvStyle& style);
/// The line of names.
[[nodiscard]] std::string csv_heading(const std::vector<Column>& columns, char separator = ',');

}  // namespace entente
