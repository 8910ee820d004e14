// The codes of errors that the parser gives: stable, and each with its meaning in one line, for messages and documents.
#pragma once

#include <span>
#include <string_view>

namespace entente {

struct CodeMeaning {
  std::string_view code;
  std::string_view meaning;
};

/// All codes P.., in order.
[[nodiscard]] std::span<const CodeMeaning> parser_codes();

}  // namespace entente
