// Values for `$name`.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace entente {

/// A value for `$name`: it is bound by type, never pasted into the text. A text may stand for a name, a date, a text, a key or a
/// role, whichever its place asks for; a list for the inside of a list.
using Parameter = std::variant<std::string, std::int64_t, double, std::vector<std::string>>;

}  // namespace entente
