// Scripts in canonical layout: what `entente --fmt` writes. Moves blanks and comments, never a word.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "parser/diagnostic.h"
#include "parser/source.h"

namespace entente {

/// A line has at most so many columns, where words allow it.
inline constexpr std::size_t kLineWidth = 100;

/// The script laid out, its comments kept and its meaning unchanged; or what is wrong with its statements. It depends on the words,
/// on the comments and on the empty lines between statements alone, so that a script laid out once stays as it is.
[[nodiscard]] std::variant<std::string, std::vector<Diagnostic>> format_script(const Source& source);

/// The two scripts hold the same statements, wherever they stand in their texts.
[[nodiscard]] bool have_same_statements(const Source& a, const Source& b);

}  // namespace entente
