// Writes pieces one behind the other and knows the column. Decides nothing but where comments force a new line. Internal to parser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/format/pieces.h"

namespace entente::format {

/// Pieces [begin, end) of a statement.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Writer {
 public:
  explicit Writer(const std::vector<Piece>& pieces);

  /// The next piece begins a line, this far in.
  void new_line(std::size_t indent) { pending_ = indent; }
  /// Where a line begins that a comment forces.
  void set_indent(std::size_t indent) { indent_ = indent; }
  void write(std::size_t piece);

  /// The pieces, from where the next one would stand, end within the line, and no comment stands between them.
  [[nodiscard]] bool fits(Range range) const { return fits_at(pending_ ? *pending_ : column_ + gap(range.begin), range); }
  /// The same on a line of their own.
  [[nodiscard]] bool fits_at(std::size_t column, Range range) const;
  [[nodiscard]] bool has_comment_inside(Range range) const { return comments_[range.end] != comments_[range.begin + 1]; }
  [[nodiscard]] bool has_comment_before(std::size_t piece) const { return !pieces_[piece].comments.empty(); }
  /// Nothing but closing brackets stands on the line so far.
  [[nodiscard]] bool closes() const { return closes_; }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] std::size_t gap(std::size_t piece) const { return text_.empty() || pieces_[piece].glued ? 0 : 1; }
  [[nodiscard]] std::size_t tail(std::size_t piece) const;
  void break_line(std::size_t indent);

  const std::vector<Piece>& pieces_;
  std::vector<std::size_t> widths_;    // of all pieces before, each with its gap
  std::vector<std::size_t> comments_;  // how many stand before pieces up to this one
  std::string text_;
  std::size_t column_ = 0;
  std::size_t indent_ = 0;
  std::optional<std::size_t> pending_;
  bool closes_ = false;
};

}  // namespace entente::format
