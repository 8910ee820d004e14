#include "parser/token_classes.h"

#include <algorithm>

#include "parser/hints/tokens.h"
#include "parser/words.h"

namespace entente {
namespace {

using Kind = hints::Token::Kind;

TokenClass class_of(Kind kind, std::string_view written) {
  static const auto kWords = language_words();
  switch (kind) {
    case Kind::kWord:
      return std::binary_search(kWords.begin(), kWords.end(), written) ? TokenClass::kKeyword : TokenClass::kWord;
    case Kind::kName:
      return TokenClass::kName;
    case Kind::kNumber:
      return TokenClass::kNumber;
    case Kind::kText:
      return TokenClass::kText;
    case Kind::kSingle:
      return TokenClass::kWrong;
    case Kind::kParam:
      return TokenClass::kParameter;
    case Kind::kMark:
      return TokenClass::kMark;
  }
  return TokenClass::kMark;
}

/// Between two tokens stand blanks and comments.
void add_comments(std::string_view text, std::size_t begin, std::size_t end, std::vector<ClassedToken>& out) {
  while (true) {
    const auto comment = text.substr(0, end).find("--", begin);
    if (comment == std::string_view::npos)
      return;
    begin = std::min(text.find('\n', comment), end);
    out.push_back({TokenClass::kComment, {static_cast<std::uint32_t>(comment), static_cast<std::uint32_t>(begin)}});
  }
}

}  // namespace

std::vector<ClassedToken> classed_tokens(std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::vector<ClassedToken> out;
  std::uint32_t before = 0;
  for (const auto& token : hints::tokens_of(text, {0, size}, 0)) {
    add_comments(text, before, token.span.begin, out);
    const auto written = text.substr(token.span.begin, token.span.end - token.span.begin);
    if (token.kind == Kind::kMark && written == "\"") {
      out.push_back({TokenClass::kText, {token.span.begin, size}});
      return out;
    }
    out.push_back({class_of(token.kind, written), token.span});
    before = token.span.end;
  }
  add_comments(text, before, size, out);
  return out;
}

}  // namespace entente
