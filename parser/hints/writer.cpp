#include "parser/hints/writer.h"

#include <algorithm>
#include <array>

namespace entente::hints {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kAroundMax = 100;  // bytes of the statement shown on either side of a correction

std::string capital(const std::string& text) {
  const bool lower_first = !text.empty() && text[0] >= 'a' && text[0] <= 'z';
  return lower_first ? static_cast<char>(text[0] - 'a' + 'A') + text.substr(1) : text;
}

std::string inner(std::string text) {
  const bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string key(std::string text) {
  std::string out;
  for (const char c : lower(inner(std::move(text)))) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      out += c;
    }
    if (!kept && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) {
    out.pop_back();
  }
  return out;
}

std::string without_article(std::string text) {
  for (const std::string_view article : {"a ", "an ", "the "}) {
    if (text.starts_with(article)) {
      text.erase(0, article.size());
      break;
    }
  }
  return text;
}

std::string owner(std::string text) {
  for (const std::string_view of : {"'s", "’s"}) {
    if (text.ends_with(of)) {
      text.erase(text.size() - of.size());
    }
  }
  return text;
}

std::string plural(std::string text) {
  text = without_article(std::move(text));
  if (text.ends_with('s')) {
    return text;
  }
  if (!text.ends_with('y')) {
    return text + "s";
  }
  text.pop_back();
  return text + "ies";
}

std::string two_digits(const std::string& text) { return text.size() == 1 ? "0" + text : text; }

/// Writes the texts of one rule whose pattern fits.
class Writer {
 public:
  Writer(const Attempt& attempt, const std::vector<Range>& taken)
      : attempt_(attempt),
        taken_(taken),
        begin_(taken.empty() ? attempt.at : taken.front().begin),
        end_(taken.empty() ? attempt.at : taken.back().end) {}

  [[nodiscard]] std::string write(std::string_view text) const {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if ((c == '{' || c == '}') && text.substr(i + 1).starts_with(c)) {
        out += c;
        ++i;
      } else if (c == '{') {
        const std::size_t close = text.find('}', i);
        const std::string value = part(text.substr(i + 1, close - i - 1));
        out += value;
        i = close;
        if (value.empty() && out.ends_with(' ') && text.substr(i + 1).starts_with(' ')) {
          ++i;  // one blank, not two
        } else if (value.empty() && out.ends_with(' ') && text.substr(i + 1).starts_with(')')) {
          out.pop_back();
        }
      } else {
        out += c;
      }
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  }

 private:
  [[nodiscard]] std::string part(std::string_view name) const {
    if (name == "<") {
      return before();
    }
    if (name == ">") {
      return behind();
    }
    if (name == "role") {
      return role();
    }
    if (name == "lower") {
      return lowered();
    }
    std::size_t digits = 0;
    std::size_t number = 0;
    while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') {
      number = number * 10 + static_cast<std::size_t>(name[digits++] - '0');
    }
    const Range range = taken_[number - 1];
    return changed(attempt_.line(range.begin, range.end), name.substr(digits));
  }

  static std::string changed(std::string text, std::string_view how) {
    if (how.empty()) {
      return text;
    }
    switch (how[0]) {
      case 'l':
        return lower(text);
      case 'c':
        return capital(text);
      case 'k':
        return key(std::move(text));
      case 'q':
        return inner(std::move(text));
      case 'm':
        return two_digits(std::to_string(month_of(text)));
      case 'p':
        return two_digits(text);
      case 'd':
        return std::to_string(count_of(text));
      case 'n':
        return std::to_string(text.size() < 9 ? std::stoul("0" + text) + 1 : 1);
      case 'r':
        return without_article(std::move(text));
      case 'o':
        return owner(std::move(text));
      case 'a':
        return text.substr(0, kYearDigits);
      case 'b':
        return text.substr(text.size() - kYearDigits);
      case 's':
        return text.ends_with('s') ? text.substr(0, text.size() - 1) : text;
      default:
        return plural(std::move(text));
    }
  }

  [[nodiscard]] std::string before() const {
    std::size_t from = begin_;
    for (std::size_t bytes = 0; from > 0 && bytes <= kAroundMax; --from) {
      bytes += attempt_.word(from - 1).size() + 1;
    }
    return (from > 0 ? "… " : "") + attempt_.line(from, begin_) + std::string(attempt_.gap_before(begin_));
  }

  [[nodiscard]] std::string behind() const {
    std::size_t to = end_;
    for (std::size_t bytes = 0; to < attempt_.tokens.size() && bytes <= kAroundMax; ++to) {
      bytes += attempt_.word(to).size() + 1;
    }
    return std::string(attempt_.gap_before(end_)) + attempt_.line(end_, to) + (to < attempt_.tokens.size() ? " …" : "");
  }

  [[nodiscard]] bool is_free(std::size_t token) const {
    return attempt_.tokens[token].kind == Token::Kind::kWord && !is_language_word_of_links(attempt_.word(token));
  }

  static bool is_language_word_of_links(std::string_view word) {
    constexpr std::array<std::string_view, 11> kLinks = {"of",    "and",   "or", "except", "with",   "in",
                                                         "under", "about", "is", "least",  "exactly"};
    return std::find(kLinks.begin(), kLinks.end(), word) != kLinks.end();
  }

  [[nodiscard]] std::string role() const {
    for (std::size_t of = std::min(end_, attempt_.at); of-- > 1;) {
      if (attempt_.word(of) != "of" || !is_free(of - 1)) {
        continue;
      }
      std::size_t from = of - 1;
      while (from > 0 && (is_free(from - 1) || (from > 1 && attempt_.word(from - 1) == "," && is_free(from - 2)))) {
        --from;
      }
      return attempt_.line(from, of);
    }
    return "members";
  }

  /// The statement, words of the language in lower case: those before the first of them, and in a text of capitals all.
  [[nodiscard]] std::string lowered() const {
    const auto& tokens = attempt_.tokens;
    const bool capitals = std::none_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.kind == Token::Kind::kWord; });
    std::string out;
    bool opening = true;
    for (std::size_t i = 0; i < tokens.size() && out.size() < 2 * kAroundMax; ++i) {
      const std::string small = lower(attempt_.word(i));
      const bool name = tokens[i].kind == Token::Kind::kName;
      const bool known = is_language_word(small);
      out += attempt_.gap_before(i);
      out += name && (opening || (known && capitals)) ? small : std::string(attempt_.word(i));
      opening = opening && name && !known;
    }
    return out;
  }

  const Attempt& attempt_;
  const std::vector<Range>& taken_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace

std::string write(const Attempt& attempt, const std::vector<Range>& taken, std::string_view text) {
  return Writer(attempt, taken).write(text);
}

}  // namespace entente::hints
