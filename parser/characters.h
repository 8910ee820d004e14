// Classes of characters by Unicode, as the grammar and the messages need them.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

/// The first code point of a text; `bytes` is 0 at its end or where it is no UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};
[[nodiscard]] CodePoint decode(std::string_view utf8);

[[nodiscard]] bool is_blank(char32_t c);      // space, tab, line breaks, NBSP, U+2028
[[nodiscard]] bool is_word_char(char32_t c);  // letters, digits, marks, underscore
[[nodiscard]] bool is_name_char(char32_t c);  // these, full stop, apostrophe
[[nodiscard]] bool is_letter(char32_t c);     // what is no digit among letters and numbers
[[nodiscard]] bool is_letter_or_digit(char32_t c);
[[nodiscard]] bool begins_name(char32_t c);     // a letter other than a-z
[[nodiscard]] bool is_smart_quote(char32_t c);  // “ ” „ ‟ ‘ ’ ‚ ‛ « » ‹ ›

/// A run of words that each begin with a capital: a name that needs no quotes.
[[nodiscard]] bool is_plain_name(std::string_view text);

/// Length of the keyword at the beginning of `text`: lower-case letters that no further letter, digit, apostrophe, colon or
/// hyphen follows, save a hyphen that begins a comment. 0: none.
[[nodiscard]] std::size_t keyword_end(std::string_view text);

}  // namespace entente
