// Runs the grammar over one statement. Internal to parser; knows PEGTL, which the rest of it does not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parser/tree.h"

namespace entente {

/// Where the grammar refused a text, and what it had expected there, each said once, in order.
struct Refusal {
  std::uint32_t place = 0;
  std::vector<std::string_view> expected;
  bool too_deep = false;
};

/// The tree of the statement that stands in `span` of `text`, blanks and comments around it; its last node is the statement.
/// `attempts`, if given, becomes the number of times that a rule was tried: what the work grows with, on any machine.
[[nodiscard]] std::variant<Tree, Refusal> match_statement(std::string_view text, Span span, std::uint64_t* attempts = nullptr);

}  // namespace entente
