// What each code of an error means: the pages of docs/errors.md, which are compiled in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::shell {

struct ErrorPage {
  std::string_view code;     // N02
  std::string_view meaning;  // in a line
  std::string_view text;     // Markdown
};

/// In the order of the document.
[[nodiscard]] std::vector<ErrorPage> error_pages();

/// The page of a code, in capitals or not, as a terminal shows it.
[[nodiscard]] std::optional<std::string> find_error_page(std::string_view code);

/// Every code with its meaning, a line each.
[[nodiscard]] std::string list_of_errors();

/// What is said to who asks for a code that no error has.
[[nodiscard]] std::string no_such_error(std::string_view code);

}  // namespace entente::shell
