// Random texts: written from a grammar, or made from others by small changes.
#pragma once

#include <map>
#include <random>
#include <string>
#include <string_view>

#include "tests/grammar/ebnf.h"

namespace entente::tests {

/// Writes texts of a grammar. Its words are random too, so that now and then two tokens run into one or a word is another one than
/// was meant.
class Sentences {
 public:
  Sentences(const Grammar& grammar, std::uint32_t seed);

  [[nodiscard]] std::string write(std::string_view production);

 private:
  struct Level {
    bool lexical = false;
    bool gaps = true;
  };
  void write(const Ebnf& node, Level level, int depth, std::string& out);
  void write_production(const Production& production, int depth, std::string& out);
  void write_class(const Ebnf& node, std::string& out);
  void write_gap(std::string& out);
  [[nodiscard]] int height(const Ebnf& node) const;
  [[nodiscard]] bool one_in(std::uint32_t times) { return chance_() % times == 0; }

  const Grammar& grammar_;
  std::map<std::string, int, std::less<>> heights_;  // how deep the shallowest text of a production is
  std::minstd_rand chance_;
};

/// The text with a small change: a piece of it left out, doubled, swapped with its neighbour, or replaced by a piece of `other`.
[[nodiscard]] std::string mutated(const std::string& text, const std::string& other, std::minstd_rand& chance);

}  // namespace entente::tests
