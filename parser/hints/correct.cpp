#include "parser/hints/correct.h"

#include <algorithm>

#include "parser/hints/writer.h"
#include "parser/script.h"

namespace entente::hints {
namespace {

Span statement_at(std::string_view text, Span place) {
  for (const auto& segment : segments_of(text)) {
    if (place.begin <= segment.span.end) {
      return segment.span;
    }
  }
  return {0, static_cast<std::uint32_t>(text.size())};
}

/// As `write` takes it: braces doubled.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '{' || c == '}') {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string corrected(std::string_view text, Span place, const Correction& correction) {
  const Attempt attempt{text, tokens_of(text, statement_at(text, place), place.begin), 0};
  const auto first_from = [&](std::uint32_t byte) {
    const auto& all = attempt.tokens;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Token& token) { return token.span.begin >= byte; });
    return static_cast<std::size_t>(found - all.begin());
  };
  const bool is_text = !correction.unquoted && text.substr(place.begin).starts_with('"') && !correction.instead.starts_with('"');
  const std::string instead = is_text ? '"' + correction.instead + '"' : correction.instead;
  const Range wrong{first_from(place.begin), first_from(place.end)};
  return write(attempt, {wrong}, "{<}" + escaped(instead) + "{>}" + escaped(correction.behind));
}

}  // namespace entente::hints
