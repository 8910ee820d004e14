#include "parser/format/writer.h"

#include "parser/format/format.h"

namespace entente::format {

Writer::Writer(const std::vector<Piece>& pieces) : pieces_(pieces), widths_{0}, comments_{0} {
  for (const auto& piece : pieces) {
    widths_.push_back(widths_.back() + piece.width + (piece.glued ? 0 : 1));
    comments_.push_back(comments_.back() + piece.comments.size());
  }
}

bool Writer::fits_at(std::size_t column, Range range) const {
  if (has_comment_inside(range)) {
    return false;
  }
  const std::size_t width = pieces_[range.begin].width + widths_[range.end] - widths_[range.begin + 1];
  return column + width + tail(range.end) <= kLineWidth;
}

/// The width of what must stand right behind: closing brackets, a comma, the semicolon.
std::size_t Writer::tail(std::size_t piece) const {
  std::size_t width = 0;
  while (piece < pieces_.size() && pieces_[piece].glued) {
    width += pieces_[piece++].width;
  }
  return piece == pieces_.size() ? width + 1 : width;
}

void Writer::write(std::size_t piece) {
  const Piece& one = pieces_[piece];
  if (!one.comments.empty()) {
    const std::size_t indent = pending_.value_or(indent_);
    for (const auto& before : one.comments) {
      if (before.own_line) {
        break_line(indent);
      } else {
        text_ += ' ';
      }
      text_ += before.text;
    }
    pending_ = indent;
  }
  if (pending_) {
    break_line(*pending_);
    pending_.reset();
    closes_ = true;
  } else if (gap(piece) == 1) {
    text_ += ' ';
    ++column_;
  }
  text_ += one.text;
  const auto line = one.text.rfind('\n');
  column_ = line == std::string_view::npos ? column_ + one.width : display_width(one.text.substr(line + 1));
  closes_ = closes_ && (one.text == ")" || one.text == "]" || one.text == "}");
}

void Writer::break_line(std::size_t indent) {
  text_ += '\n' + std::string(indent, ' ');
  column_ = indent;
}

}  // namespace entente::format
