// What stands behind `--param`: a name and a value as typed, read into a bound value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "entente/database.h"

namespace entente::shell {

/// Reads `name=value`. Digits alone are a whole number, digits with one point a decimal number, `[A,B]` a list of texts, all else a
/// text as it stands; `"…"` (with `""` for a quote in it) makes a text of anything, in a list too. A `$` before the name is
/// dropped. Empty when there is no name, no `=`, a number too large, or an unclosed quote.
[[nodiscard]] std::optional<std::pair<std::string, Parameter>> read_parameter(std::string_view definition);

}  // namespace entente::shell
