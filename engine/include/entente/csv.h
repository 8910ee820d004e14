// Comma-separated values as RFC 4180 has them, written: what every CSV that Entente writes is made of.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// Adds `text` as a field, in quotes where it needs them. An empty text is `""`: a missing one is an empty field, and adds nothing.
/// With a tab as separator it is a field of TSV.
void add_csv_field(std::string& line, std::string_view text, char separator = ',');

}  // namespace entente
