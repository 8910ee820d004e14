// The corrected line of an error that was found behind the parser. Internal to parser.
#pragma once

#include <string>
#include <string_view>

#include "parser/diagnostic.h"

namespace entente::hints {

/// The statement of `text` that holds `place`, on one line and without its comments, with the correction in it; what is far from
/// the place is left out.
[[nodiscard]] std::string corrected(std::string_view text, Span place, const Correction& correction);

}  // namespace entente::hints
