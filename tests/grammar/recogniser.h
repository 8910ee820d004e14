// Does a grammar in EBNF take a text? All ways to read it are followed at once, so that no order of choices matters.
#pragma once

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/grammar/ebnf.h"

namespace entente::tests {

/// Reads one text. The rules by which it does are those at the head of docs/grammar.ebnf.
class Recogniser {
 public:
  Recogniser(const Grammar& grammar, std::string_view text);

  /// All of the text is a `production`.
  [[nodiscard]] bool accepts(std::string_view production);

 private:
  using Ends = std::vector<std::size_t>;  // where what begins at a place may end: sorted, each once

  bool cut();
  [[nodiscard]] std::size_t gap_end(std::size_t at) const;
  [[nodiscard]] std::size_t comment_begin(std::size_t at) const;
  [[nodiscard]] std::size_t longest_token(std::size_t at);
  [[nodiscard]] bool may_touch(std::size_t at) const;

  struct Level {
    bool lexical = false;
    bool gaps = true;
  };
  Ends match(const Ebnf& node, std::size_t at, Level level);
  Ends match_all(const Ebnf& node, const Ends& from, Level level);
  Ends repeat(const Ebnf& node, std::size_t at, Level level, bool at_least_once);
  Ends match_literal(const Ebnf& node, std::size_t at, Level level) const;
  Ends match_class(const Ebnf& node, std::size_t at) const;
  Ends match_name(std::string_view name, std::size_t at, Level level);
  const Ends& match_production(const Production& production, std::size_t at);
  [[nodiscard]] Ends with_gaps(const Ends& ends, Level level) const;

  const Grammar& grammar_;
  std::string_view text_;
  std::size_t limit_ = 0;                      // tokens end here at the latest
  std::map<std::size_t, std::size_t> tokens_;  // where each begins and ends
  std::map<std::pair<const Production*, std::size_t>, Ends> known_;
};

}  // namespace entente::tests
