#include "parser/codes.h"

#include <array>

namespace entente {
namespace {

constexpr std::array<CodeMeaning, 9> kCodes = {{
    {"P01", "something else was expected at this place"},
    {"P02", "a whole number is too large"},
    {"P03", "parentheses, queries or signs are nested more than 200 deep"},
    {"P04", "a script is longer than 64 MB"},
    {"P05", "a NUL byte stands in the text"},
    {"P06", "the text is not UTF-8"},
    {"P07", "a smart quote stands where a straight one should"},
    {"P08", "a quoted text is not closed"},
    {"P09", "a single word or text is longer than 1 MB"},
}};

}  // namespace

std::span<const CodeMeaning> parser_codes() { return kCodes; }

}  // namespace entente
