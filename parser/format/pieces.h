// A statement cut into what layout moves about: tokens, the blanks that stand between them, and comments. Internal to parser.
#pragma once

#include <string_view>
#include <vector>

#include "parser/tree.h"

namespace entente::format {

/// A comment with its two hyphens, without blanks at its end.
struct Comment {
  std::string_view text;
  bool own_line = false;      // nothing but blanks stands before it on its line
  bool blank_before = false;  // an empty line stands between it and what is before it
};

/// What stands between two tokens, or between two statements.
struct Gap {
  std::vector<Comment> comments;
  bool blank_after = false;  // an empty line stands between the last comment (without one: the beginning) and the end
};

/// The comments of `span`, which holds nothing else but blanks and semicolons.
[[nodiscard]] Gap gap_of(std::string_view text, Span span);

/// One token.
struct Piece {
  Span span;
  std::string_view text;
  bool is_word = false;           // begins with a-z
  bool glued = false;             // no blank before it
  std::size_t width = 0;          // columns
  std::vector<Comment> comments;  // between it and the piece before it; of the first piece none
};

/// The pieces of a statement that the grammar took. A comment before a comma is moved behind it.
[[nodiscard]] std::vector<Piece> pieces_of(const Tree& tree);

}  // namespace entente::format
