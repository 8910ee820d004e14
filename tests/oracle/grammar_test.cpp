// docs/grammar.ebnf and the parser agree on what the generator writes, and on what small changes make of it.
#include <gtest/gtest.h>

#include "tests/grammar/agreement.h"
#include "tests/grammar/sentences.h"
#include "tests/oracle/scenario.h"

namespace entente::oracle {
namespace {

constexpr std::uint64_t kScenarios = 30;

TEST(GrammarOfQuestions, AgreesWithTheParser) {
  std::minstd_rand chance(1);
  std::string before = "states";
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const auto scenario = generate(seed);
    std::vector<std::string> texts;
    for (const auto& statement : scenario.statements) {
      texts.push_back(statement.text);
    }
    for (const auto& query : scenario.queries) {
      texts.push_back(text_of(scenario.world, query));
    }
    for (const auto& text : texts) {
      EXPECT_TRUE(tests::parser_takes(text)) << text;
      EXPECT_EQ(tests::disagreement(text), "");
      EXPECT_EQ(tests::disagreement(tests::mutated(text, before, chance)), "");
      before = text;
    }
  }
}

}  // namespace
}  // namespace entente::oracle
