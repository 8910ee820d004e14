// JSON of single values, for the two formats that write it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"

namespace entente::shell {

/// A JSON string, quotes included: always valid UTF-8 (other bytes become U+FFFD), with control characters escaped.
[[nodiscard]] std::string json_string(std::string_view text);

/// `["a","b"]`.
[[nodiscard]] std::string json_array(const std::vector<std::string>& texts);

/// `{"column":value,…}` in the order of the columns; missing is null.
[[nodiscard]] std::string json_row(const std::vector<Column>& columns, const std::vector<Cell>& row);

}  // namespace entente::shell
