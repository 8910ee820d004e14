// Every text in the language that stands in this repository: what whole-language tests run over.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace entente::tests {

/// A line of cases.txt.
struct Case {
  std::size_t line = 0;
  std::string kind;  // accept, refuse, bind-refuse
  std::string query;
  std::optional<std::size_t> caret;
  std::string says;
};

[[nodiscard]] std::vector<Case> all_cases();

/// A text and where it stands.
struct Specimen {
  std::string where;
  std::string text;
};

/// cases.txt, the questions of tests/language and their setups, the seeds, the examples of the documents; right ones and wrong
/// ones.
[[nodiscard]] std::vector<Specimen> all_texts();

/// Those of them that the parser takes and that hold a statement.
[[nodiscard]] std::vector<Specimen> accepted_texts();

}  // namespace entente::tests
