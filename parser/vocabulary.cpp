// The lists of words.h that are read off the grammar: apart, because walking through all of its rules takes the compiler long.
#include <algorithm>
#include <tao/pegtl/visit.hpp>

#include "parser/grammar/statements.h"
#include "parser/words.h"

namespace entente {
namespace {

/// Adds the words of each rule that it is shown.
template <class Rule>
struct AddWords {
  static void visit(std::vector<std::string_view>& words) {
    if constexpr (requires { Rule::kWords; }) {
      for (const std::string_view word : Rule::kWords) {
        if (word[0] >= 'a' && word[0] <= 'z') {
          words.push_back(word);
        }
      }
    }
  }
};

/// Those that stand in `Rule` or below it, sorted.
template <class Rule>
std::vector<std::string_view> words_below() {
  std::vector<std::string_view> words;
  tao::pegtl::visit<Rule, AddWords>(words);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace

std::vector<std::string_view> language_words() { return words_below<grammar::Script>(); }
std::vector<std::string_view> clause_words() { return words_below<grammar::Clause>(); }
std::vector<std::string_view> recording_words() {
  return words_below<tao::pegtl::sor<grammar::Define, grammar::Record, grammar::End, grammar::Suspend, grammar::Retract,
                                     grammar::Event, grammar::Provision>>();
}

}  // namespace entente
