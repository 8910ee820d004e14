#include "parser/format/pieces.h"

#include <algorithm>
#include <utility>

#include "parser/characters.h"
#include "parser/format/format.h"
#include "parser/grammar/rules.h"
#include "parser/hints/tokens.h"

namespace entente::format {
namespace {

bool is_one_of(std::string_view mark, std::string_view marks) {
  return mark.size() == 1 && marks.find(mark) != std::string_view::npos;
}

/// What holds no blanks but those between the words of a name.
bool is_leaf(View view) {
  return view.is<grammar::Name>() || view.is<grammar::EDate>() || view.is<grammar::Date>() || view.is<grammar::Number>() ||
         view.is<grammar::Text>() || view.is<grammar::Word>();
}

/// `year(…)`: the grammar takes no blank before the parenthesis, or people write none.
bool is_call(View view) { return view.is<grammar::Call>() || view.is<grammar::Size>() || view.is<grammar::AggregateCall>(); }

class Cutter {
 public:
  explicit Cutter(const Tree& tree) : tree_(tree), top_(tree, tree.nodes.size() - 1) {}

  std::vector<Piece> run() {
    for (const auto& token : hints::tokens_of(tree_.text, top_.span(), top_.span().end)) {
      add(token);
    }
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      glue(View(tree_, i));
    }
    return std::move(pieces_);
  }

 private:
  void add(const hints::Token& token) {
    Piece piece{token.span,
                tree_.text.substr(token.span.begin, token.span.end - token.span.begin),
                token.kind == hints::Token::Kind::kWord,
                false,
                0,
                {}};
    piece.width = piece.text.find('\n') == std::string_view::npos ? display_width(piece.text) : kLineWidth;
    if (!pieces_.empty()) {
      const Piece& before = pieces_.back();
      piece.glued = is_one_of(piece.text, ",)]}") || is_one_of(before.text, "([{");
      piece.comments = gap_of(tree_.text, {before.span.end, piece.span.begin}).comments;
      if (!held_back_.empty()) {
        for (auto& comment : piece.comments) {
          comment.own_line = true;
        }
        piece.comments.insert(piece.comments.begin(), held_back_.begin(), held_back_.end());
        held_back_.clear();
      }
      if (piece.text == ",") {
        held_back_ = std::exchange(piece.comments, {});
      }
    }
    pieces_.push_back(std::move(piece));
  }

  void glue(View view) {
    const auto begin = at(view.span().begin);
    if (is_leaf(view)) {
      for (auto i = begin + 1; i < pieces_.size() && pieces_[i].span.begin < view.span().end; ++i) {
        pieces_[i].glued = pieces_[i].glued || pieces_[i].span.begin == pieces_[i - 1].span.end;
      }
    } else if (view.is<grammar::Negation>() || is_call(view)) {
      pieces_[begin + 1].glued = true;
    } else if (view.is<grammar::CountDistinct>()) {
      pieces_[begin].glued = true;
    }
  }

  [[nodiscard]] std::size_t at(std::uint32_t place) const {
    const auto found = std::lower_bound(pieces_.begin(), pieces_.end(), place,
                                        [](const Piece& piece, std::uint32_t p) { return piece.span.begin < p; });
    return static_cast<std::size_t>(found - pieces_.begin());
  }

  const Tree& tree_;
  View top_;
  std::vector<Piece> pieces_;
  std::vector<Comment> held_back_;
};

std::string_view without_end_blanks(std::string_view text) { return text.substr(0, text.find_last_not_of(" \t\r") + 1); }

}  // namespace

Gap gap_of(std::string_view text, Span span) {
  Gap gap;
  std::size_t line_breaks = 0;  // without anything between them
  bool own_line = span.begin == 0;
  for (std::size_t i = span.begin; i < span.end;) {
    if (!text.substr(i).starts_with("--")) {
      line_breaks = text[i] == '\n' ? line_breaks + 1 : text[i] == ';' ? 0 : line_breaks;
      own_line = own_line || line_breaks > 0;
      gap.blank_after = gap.blank_after || line_breaks > 1;
      ++i;
      continue;
    }
    const std::size_t end = std::min<std::size_t>(text.find('\n', i), span.end);
    gap.comments.push_back({without_end_blanks(text.substr(i, end - i)), own_line, std::exchange(gap.blank_after, false)});
    line_breaks = 0;
    own_line = true;
    i = end;
  }
  return gap;
}

std::vector<Piece> pieces_of(const Tree& tree) { return Cutter(tree).run(); }

}  // namespace entente::format
