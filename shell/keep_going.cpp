#include "shell/keep_going.h"

#include <utility>

#include "parser/token_classes.h"

namespace entente::shell {

namespace {

/// Where the text behind it begins: what stands before it in its line is as wide, in characters.
std::string place_behind(std::string place, std::string_view statement) {
  for (const char c : statement) {
    const bool is_first_of_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    if (c == '\n') {
      place.erase(place.find_last_not_of(' ') + 1);
      place += c;
    } else if (is_first_of_character) {
      place += ' ';
    }
  }
  return place;
}

}  // namespace

ExitCode run_each_statement(Runner& runner, const Script& script) {
  auto exit_code = ExitCode::kDone;
  std::size_t begin = 0;
  std::string lines;  // line breaks and blanks for what came before, so that errors name line and column
  auto tokens = classed_tokens(script.text);
  tokens.push_back(
      {TokenClass::kMark, {static_cast<std::uint32_t>(script.text.size()), static_cast<std::uint32_t>(script.text.size())}});
  for (const auto& token : tokens) {
    const bool is_end = token.span.begin == script.text.size();
    if (!is_end && (token.kind != TokenClass::kMark || script.text[token.span.begin] != ';'))
      continue;
    const auto statement = script.text.substr(begin, token.span.end - begin);
    const auto text = lines + statement;
    lines = place_behind(std::move(lines), statement);
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
