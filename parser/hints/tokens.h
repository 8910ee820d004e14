// A refused statement once more as words and marks: what the patterns of hints are held against. Internal to parser.
#pragma once

#include <string_view>
#include <vector>

#include "parser/source.h"

namespace entente::hints {

struct Token {
  enum class Kind : std::uint8_t {
    kWord,    // begins with a-z
    kName,    // begins with another letter, or with a digit and holds a letter
    kNumber,  // digits, perhaps hyphens
    kText,    // "…"
    kSingle,  // '…'
    kParam,   // $…
    kMark,    // all else
  };
  Kind kind = Kind::kMark;
  Span span;
};

/// The tokens of `statement`, comments left out. None goes across `place`.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text, Span statement, std::uint32_t place);

}  // namespace entente::hints
