// Holds one pattern of the table against the tokens of a statement. Internal to parser.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/hints/tokens.h"

namespace entente::hints {

/// A refused statement: its text, its tokens, and the token at the refused place (their number: the statement's end).
struct Attempt {
  std::string_view text;
  std::vector<Token> tokens;
  std::size_t at = 0;

  [[nodiscard]] std::string_view word(std::size_t token) const;
  /// The tokens [begin, end) as one line, each gap one blank.
  [[nodiscard]] std::string line(std::size_t begin, std::size_t end) const;
  /// A blank if there is a gap before `token`.
  [[nodiscard]] std::string_view gap_before(std::size_t token) const;
};

/// Half-open range of tokens.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What each item of the pattern took, from the left.
[[nodiscard]] std::optional<std::vector<Range>> match_pattern(const Attempt& attempt, std::string_view pattern);

/// `word` is said in lower case a word of the language.
[[nodiscard]] bool is_language_word(std::string_view lower);
[[nodiscard]] std::string lower(std::string_view text);
/// What place in a table of names `word` has (months, counts), its first is 1; 0: none.
[[nodiscard]] std::size_t month_of(std::string_view word);
[[nodiscard]] std::size_t count_of(std::string_view word);

}  // namespace entente::hints
