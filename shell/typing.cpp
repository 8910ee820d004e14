#include "shell/typing.h"

#include "entente/database.h"
#include "parser/token_classes.h"
#include "shell/commands.h"

namespace entente::shell {
namespace {

Look look_of(TokenClass kind) {
  switch (kind) {
    case TokenClass::kKeyword:
      return Look::kKeyword;
    case TokenClass::kName:
      return Look::kName;
    case TokenClass::kText:
      return Look::kText;
    case TokenClass::kNumber:
      return Look::kNumber;
    case TokenClass::kParameter:
      return Look::kParameter;
    case TokenClass::kComment:
      return Look::kComment;
    case TokenClass::kWrong:
      return Look::kWrong;
    case TokenClass::kWord:
    case TokenClass::kMark:
      return Look::kPlain;
  }
  return Look::kPlain;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

bool TypedLanguage::is_whole(std::string_view text) {
  const auto break_before_last = text.find_last_of('\n');
  const auto last = text.substr(break_before_last + 1);  // npos + 1 is 0
  const auto before = break_before_last == std::string_view::npos ? "" : text.substr(0, break_before_last);
  return is_blank(text) || is_complete_statement(text) || (is_command(last) && is_whole(before));
}

std::vector<Piece> TypedLanguage::pieces(std::string_view text) {
  std::vector<Piece> pieces;
  if (is_command(text.substr(0, text.find('\n'))))
    return pieces;
  for (const auto& token : classed_tokens(text))
    pieces.push_back({token.span.begin, token.span.end, look_of(token.kind)});
  return pieces;
}

Completion TypedLanguage::complete(std::string_view text, std::size_t cursor) { return completer_.complete(text, cursor); }

}  // namespace entente::shell
