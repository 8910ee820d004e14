// docs/grammar.ebnf and the parser, asked of one text.
#pragma once

#include <string>

#include "tests/grammar/ebnf.h"

namespace entente::tests {

[[nodiscard]] const Grammar& the_grammar();

/// The parser takes every statement of `text`, or refuses it for its size alone.
[[nodiscard]] bool parser_takes(const std::string& text);

/// Empty where both say the same of `text`; else the text and what each says.
[[nodiscard]] std::string disagreement(const std::string& text);

}  // namespace entente::tests
