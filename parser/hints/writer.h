// Writes the texts of the table of first attempts (rules.h says what stands in braces). Internal to parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/hints/pattern.h"

namespace entente::hints {

/// `text` with its braces filled from what the items of a pattern took.
[[nodiscard]] std::string write(const Attempt& attempt, const std::vector<Range>& taken, std::string_view text);

}  // namespace entente::hints
