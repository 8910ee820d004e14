#include "shell/keep_going.h"

#include <algorithm>

#include "parser/token_classes.h"

namespace entente::shell {

ExitCode run_each_statement(Runner& runner, const Script& script) {
  auto exit_code = ExitCode::kDone;
  std::size_t begin = 0;
  auto tokens = classed_tokens(script.text);
  tokens.push_back(
      {TokenClass::kMark, {static_cast<std::uint32_t>(script.text.size()), static_cast<std::uint32_t>(script.text.size())}});
  for (const auto& token : tokens) {
    const bool is_end = token.span.begin == script.text.size();
    if (!is_end && (token.kind != TokenClass::kMark || script.text[token.span.begin] != ';'))
      continue;
    // Line breaks stand for what came before, so that errors name the line.
    const auto lines = std::count(script.text.begin(), script.text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    const auto text = std::string(static_cast<std::size_t>(lines), '\n') + script.text.substr(begin, token.span.end - begin);
    begin = token.span.end;
    const auto ended = runner.run({script.name, text, script.mode});
    if (ended != ExitCode::kDone)
      exit_code = ended;
    if (!runner.can_show())
      break;
  }
  return exit_code;
}

}  // namespace entente::shell
