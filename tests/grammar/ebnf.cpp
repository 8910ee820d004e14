#include "tests/grammar/ebnf.h"

#include <utf8proc.h>

#include <algorithm>
#include <set>

#include "parser/characters.h"

namespace entente::tests {
namespace {

using Kind = Ebnf::Kind;

bool is_name_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Grammar run() {
    for (skip(nullptr); at_ < text_.size() && grammar_.faults.empty();) {
      read_production();
    }
    return std::move(grammar_);
  }

 private:
  void read_production() {
    Production production;
    production.name = name();
    skip(nullptr);
    if (production.name.empty() || !take("::=")) {
      fault("a production is expected");
      return;
    }
    skip(nullptr);
    production.body = choice(&production);
    if (!grammar_.by_name.emplace(production.name, grammar_.productions.size()).second) {
      fault(production.name + " is defined twice");
    }
    grammar_.productions.push_back(std::move(production));
  }

  Ebnf choice(Production* of) {
    Ebnf all{Kind::kChoice, "", {}, {}, false, {except(of)}};
    while (take("|")) {
      skip(of);
      all.parts.push_back(except(of));
    }
    return all.parts.size() == 1 ? Ebnf(all.parts.front()) : all;
  }

  Ebnf except(Production* of) {
    Ebnf first = sequence(of);
    if (!take("-")) {
      return first;
    }
    skip(of);
    return {Kind::kExcept, "", {}, {}, false, {std::move(first), sequence(of)}};
  }

  Ebnf sequence(Production* of) {
    Ebnf all{Kind::kSequence, "", {}, {}, false, {}};
    while (begins_primary()) {
      all.parts.push_back(repeated(of));
    }
    if (all.parts.empty()) {
      fault("something is expected");
    }
    return all.parts.size() == 1 ? Ebnf(all.parts.front()) : all;
  }

  Ebnf repeated(Production* of) {
    Ebnf one = primary(of);
    for (const auto& [sign, kind] : {std::pair{"?", Kind::kOptional}, {"*", Kind::kStar}, {"+", Kind::kPlus}}) {
      if (take(sign)) {
        one = Ebnf{kind, "", {}, {}, false, {std::move(one)}};
        break;
      }
    }
    skip(of);
    return one;
  }

  Ebnf primary(Production* of) {
    const char first = text_[at_];
    if (first == '(') {
      ++at_;
      skip(of);
      Ebnf inner = choice(of);
      if (!take(")")) {
        fault(") is expected");
      }
      return inner;
    }
    if (first == '\'' || first == '"') {
      const std::size_t end = std::min(text_.find(first, at_ + 1), text_.size());
      Ebnf literal{Kind::kLiteral, std::string(text_.substr(at_ + 1, end - at_ - 1)), {}, {}, false, {}};
      at_ = end + 1;
      return literal;
    }
    if (first == '[') {
      return character_class();
    }
    return {Kind::kName, name(), {}, {}, false, {}};
  }

  Ebnf character_class() {
    Ebnf all{Kind::kClass, "", {}, {}, false, {}};
    ++at_;
    all.negated = take("^");
    while (at_ < text_.size() && text_[at_] != ']') {
      if (take("\\p{")) {
        const std::size_t end = text_.find('}', at_);
        all.categories.emplace_back(text_.substr(at_, end - at_));
        at_ = end + 1;
        continue;
      }
      const char32_t low = character();
      const bool is_range = text_.substr(at_).starts_with("-") && !text_.substr(at_).starts_with("-]");
      at_ += is_range ? 1U : 0U;
      all.ranges.push_back({low, is_range ? character() : low});
    }
    ++at_;
    return all;
  }

  char32_t character() {
    if (!take("#x")) {
      const CodePoint c = decode(text_.substr(at_));
      at_ += c.bytes;
      return c.value;
    }
    std::size_t digits = 0;
    const char32_t value = static_cast<char32_t>(std::stoul(std::string(text_.substr(at_, 6)), &digits, 16));
    at_ += digits;
    return value;
  }

  std::string name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_letter(text_[at_])) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// A name is none here if it begins the next production.
  [[nodiscard]] bool begins_primary() const {
    if (at_ == text_.size()) {
      return false;
    }
    if (!is_name_letter(text_[at_])) {
      return std::string_view("('\"[").find(text_[at_]) != std::string_view::npos;
    }
    std::size_t end = at_;
    while (end < text_.size() && is_name_letter(text_[end])) {
      ++end;
    }
    end = text_.find_first_not_of(" \n", end);
    return end == std::string_view::npos || !text_.substr(end).starts_with("::=");
  }

  bool take(std::string_view mark) {
    if (!text_.substr(at_).starts_with(mark)) {
      return false;
    }
    at_ += mark.size();
    return true;
  }

  /// Blanks and comments; what a comment marks is marked in the production in which it stands.
  void skip(Production* of) {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ' || text_[at_] == '\n') {
        ++at_;
      } else if (take("/*")) {
        const std::size_t end = std::min(text_.find("*/", at_), text_.size());
        if (of != nullptr) {
          mark(*of, text_.substr(at_, end - at_));
        }
        at_ = std::min(end + 2, text_.size());
      } else {
        return;
      }
    }
  }

  static void mark(Production& production, std::string_view comment) {
    constexpr std::string_view kNotBefore = " not before: ";
    production.is_token = production.is_token || comment == " token ";
    production.is_explicit = production.is_explicit || comment == " ws: explicit ";
    if (comment.starts_with(kNotBefore)) {
      production.not_before = Reader(comment.substr(kNotBefore.size())).choice(nullptr);
    }
  }

  void fault(const std::string& what) {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    grammar_.faults.push_back("line " + std::to_string(line) + ": " + what);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Grammar grammar_;
};

void collect_names(const Ebnf& node, std::set<std::string>& names) {
  if (node.kind == Kind::kName) {
    names.insert(node.text);
  }
  for (const auto& part : node.parts) {
    collect_names(part, names);
  }
}

std::string_view category_of(char32_t c) { return utf8proc_category_string(static_cast<utf8proc_int32_t>(c)); }

}  // namespace

Grammar read_ebnf(std::string_view text) {
  Grammar grammar = Reader(text).run();
  std::set<std::string> used{"Script"};
  for (const auto& one : grammar.productions) {
    collect_names(one.body, used);
    if (one.not_before) {
      collect_names(*one.not_before, used);
    }
    if (one.is_token) {
      used.insert(one.name);
    }
  }
  for (const auto& name : used) {
    if (!grammar.by_name.contains(name)) {
      grammar.faults.push_back(name + " is not defined");
    }
  }
  for (const auto& one : grammar.productions) {
    if (!used.contains(one.name)) {
      grammar.faults.push_back(one.name + " is nowhere used");
    }
  }
  return grammar;
}

bool is_in(const Ebnf& character_class, char32_t character) {
  const auto in_range = [&](const auto& range) { return range.first <= character && character <= range.last; };
  const auto in_category = [&](const std::string& category) { return category_of(character).starts_with(category); };
  const bool found = std::any_of(character_class.ranges.begin(), character_class.ranges.end(), in_range) ||
                     std::any_of(character_class.categories.begin(), character_class.categories.end(), in_category);
  return found != character_class.negated;
}

}  // namespace entente::tests
