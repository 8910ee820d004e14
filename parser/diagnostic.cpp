#include "parser/diagnostic.h"

#include <algorithm>

#include "parser/display.h"
#include "parser/hints/correct.h"

namespace entente {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kCut = "…";
constexpr std::size_t kColumnsMax = 100;    // of a line that is shown whole
constexpr std::size_t kColumnsBefore = 40;  // shown before the place in a longer one
constexpr std::size_t kColumnsBehind = 50;  // shown from the place on

/// A stretch of a line, cut where it is too long, with the place marked in it.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;  // columns before the carets
  std::size_t carets = 1;
};

/// The longest end of `text` that takes at most `columns`, cut between characters.
std::string_view last_columns(std::string_view text, std::size_t columns) {
  std::string_view near = text.substr(text.size() - std::min(text.size(), 16 * columns));
  while (!near.empty() && (near[0] & 0xC0) == 0x80) {
    near.remove_prefix(1);
  }
  for (std::size_t width = shown_width(near); width > columns && !near.empty();) {
    const Cluster cluster = first_cluster(near);
    width -= std::min(width, shown_width(near.substr(0, cluster.bytes)));
    near.remove_prefix(cluster.bytes);
  }
  return near;
}

/// The longest beginning of `text` that takes at most `columns`.
std::string_view first_columns(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  for (std::size_t width = 0; bytes < text.size();) {
    const Cluster cluster = first_cluster(text.substr(bytes));
    width += shown_width(text.substr(bytes, cluster.bytes));
    if (width > columns) {
      break;
    }
    bytes += cluster.bytes;
  }
  return text.substr(0, bytes);
}

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string_view before = line.substr(0, begin);
  const std::string_view marked = line.substr(begin, end - begin);
  if (line.size() <= 4 * kColumnsMax && shown_width(line) <= kColumnsMax) {
    return {shown(line), shown_width(before), std::max<std::size_t>(1, shown_width(marked))};
  }
  const std::string_view left = last_columns(before, kColumnsBefore);
  const std::string_view right = first_columns(line.substr(begin), kColumnsBehind);
  const std::string head = left.size() < before.size() ? std::string(kCut) : std::string();
  const std::string tail = right.size() < line.size() - begin ? std::string(kCut) : std::string();
  const std::string text = head + shown(left);
  const std::size_t carets = shown_width(right.substr(0, std::min(right.size(), marked.size())));
  return {text + shown(right) + tail, display_width(text), std::max<std::size_t>(1, carets)};
}

std::string place(const Source& source, Span span) {
  const Position position = source.position(span.begin);
  std::string_view line = source.line(span.begin);
  auto begin = static_cast<std::size_t>(line.data() - source.text().data());
  if (line.data() == source.text().data() && line.starts_with(kBom)) {
    line.remove_prefix(kBom.size());
    begin = kBom.size();
  }
  const std::size_t from = std::min<std::size_t>(std::max<std::size_t>(span.begin, begin) - begin, line.size());
  const std::size_t to = std::clamp<std::size_t>(std::max<std::size_t>(span.end, begin) - begin, from, line.size());
  const Excerpt shown_line = excerpt(line, from, to);
  const std::string number = std::to_string(position.line);
  return "  --> " + shown(source.name()) + ":" + number + ":" + std::to_string(position.column) + "\n  " + number + " | " +
         shown_line.text + "\n  " + std::string(number.size(), ' ') + " | " + std::string(shown_line.caret, ' ') +
         std::string(shown_line.carets, '^') + "\n";
}

/// The way out, in one line. A parameter's value stands elsewhere: what it should be is all that can be said.
std::string help_of(const Diagnostic& diagnostic, const Source& source) {
  if (!diagnostic.correction || !diagnostic.span) {
    return diagnostic.help;
  }
  const bool is_parameter = source.text().substr(diagnostic.span->begin).starts_with('$');
  const std::string first = is_parameter ? "did you mean " + diagnostic.correction->instead + "?"
                                         : "write " + hints::corrected(source.text(), *diagnostic.span, *diagnostic.correction);
  return first + (diagnostic.help.empty() ? "" : "; " + diagnostic.help);
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, const Source& source) {
  std::string text = "error[" + diagnostic.code + "]: " + shown(diagnostic.message) + "\n";
  if (diagnostic.span) {
    text += place(source, *diagnostic.span);
  }
  for (const auto& note : diagnostic.notes) {
    text += "  " + shown(note) + "\n";
  }
  if (const std::string help = help_of(diagnostic, source); !help.empty()) {
    text += "  help: " + shown(help) + "\n";
  }
  return text;
}

}  // namespace entente
