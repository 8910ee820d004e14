#include "shell/render/fit.h"

#include <algorithm>

#include "parser/source.h"

namespace entente::shell {
namespace {

/// `  3 | members of Korea;`, `    |            ^^^^^`.
bool is_quoted(std::string_view line) {
  const auto bar = line.find('|');
  if (bar == std::string_view::npos || line.find_first_not_of(" 0123456789") != bar)
    return false;
  const bool has_number = line.find_first_of("0123456789") < bar;
  return has_number || line.find_first_not_of(" ^", bar + 1) == std::string_view::npos;
}

/// Where what goes on of a line stands: below the last text that two blanks part from what is before it.
std::size_t margin_of(std::string_view line, std::size_t columns) {
  const auto begin = std::min(line.find_first_not_of(' '), line.size());
  const auto gap = line.rfind("  ");
  const auto text = gap == std::string_view::npos || gap < begin ? begin : gap + 2;
  return text <= columns / 2 ? text : begin;
}

/// The bytes of `line` that fill at most `columns`, up to a blank where there is one.
std::size_t filling(std::string_view line, std::size_t margin, std::size_t columns) {
  std::size_t last = 0;
  for (auto blank = line.find(' ', margin + 1); blank != std::string_view::npos; blank = line.find(' ', blank + 1)) {
    if (display_width(line.substr(0, blank)) > columns)
      break;
    last = blank;
  }
  return last == 0 ? std::min(line.find(' ', margin + 1), line.size()) : last;
}

}  // namespace

std::string fitted(std::string_view text, std::size_t columns) {
  std::string out;
  while (!text.empty()) {
    std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto margin = margin_of(line, columns);
    std::size_t begun = 0;  // how much of it is margin
    while (columns > 0 && !is_quoted(line) && display_width(line) > columns && line.find(' ', begun + 1) != std::string::npos) {
      const auto size = filling(line, begun, columns);
      out += line.substr(0, size) + "\n";
      const auto rest = std::min(line.find_first_not_of(' ', size), line.size());
      line = std::string(margin, ' ') + line.substr(rest);
      begun = margin;
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace entente::shell
