// A word of the language that is misspelt: which was meant, and does the grammar take it there. Internal to parser.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/hints/pattern.h"
#include "parser/match.h"

namespace entente::hints {

struct Slip {
  std::size_t token = 0;
  std::vector<std::string_view> expected;  // at the token, as in Refusal
  std::vector<std::string_view> meant;     // equally near, never empty; with each of them the grammar gets farther
  bool accepted = false;                   // with each of them the statement is right
};

/// The slip for which the statement was refused: at the refused place, or a word before it that was taken for part of a role or a
/// let. At most two edits and a third of the word, which has three letters or more.
[[nodiscard]] std::optional<Slip> find_slip(const Attempt& attempt, Span statement, const Refusal& refusal);

}  // namespace entente::hints
