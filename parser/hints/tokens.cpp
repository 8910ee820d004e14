#include "parser/hints/tokens.h"

#include <algorithm>

#include "parser/characters.h"

namespace entente::hints {
namespace {

using Kind = Token::Kind;

constexpr char32_t kCurlyApostrophe = 0x2019;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(std::string_view text, Span statement, std::uint32_t place)
      : text_(text), end_(statement.end), place_(place), at_(statement.begin) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (skip_gap()) {
      const std::size_t begin = at_;
      const Kind kind = scan();
      if (begin < place_ && at_ > place_) {
        at_ = place_;
      }
      tokens.push_back({kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}});
    }
    return tokens;
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_, end_ - at_); }

  bool skip_gap() {
    while (at_ < end_) {
      const CodePoint c = decode(rest());
      if (rest().starts_with("--")) {
        at_ = std::min(text_.find('\n', at_), end_);
      } else if (c.bytes > 0 && is_blank(c.value)) {
        at_ += c.bytes;
      } else {
        return true;
      }
    }
    return false;
  }

  Kind scan() {
    const char first = text_[at_];
    if (first == '"' || first == '\'') {
      return quoted(first);
    }
    if (first == '$') {
      ++at_;
      word();
      return Kind::kParam;
    }
    const std::size_t begin = at_;
    word();
    if (at_ > begin) {
      return kind_of(text_.substr(begin, at_ - begin));
    }
    mark();
    return Kind::kMark;
  }

  Kind quoted(char quote) {
    const std::size_t close = rest().find(quote, 1);
    if (close == std::string_view::npos) {
      ++at_;
      return Kind::kMark;
    }
    at_ += close + 1;
    return quote == '"' ? Kind::kText : Kind::kSingle;
  }

  void word() {
    const std::size_t begin = at_;
    const bool dots = at_ < end_ && !is_digit(text_[at_]);  // 20.10.2014 is three numbers
    while (at_ < end_) {
      const CodePoint c = decode(rest());
      if (c.bytes == 0) {
        return;
      }
      const bool inner = c.value == '\'' || c.value == kCurlyApostrophe || (c.value == '.' && dots);
      const bool hyphen = c.value == '-' && !rest().starts_with("--");
      if (!is_word_char(c.value) && (at_ == begin || (!inner && !hyphen))) {
        return;
      }
      at_ += c.bytes;
    }
  }

  void mark() {
    for (const std::string_view two : {"||", "!=", "<=", ">="}) {
      if (rest().starts_with(two)) {
        at_ += 2;
        return;
      }
    }
    at_ += std::max<std::size_t>(1, decode(rest()).bytes);
  }

  static Kind kind_of(std::string_view written) {
    if (is_lower(written[0])) {
      return Kind::kWord;
    }
    if (!is_digit(written[0])) {
      return Kind::kName;
    }
    const bool digits = std::all_of(written.begin(), written.end(), [](char c) { return is_digit(c) || c == '-'; });
    return digits ? Kind::kNumber : Kind::kName;
  }

  std::string_view text_;
  std::size_t end_;
  std::size_t place_;
  std::size_t at_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, Span statement, std::uint32_t place) {
  return Scanner(text, statement, place).run();
}

}  // namespace entente::hints
