// docs/grammar.ebnf takes what the parser takes, and nothing else.
#include <gtest/gtest.h>

#include "parser/words.h"
#include "tests/grammar/agreement.h"
#include "tests/grammar/recogniser.h"
#include "tests/grammar/sentences.h"
#include "tests/parser/corpus.h"

namespace entente::tests {
namespace {

constexpr std::size_t kLongest = 4000;  // what is longer (the seeds) is asked statement by statement

/// The texts of the repository; long ones in parts.
std::vector<std::string> texts() {
  std::vector<std::string> all;
  for (const auto& one : all_texts()) {
    if (one.text.size() <= kLongest) {
      all.push_back(one.text);
      continue;
    }
    for (std::size_t begin = 0; begin < one.text.size();) {
      const std::size_t end = std::min(one.text.find(";\n", begin), one.text.size());
      all.push_back(one.text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return all;
}

bool takes(const Grammar& grammar, std::string_view text) { return Recogniser(grammar, text).accepts("Script"); }

TEST(Grammar, IsWellFormed) {
  for (const auto& fault : the_grammar().faults) {
    ADD_FAILURE() << "docs/grammar.ebnf: " << fault;
  }
  EXPECT_GT(the_grammar().productions.size(), 120u);
}

TEST(Grammar, HasTheReservedWords) {
  for (const auto word : reserved_words()) {
    EXPECT_TRUE(Recogniser(the_grammar(), word).accepts("Reserved")) << word;
  }
  EXPECT_EQ(the_grammar().production("Reserved").body.parts.size(), reserved_words().size());
}

TEST(Grammar, AgreesWithTheParserOnTheTextsOfTheRepository) {
  std::size_t accepted = 0;
  const auto all = texts();
  for (const auto& text : all) {
    EXPECT_EQ(disagreement(text), "");
    accepted += parser_takes(text) ? 1U : 0U;
  }
  EXPECT_GT(accepted, 2000u);
  EXPECT_GT(all.size() - accepted, 250u);
}

TEST(Grammar, AgreesWithTheParserOnItsOwnSentences) {
  constexpr int kSentences = 15000;
  Sentences sentences(the_grammar(), 1);
  int accepted = 0;
  for (int i = 0; i < kSentences; ++i) {
    const std::string text = sentences.write("Statement");
    EXPECT_EQ(disagreement(text), "");
    accepted += parser_takes(text) ? 1 : 0;
  }
  EXPECT_GT(accepted, kSentences * 6 / 10);
}

TEST(Grammar, AgreesWithTheParserOnItsOwnExpressions) {
  constexpr int kExpressions = 4000;
  Sentences sentences(the_grammar(), 1);
  int accepted = 0;
  for (int i = 0; i < kExpressions; ++i) {
    const std::string text = "states | where " + sentences.write("Expr");
    EXPECT_EQ(disagreement(text), "");
    accepted += parser_takes(text) ? 1 : 0;
  }
  EXPECT_GT(accepted, kExpressions / 4);
}

TEST(Grammar, AgreesWithTheParserWhereTokensTouch) {
  for (const auto* text : {"states | where a > 2014.5",
                           "states | where a = 5-Nations",
                           "states | where a = 2014-10-21T12",
                           "states | take 3--c",
                           "states | where a in [1--c\n, 2]",
                           "states | where a = 2014-10-5x",
                           "states | where not-(a)",
                           "states | where a = -5 and 3<-b",
                           "members of A--c",
                           "members of A-",
                           "states | where a--c\n - b",
                           "states | where a - --c\n b",
                           "states | where (a)-5",
                           "members of A\u2019B",
                           "titled\"x\"",
                           "states|where(a)in[b]",
                           "is Turkey$r of NATO",
                           "define source a-b titled\"x\"published 2014~via c",
                           "each",
                           "states each 1day during 2001"}) {
    EXPECT_EQ(disagreement(text), "");
  }
}

TEST(Grammar, AgreesWithTheParserOnMutations) {
  std::minstd_rand chance(1);
  const auto all = texts();
  int accepted = 0;
  int refused = 0;
  for (int round = 0; round < 8; ++round) {
    for (const auto& text : all) {
      const std::string changed = mutated(text, all[chance() % all.size()], chance);
      EXPECT_EQ(disagreement(changed), "");
      ++(parser_takes(changed) ? accepted : refused);
    }
  }
  EXPECT_GT(accepted, 3000);
  EXPECT_GT(refused, 3000);
}

// ---------------------------------------------------------------- the recogniser itself

TEST(Recogniser, FollowsAllWaysAtOnce) {
  const Grammar grammar = read_ebnf(
      "Script ::= 'a'? ('a' | 'a' 'a') 'b'* End End ::= 'c' - 'd' | (W - 'x')+ /* not before: '!' */ W ::= 'x' | 'y' "
      "T ::= [a-z!] /* token */ NAMECHAR ::= [a-z] BLANK ::= [ #xA]");
  for (const auto* text : {"a c", "a a a b b c", "a y", "a --c\n y y"}) {
    EXPECT_TRUE(takes(grammar, text)) << text;
  }
  for (const auto* text : {"", "b c", "a a a a c", "a x", "a y !", "ac d"}) {
    EXPECT_FALSE(takes(grammar, text)) << text;
  }
}

TEST(Recogniser, SaysWhatIsWrongWithAGrammar) {
  EXPECT_EQ(read_ebnf("Script ::= 'a' B").faults, (std::vector<std::string>{"B is not defined"}));
  EXPECT_EQ(read_ebnf("Script ::= 'a'\nB ::= 'b'").faults, (std::vector<std::string>{"B is nowhere used"}));
  EXPECT_EQ(read_ebnf("Script ::= 'a'\nScript ::= 'b'").faults, (std::vector<std::string>{"line 2: Script is defined twice"}));
  EXPECT_EQ(read_ebnf("Script ::= ('a'").faults, (std::vector<std::string>{"line 1: ) is expected"}));
}

}  // namespace
}  // namespace entente::tests
