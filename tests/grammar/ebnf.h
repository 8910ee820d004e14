// The text of docs/grammar.ebnf as data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::tests {

/// An expression of the notation.
struct Ebnf {
  enum class Kind : std::uint8_t { kLiteral, kClass, kName, kSequence, kChoice, kOptional, kStar, kPlus, kExcept };
  struct CharRange {
    char32_t first = 0;
    char32_t last = 0;
  };
  Kind kind = Kind::kSequence;
  std::string text;                     // of a literal; of a name
  std::vector<CharRange> ranges;        // of a class
  std::vector<std::string> categories;  // of a class: L, Nd, …
  bool negated = false;                 // of a class
  std::vector<Ebnf> parts;              // of kExcept: what is taken, and what is not
};

struct Production {
  std::string name;
  Ebnf body;
  bool is_token = false;
  bool is_explicit = false;  // blanks stand only where they are written
  std::optional<Ebnf> not_before;

  /// Speaks of characters.
  [[nodiscard]] bool is_lexical() const { return name.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos; }
};

struct Grammar {
  std::vector<Production> productions;
  std::map<std::string, std::size_t, std::less<>> by_name;
  std::vector<std::string> faults;  // what is wrong with the text: names that are not defined, or twice, or nowhere used

  [[nodiscard]] const Production& production(std::string_view name) const { return productions[by_name.find(name)->second]; }
};

[[nodiscard]] Grammar read_ebnf(std::string_view text);

/// A character is of the class.
[[nodiscard]] bool is_in(const Ebnf& character_class, char32_t character);

}  // namespace entente::tests
