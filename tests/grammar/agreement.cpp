#include "tests/grammar/agreement.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "parser/parse.h"
#include "tests/grammar/recogniser.h"

namespace entente::tests {
namespace {

/// Too large, too deep, too long: limits that the grammar states beside its rules.
bool is_of_size(const std::string& code) {
  constexpr std::array kCodes{"P02", "P03", "P04", "P09"};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

const Grammar& the_grammar() {
  static const Grammar kGrammar = [] {
    std::ostringstream text;
    text << std::ifstream(ENTENTE_SOURCE_DIR "/docs/grammar.ebnf").rdbuf();
    return read_ebnf(text.str());
  }();
  return kGrammar;
}

bool parser_takes(const std::string& text) {
  const auto statements = parse_script(entente::Source("t", text));
  return std::all_of(statements.begin(), statements.end(), [](const auto& one) { return one || is_of_size(one.error().code); });
}

std::string disagreement(const std::string& text) {
  const bool taken = parser_takes(text);
  if (Recogniser(the_grammar(), text).accepts("Script") == taken) {
    return "";
  }
  return (taken ? "the parser alone takes: " : "the grammar alone takes: ") + text;
}

}  // namespace entente::tests
