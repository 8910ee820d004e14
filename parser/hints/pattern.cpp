#include "parser/hints/pattern.h"

#include <algorithm>
#include <array>

#include "parser/characters.h"
#include "parser/words.h"

namespace entente::hints {
namespace {

using Kind = Token::Kind;

constexpr std::size_t kGapMax = 40;  // tokens that ~ may take

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_date(std::string_view w) {
  if (w.size() != 4 && w.size() != 7 && w.size() != 10) {
    return false;
  }
  for (std::size_t i = 0; i < w.size(); ++i) {
    if ((i == 4 || i == 7) ? w[i] != '-' : !is_digit(w[i])) {
      return false;
    }
  }
  return true;
}

bool is_above_12(std::string_view w) { return w.size() == 2 && (w[0] > '1' || (w[0] == '1' && w[1] > '2')); }

/// Small words that stand inside names of states and bodies. "and" is none: it joins sets.
bool is_name_filler(std::string_view w) {
  constexpr std::array<std::string_view, 18> kFillers = {"of", "the", "for", "de",  "la", "le",  "du", "des", "del",
                                                         "da", "do",  "dos", "der", "di", "von", "e",  "y",   "und"};
  return std::find(kFillers.begin(), kFillers.end(), w) != kFillers.end();
}

bool holds_apostrophe(std::string_view w) { return w.find('\'') != w.npos || w.find("’") != w.npos; }

/// One pattern against one attempt.
class Matching {
 public:
  Matching(const Attempt& attempt, std::string_view pattern) : attempt_(attempt) {
    while (!pattern.empty()) {
      const std::size_t end = std::min(pattern.find(' '), pattern.size());
      if (pattern.substr(0, end) == "^") {
        middle_ = items_.size();
      } else {
        items_.push_back(pattern.substr(0, end));
      }
      pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    taken_.resize(items_.size());
  }

  std::optional<std::vector<Range>> run() {
    if (!left(middle_, attempt_.at) || !right(middle_, attempt_.at)) {
      return std::nullopt;
    }
    return std::move(taken_);
  }

 private:
  [[nodiscard]] std::size_t count() const { return attempt_.tokens.size(); }
  [[nodiscard]] Kind kind(std::size_t token) const { return attempt_.tokens[token].kind; }

  bool right(std::size_t item, std::size_t token) {
    if (item == items_.size()) {
      return true;
    }
    if (items_[item] == "~") {
      for (std::size_t end = token; end <= std::min(count(), token + kGapMax); ++end) {
        taken_[item] = {token, end};
        if (right(item + 1, end)) {
          return true;
        }
      }
      return false;
    }
    const auto end = run_right(items_[item], token);
    if (!end) {
      return false;
    }
    taken_[item] = {token, *end};
    return right(item + 1, *end);
  }

  /// The items before `item` end at `token`.
  bool left(std::size_t item, std::size_t token) {
    if (item == 0) {
      return true;
    }
    if (items_[item - 1] == "~") {
      for (std::size_t taken = 0; taken <= std::min(token, kGapMax); ++taken) {
        taken_[item - 1] = {token - taken, token};
        if (left(item - 1, token - taken)) {
          return true;
        }
      }
      return false;
    }
    const auto begin = run_left(items_[item - 1], token);
    if (!begin) {
      return false;
    }
    taken_[item - 1] = {*begin, token};
    return left(item - 1, *begin);
  }

  [[nodiscard]] std::optional<std::size_t> run_right(std::string_view item, std::size_t token) const {
    if (item == "<end>") {
      return token == count() ? std::optional(token) : std::nullopt;
    }
    if (item == "<start>") {
      return token == 0 ? std::optional(token) : std::nullopt;
    }
    if (token == count()) {
      return std::nullopt;
    }
    if (item == "<rest>") {
      return rest_of_name(token);
    }
    if (item == "<shout>") {
      return shouted(token);
    }
    std::size_t end = token;
    while (end < count() && (end == token || is_run(item)) && is(item, end)) {
      ++end;
    }
    return end == token ? std::nullopt : std::optional(end);
  }

  [[nodiscard]] std::optional<std::size_t> run_left(std::string_view item, std::size_t token) const {
    if (item == "<start>") {
      return token == 0 ? std::optional(token) : std::nullopt;
    }
    std::size_t begin = token;
    while (begin > 0 && (begin == token || is_run(item)) && is(item, begin - 1)) {
      --begin;
      if (kind(begin) == Kind::kText) {
        break;
      }
    }
    return begin == token ? std::nullopt : std::optional(begin);
  }

  static bool is_run(std::string_view item) { return item == "<name>" || item == "<bare>" || item == "<words>"; }

  [[nodiscard]] bool is(std::string_view item, std::size_t token) const {
    const std::string_view word = attempt_.word(token);
    if (item.size() > 2 && item[0] == '<' && item[1] >= 'a' && item[1] <= 'z') {
      return is_class(item, token);
    }
    if (item == word) {
      return true;
    }
    for (std::size_t at = item.find('|'); at != item.npos && item.size() > 2; at = item.find('|')) {
      if (item.substr(0, at) == word) {
        return true;
      }
      item.remove_prefix(at + 1);
      if (item == word) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_class(std::string_view item, std::size_t token) const {
    const std::string_view word = attempt_.word(token);
    const Kind what = kind(token);
    if (item == "<any>") {
      return true;
    }
    if (item == "<name>") {
      return what == Kind::kName || what == Kind::kText;
    }
    if (item == "<bare>") {
      return what == Kind::kName;
    }
    if (item == "<word>") {
      return what == Kind::kWord;
    }
    if (item == "<words>") {
      return what == Kind::kWord && !is_reserved_word(word);
    }
    if (item == "<text>") {
      return what == Kind::kText;
    }
    if (item == "<single>") {
      return what == Kind::kSingle;
    }
    if (item == "<param>") {
      return what == Kind::kParam;
    }
    if (item == "<num>") {
      return what == Kind::kNumber;
    }
    if (item == "<big>") {
      return what == Kind::kNumber && is_above_12(word);
    }
    if (item == "<year>") {
      return what == Kind::kNumber && word.size() == 4;
    }
    if (item == "<day>") {
      return is_date(word) && word.size() == 10;
    }
    if (item == "<date>") {
      return is_date(word);
    }
    if (item == "<years>") {
      return what == Kind::kNumber && word.size() == 9 && word[4] == '-' && word.find('-', 5) == word.npos;
    }
    if (item == "<month>") {
      return month_of(word) > 0;
    }
    if (item == "<count>") {
      return count_of(word) > 0;
    }
    return item == "<camel>" && what == Kind::kWord && std::any_of(word.begin(), word.end(), is_capital) && !holds_apostrophe(word);
  }

  /// Behind the last word of a name of several words that continues at `token` with a small one.
  [[nodiscard]] std::optional<std::size_t> rest_of_name(std::size_t token) const {
    std::optional<std::size_t> end;
    if (kind(token) != Kind::kWord) {
      return end;
    }
    for (std::size_t i = token; i < count(); ++i) {
      const std::string_view word = attempt_.word(i);
      const bool apostrophe = kind(i) == Kind::kWord && holds_apostrophe(word);
      const bool counted = kind(i) == Kind::kNumber && attempt_.word(i - 1) == "of";
      if (kind(i) == Kind::kName || counted || apostrophe) {
        end = i + 1;
      } else if (kind(i) != Kind::kWord || !is_name_filler(word)) {
        break;
      }
    }
    return end;
  }

  [[nodiscard]] std::optional<std::size_t> shouted(std::size_t token) const {
    std::optional<std::size_t> end;
    for (std::size_t i = token; i < count() && kind(i) == Kind::kName; ++i) {
      if (is_language_word(lower(attempt_.word(i)))) {
        end = i + 1;
      }
    }
    return end;
  }

  const Attempt& attempt_;
  std::vector<std::string_view> items_;
  std::size_t middle_ = 0;
  std::vector<Range> taken_;
};

template <std::size_t N>
std::size_t place_in(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin()) + 1;
}

}  // namespace

std::string_view Attempt::word(std::size_t token) const {
  const Span span = tokens[token].span;
  return text.substr(span.begin, span.end - span.begin);
}

std::string_view Attempt::gap_before(std::size_t token) const {
  if (token == 0 || token >= tokens.size()) {
    return "";
  }
  return tokens[token - 1].span.end == tokens[token].span.begin ? "" : " ";
}

std::string Attempt::line(std::size_t begin, std::size_t end) const {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) {
      out += gap_before(i);
    }
    out += word(i);
  }
  return out;
}

std::optional<std::vector<Range>> match_pattern(const Attempt& attempt, std::string_view pattern) {
  return Matching(attempt, pattern).run();
}

bool is_language_word(std::string_view lower) {
  const auto stages = stage_words();
  return is_reserved_word(lower) || is_source_word(lower) || std::find(stages.begin(), stages.end(), lower) != stages.end();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_capital(c)) {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return out;
}

std::size_t month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                        "july",    "august",   "september", "october", "november", "december"};
  constexpr std::array<std::string_view, 12> kShort = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string small = lower(word);
  return std::max(place_in(kMonths, small), place_in(kShort, small));
}

std::size_t count_of(std::string_view word) {
  constexpr std::array<std::string_view, 10> kCounts = {"one", "two",   "three", "four", "five",
                                                        "six", "seven", "eight", "nine", "ten"};
  return place_in(kCounts, word);
}

}  // namespace entente::hints
