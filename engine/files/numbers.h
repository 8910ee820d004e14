// Numbers as tables write them: digits with a full stop and an exponent, no marks between thousands.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::files {

/// Without the blanks and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// None where it is none, or is too large for one.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);
/// None where it is no number, or an endless one.
[[nodiscard]] std::optional<double> decimal_number(std::string_view text);

}  // namespace entente::files
