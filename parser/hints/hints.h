// From a refused place to a message in the reader's words, with the corrected line where a first attempt is recognised. Internal.
#pragma once

#include "parser/diagnostic.h"
#include "parser/match.h"

namespace entente::hints {

/// What to say of a statement that the grammar refused (error P01).
[[nodiscard]] Diagnostic explain(std::string_view text, Span statement, const Refusal& refusal);

}  // namespace entente::hints
