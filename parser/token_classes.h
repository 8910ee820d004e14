// What each piece of a text is, for those who colour it: also of one that is not finished or wrong.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parser/source.h"

namespace entente {

enum class TokenClass : std::uint8_t {
  kKeyword,    // a word of the language
  kWord,       // another one: of a role, a column, a source
  kName,       // what begins with a capital, as names do
  kText,       // in quotes; an open quote goes on to the end
  kNumber,     // numbers and dates
  kParameter,  // $who
  kComment,
  kMark,
  kWrong,  // 'single quotes'
};

struct ClassedToken {
  TokenClass kind = TokenClass::kMark;
  Span span;
  friend bool operator==(const ClassedToken&, const ClassedToken&) = default;
};

/// The tokens of `text` in order, comments among them.
[[nodiscard]] std::vector<ClassedToken> classed_tokens(std::string_view text);

}  // namespace entente
