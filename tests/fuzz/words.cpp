// Writes the words of the language as a dictionary for the fuzzers, one a line in quotes.
#include <cstdio>
#include <set>
#include <string>

#include "parser/words.h"

int main() {
  std::set<std::string, std::less<>> words;
  for (const auto& list : {entente::reserved_words(), entente::source_words(), entente::stage_words(), entente::function_words()}) {
    words.insert(list.begin(), list.end());
  }
  words.insert(
      {"2014-10-21", "2014-10", "2014", "2004~", "2004?", "$x", "--", "| ", "||", "!=", "<=", ">=", "state:", "cow:", "iso2:"});
  for (const auto& word : words) {
    std::printf("\"%s\"\n", word.c_str());
  }
  return 0;
}
