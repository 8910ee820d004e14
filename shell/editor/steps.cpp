#include "shell/editor/steps.h"

#include <utf8proc.h>

#include <algorithm>

#include "parser/characters.h"
#include "parser/source.h"

namespace entente::shell {
namespace {

/// The code point at `at`; a byte that is no UTF-8 stands for itself.
CodePoint code_point(std::string_view text, std::size_t at) {
  auto point = decode(text.substr(at));
  if (point.bytes == 0)
    point = {static_cast<unsigned char>(text[at]), 1};
  return point;
}

std::size_t code_point_begin(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80)
    --at;
  return at;
}

bool is_in_word(std::string_view text, std::size_t at) { return is_word_char(code_point(text, at).value); }

}  // namespace

std::size_t next_character(std::string_view text, std::size_t at) {
  if (at >= text.size())
    return text.size();
  auto before = code_point(text, at);
  at += before.bytes;
  utf8proc_int32_t state = 0;
  while (at < text.size()) {
    const auto next = code_point(text, at);
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before.value), static_cast<utf8proc_int32_t>(next.value),
                                         &state))
      break;
    at += next.bytes;
    before = next;
  }
  return at;
}

std::size_t previous_character(std::string_view text, std::size_t at) {
  // What belongs together is told from its beginning alone: so from the beginning of the line.
  if (at == 0)
    return 0;
  std::size_t begin = line_begin(text, code_point_begin(text, at - 1));
  for (std::size_t next = begin; next < at; next = next_character(text, next))
    begin = next;
  return begin;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_in_word(text, at))
    at = next_character(text, at);
  while (at < text.size() && is_in_word(text, at))
    at = next_character(text, at);
  return at;
}

std::size_t word_begin(std::string_view text, std::size_t at) {
  std::size_t before = previous_character(text, at);
  while (at > 0 && !is_in_word(text, before)) {
    at = before;
    before = previous_character(text, at);
  }
  while (at > 0 && is_in_word(text, before)) {
    at = before;
    before = previous_character(text, at);
  }
  return at;
}

std::size_t next_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_in_word(text, at))
    at = next_character(text, at);
  while (at < text.size() && !is_in_word(text, at))
    at = next_character(text, at);
  return at;
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t at_column(std::string_view text, std::size_t line, std::size_t columns) {
  const auto end = line_end(text, line);
  auto at = line;
  while (at < end) {
    const auto next = next_character(text, at);
    if (display_width(text.substr(line, next - line)) > columns)
      break;
    at = next;
  }
  return at;
}

}  // namespace entente::shell
