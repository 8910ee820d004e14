#include "shell/editor/view.h"

#include <algorithm>

#include "parser/source.h"
#include "shell/editor/steps.h"
#include "shell/render/text.h"

namespace entente::shell {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kGrey = "\x1b[90m";
constexpr std::string_view kChosen = "\x1b[7m";
constexpr std::string_view kBracket = "\x1b[1;4m";

std::string_view colour_of(Look look) {
  switch (look) {
    case Look::kPlain:
      return "";
    case Look::kKeyword:
      return "\x1b[1;34m";
    case Look::kName:
      return "\x1b[36m";
    case Look::kText:
      return "\x1b[32m";
    case Look::kNumber:
      return "\x1b[35m";
    case Look::kParameter:
      return "\x1b[33m";
    case Look::kComment:
      return kGrey;
    case Look::kWrong:
      return "\x1b[31m";
  }
  return "";
}

/// Fills rows character by character and goes on to the next where one is full.
class Canvas {
 public:
  Canvas(std::size_t columns, bool has_colours) : columns_(std::max<std::size_t>(columns, 2)), has_colours_(has_colours) {
    picture_.rows.emplace_back();
  }

  void put(std::string_view character, std::string_view colour) {
    const auto width = display_width(character);
    if (row().width + width > columns_)
      break_line();
    if (has_colours_ && colour != colour_) {
      row().text += (colour_.empty() ? "" : std::string(kReset)) + std::string(colour);
      colour_ = colour;
    }
    row().text += character;
    row().width += width;
  }

  void put_all(std::string_view text, std::string_view colour) {
    for (std::size_t at = 0; at < text.size();) {
      const auto next = next_character(text, at);
      put(text.substr(at, next - at), colour);
      at = next;
    }
  }

  void break_line() {
    end_colour();
    picture_.rows.emplace_back();
  }

  void set_cursor() {
    if (row().width == columns_)
      break_line();
    picture_.cursor_row = picture_.rows.size() - 1;
    picture_.cursor_column = row().width;
  }

  /// What finds room in a row of its own.
  void put_row(const Below& below) {
    break_line();
    put_cut(below.text, below.is_chosen ? kChosen : "");
    if (!below.note.empty())
      put_cut("  " + below.note, kGrey);
  }

  Picture finish() {
    end_colour();
    if (row().width == columns_)  // what is cleared behind the last row begins in a row of its own
      picture_.rows.emplace_back();
    return std::move(picture_);
  }

 private:
  Row& row() { return picture_.rows.back(); }

  void put_cut(std::string_view text, std::string_view colour) {
    for (std::size_t at = 0; at < text.size();) {
      const auto next = next_character(text, at);
      if (row().width + display_width(text.substr(at, next - at)) > columns_)
        return;
      put(text.substr(at, next - at), colour);
      at = next;
    }
  }

  void end_colour() {
    if (!colour_.empty())
      row().text += kReset;
    colour_ = "";
  }

  Picture picture_;
  std::size_t columns_;
  bool has_colours_;
  std::string_view colour_;
};

std::string_view colour_at(const Scene& scene, std::size_t at, std::size_t& piece) {
  if (scene.bracket == at)
    return kBracket;
  while (piece < scene.pieces.size() && scene.pieces[piece].end <= at)
    ++piece;
  const bool is_inside = piece < scene.pieces.size() && scene.pieces[piece].begin <= at;
  return is_inside ? colour_of(scene.pieces[piece].look) : "";
}

void put_text(Canvas& canvas, const Scene& scene) {
  std::size_t piece = 0;
  for (std::size_t at = 0; at < scene.text.size();) {
    if (at == scene.cursor)
      canvas.set_cursor();
    const auto next = next_character(scene.text, at);
    if (scene.text[at] == '\n') {
      canvas.break_line();
      canvas.put_all(scene.continuation, "");
    } else {
      const auto character = std::string_view(scene.text).substr(at, next - at);
      canvas.put_all(character == "\t" ? "  " : visible(character), colour_at(scene, at, piece));
    }
    at = next;
  }
  if (scene.cursor >= scene.text.size())
    canvas.set_cursor();
}

bool is_commented_or_quoted(const std::vector<Piece>& pieces, std::size_t at) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.begin <= at && at < piece.end && (piece.look == Look::kText || piece.look == Look::kComment);
  });
}

}  // namespace

Picture draw(const Scene& scene, std::size_t columns) {
  Canvas canvas(columns, scene.has_colours);
  canvas.put_all(scene.prompt, "");
  put_text(canvas, scene);
  if (scene.has_colours && !scene.hint.empty()) {
    const auto line = std::string_view(scene.hint).substr(0, scene.hint.find('\n'));
    canvas.put_all(visible(line), kGrey);
    if (line.size() < scene.hint.size())
      canvas.put_all(" …", kGrey);
  }
  for (const auto& below : scene.below)
    canvas.put_row(below);
  return canvas.finish();
}

Picture fitted(Picture picture, std::size_t rows) {
  if (picture.rows.size() <= rows || rows == 0)
    return picture;
  const auto first = std::min(picture.cursor_row - std::min(picture.cursor_row, rows / 2), picture.rows.size() - rows);
  const auto begin = picture.rows.begin() + static_cast<std::ptrdiff_t>(first);
  picture.rows = std::vector<Row>(begin, begin + static_cast<std::ptrdiff_t>(rows));
  picture.cursor_row -= first;
  return picture;
}

std::optional<std::size_t> matching_bracket(std::string_view text, const std::vector<Piece>& pieces, std::size_t cursor) {
  constexpr std::string_view kBrackets = "()[]{}";
  for (const std::size_t at : {cursor, cursor - 1}) {  // at 0 the second is no place
    if (at >= text.size() || is_commented_or_quoted(pieces, at))
      continue;
    const auto which = kBrackets.find(text[at]);
    if (which == std::string_view::npos)
      continue;
    const bool opens = which % 2 == 0;
    const char other = kBrackets[opens ? which + 1 : which - 1];
    int depth = 0;
    for (std::size_t i = at; i < text.size(); opens ? ++i : --i) {  // below 0 it is beyond the end
      if (text[i] != text[at] && text[i] != other)
        continue;
      if (is_commented_or_quoted(pieces, i))
        continue;
      depth += text[i] == text[at] ? 1 : -1;
      if (depth == 0)
        return i;
    }
  }
  return std::nullopt;
}

std::string repainted(const Picture& picture, const Picture& before, std::size_t columns) {
  std::string out = "\r";
  if (before.cursor_row > 0)
    out += "\x1b[" + std::to_string(before.cursor_row) + "A";
  for (std::size_t i = 0; i < picture.rows.size(); ++i) {
    const auto& row = picture.rows[i];
    if (i > 0)
      out += "\r\n";
    if (i < before.rows.size() && before.rows[i].text == row.text)
      continue;
    out += row.text;
    if (row.width < columns)  // else the terminal has not left the last column yet, and would clear it
      out += "\x1b[K";
  }
  if (before.rows.empty() || before.rows.size() > picture.rows.size())
    out += before.rows.empty() ? "\x1b[J" : "\r\x1b[B\x1b[J\x1b[A";
  const auto below = picture.rows.size() - 1 - picture.cursor_row;
  if (below > 0)
    out += "\x1b[" + std::to_string(below) + "A";
  out += "\r";
  if (picture.cursor_column > 0)
    out += "\x1b[" + std::to_string(picture.cursor_column) + "C";
  return out;
}

}  // namespace entente::shell
