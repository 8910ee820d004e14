// Steps through a text as a reader sees it: by character with its marks, by word, by line. Places are bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente::shell {

/// Where the character ends that begins at `at`, its combining marks included; the size of the text at its end.
[[nodiscard]] std::size_t next_character(std::string_view text, std::size_t at);
/// Where the character begins that ends at `at`; 0 at the beginning.
[[nodiscard]] std::size_t previous_character(std::string_view text, std::size_t at);

/// Behind the word that `at` stands in or before.
[[nodiscard]] std::size_t word_end(std::string_view text, std::size_t at);
/// At the first letter of the word that `at` stands in or behind.
[[nodiscard]] std::size_t word_begin(std::string_view text, std::size_t at);
/// At the first letter of the word behind the one that `at` stands in.
[[nodiscard]] std::size_t next_word(std::string_view text, std::size_t at);

[[nodiscard]] std::size_t line_begin(std::string_view text, std::size_t at);
/// Before the line break.
[[nodiscard]] std::size_t line_end(std::string_view text, std::size_t at);

/// The place in the line that begins at `line` that stands `columns` display columns from its beginning, or at its end.
[[nodiscard]] std::size_t at_column(std::string_view text, std::size_t line, std::size_t columns);

}  // namespace entente::shell
