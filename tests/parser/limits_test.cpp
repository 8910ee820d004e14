// Limits: nesting, length, and that time grows with the text alone.
#include <algorithm>
#include <ctime>

#include "parser/match.h"
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

double seconds(const std::string& text) {
  const Source source("t", text);
  const std::clock_t begin = std::clock();
  const auto statements = parse_script(source);
  const std::clock_t end = std::clock();
  EXPECT_FALSE(statements.empty());
  return static_cast<double>(end - begin) / CLOCKS_PER_SEC;
}

double best_of_three(const std::string& text) { return std::min({seconds(text), seconds(text), seconds(text)}); }

/// The time for a text of `n` parts against that for one eight times as long: 8 if it is linear.
double growth(std::string (*text)(std::size_t), std::size_t n) { return best_of_three(text(8 * n)) / best_of_three(text(n)); }

std::string nested_query(std::size_t deep) {
  return repeated("(", deep) + "members of SCO" + repeated(")", deep) + " on 2014-10-20";
}

std::string nested_condition(std::size_t deep) {
  return "states on 2014-10-20 | where " + repeated("(", deep) + "1 = 1" + repeated(")", deep);
}

TEST(Limits, TwoHundredLevelsTakeLessThanTenMilliseconds) {
  EXPECT_LT(best_of_three(nested_query(200)), 0.010);
  EXPECT_LT(best_of_three(nested_condition(200)), 0.010);
  parsed(nested_query(200));
  parsed(nested_condition(200));
}

TEST(Limits, OneLevelMoreIsP03) {
  EXPECT_EQ(refused(nested_query(201)).code, "P03");
  EXPECT_EQ(refused(nested_condition(201)).code, "P03");
  EXPECT_EQ(refused("states | where " + repeated("not ", 201) + "true").code, "P03");
  EXPECT_EQ(refused("states | where 1 < " + repeated("-(", 101) + "1").code, "P03");
  EXPECT_EQ(refused("states | derive x = " + repeated("round(", 201) + "1").code, "P03");
  EXPECT_EQ(refused("organisations of " + repeated("(members of ", 201) + "SCO").code, "P03");
}

TEST(Limits, AHundredThousandParenthesesAreRefusedAtOnce) {
  for (const auto& text :
       {repeated("(", 100'000), nested_query(100'000), nested_condition(100'000), "states | where " + repeated("not ", 100'000)}) {
    EXPECT_LT(seconds(text), 0.5);
    EXPECT_EQ(refused(text).code, "P03");
  }
}

TEST(Limits, LongChainsNeedNoRecursion) {
  const auto query = parsed_as<ast::Query>("members of SCO" + repeated(" or members of SCO", 199'999) + " on 2014-10-20");
  EXPECT_EQ(std::get<ast::SetChain>(std::get<ast::SetExpr>(query.source).node).rest.size(), 199'999u);
  const auto list = parsed_as<ast::Query>("members of SCO" + repeated(", SCO", 199'999));
  EXPECT_EQ(std::get<ast::RoleSet>(std::get<ast::SetExpr>(list.source).node).bodies.size(), 200'000u);
  const auto where = parsed_as<ast::Query>("states | where a = 1" + repeated(" or a = 1", 199'999));
  EXPECT_EQ(std::get<ast::Chain>(std::get<ast::Where>(where.stages[0].kind).condition.node).rest.size(), 199'999u);
}

TEST(Limits, TimeIsLinearInTheText) {
  EXPECT_LT(growth([](std::size_t n) { return "members of SCO" + repeated(" or members of SCO", n); }, 5'000), 20);
  EXPECT_LT(growth([](std::size_t n) { return "members of SCO" + repeated(", SCO", n); }, 10'000), 20);
  EXPECT_LT(growth([](std::size_t n) { return "states | where a = 1" + repeated(" and a = 1", n); }, 5'000), 20);
  EXPECT_LT(growth([](std::size_t n) { return repeated("members of SCO on 2014-10-20;\n", n); }, 2'000), 20);
  EXPECT_LT(growth([](std::size_t n) { return repeated("members of the SCO;\n", n); }, 500), 20);
  EXPECT_LT(growth([](std::size_t n) { return "states | where " + repeated("a ", n); }, 10'000), 20);
  EXPECT_LT(growth([](std::size_t n) { return "members" + repeated("-- comment\n", n) + " of SCO"; }, 10'000), 20);
}

/// How many rules are tried on a statement, whether it is one or not.
double attempts(const std::string& text) {
  std::uint64_t count = 0;
  (void)match_statement(text, {0, static_cast<std::uint32_t>(text.size())}, &count);
  return static_cast<double>(count);
}

std::string in_parentheses(std::size_t deep, const std::string& inner) { return repeated("(", deep) + inner + repeated(")", deep); }

TEST(Limits, RulesTriedAreLinearInTheText) {
  using Text = std::string (*)(std::size_t);
  const Text long_texts[] = {
      [](std::size_t n) { return "members of SCO" + repeated(" or members of SCO", n); },
      [](std::size_t n) { return "members of SCO" + repeated(" and (members of SCO except {Turkey})", n) + " on"; },
      [](std::size_t n) { return "members of SCO" + repeated(", SCO", n) + ","; },
      [](std::size_t n) { return "states | where a = 1" + repeated(" and (a = 1 or not b in [1, 2])", n); },
      [](std::size_t n) { return "states | where a = 1" + repeated(" + 1", n) + " +"; },
      [](std::size_t n) { return "states" + repeated(" | where a = 1 | sort a desc", n) + " | wher"; },
      [](std::size_t n) { return "members of SCO" + repeated(" certainly", n); },
      [](std::size_t n) { return "record China" + repeated(", China", n) + " as member of SCO since 2001 according to x quote"; },
      [](std::size_t n) { return repeated("a ", n); },
      [](std::size_t n) { return repeated("SCO ", n) + "|"; },
  };
  for (const auto& text : long_texts) {
    EXPECT_LT(attempts(text(4000)) / attempts(text(500)), 8.1) << text(3);
  }
  const Text deep_texts[] = {
      [](std::size_t n) { return in_parentheses(n, "members of SCO") + " on 2014-10-20"; },
      [](std::size_t n) { return in_parentheses(n, "members of SCO on"); },
      [](std::size_t n) { return "states | where " + in_parentheses(n, "a = 1"); },
      [](std::size_t n) { return "states | where " + in_parentheses(n, "a = "); },
      [](std::size_t n) { return "states | where " + repeated("not ", n) + "a"; },
      [](std::size_t n) { return "states | derive x = " + repeated("round(", n) + "1" + repeated(")", n); },
      [](std::size_t n) { return "states | where a in " + repeated("(states | where a in ", n) + "[1]" + repeated(")", n); },
      [](std::size_t n) { return repeated("at least 1 of (", n) + "members of SCO" + repeated(")", n); },
  };
  for (const auto& text : deep_texts) {  // each level costs the same, whatever stands in it
    const double first = attempts(text(20)) - attempts(text(10));
    const double last = attempts(text(100)) - attempts(text(90));
    EXPECT_LE(last, first * 1.01) << text(3);
  }
}

TEST(Limits, ANumberThatFitsNowhereIsP02) {
  EXPECT_EQ(parsed_as<ast::Retract>("retract claim 18446744073709551615 because \"x\"").which,
            (std::variant<ast::IntV, ast::RetractWhich>(ast::IntV(ast::Int{18446744073709551615u, {14, 34}}))));
  EXPECT_EQ(refused("states | take 18446744073709551616").code, "P02");
  EXPECT_EQ(refused("states | take 18446744073709551616").span, (Span{14, 34}));
}

TEST(Limits, AScriptOfMoreThan64MegabytesIsP04) {
  EXPECT_EQ(refused(std::string(kScriptBytesMax + 1, ' ')).code, "P04");
  EXPECT_TRUE(parse_script(Source("t", std::string(kScriptBytesMax, ' '))).empty());
}

TEST(Limits, ATokenOfMoreThanOneMegabyteIsP09) {
  EXPECT_EQ(refused("members of S" + repeated("C", 1 << 20)).code, "P09");
  EXPECT_EQ(refused("members of \"" + repeated("C", 1 << 20) + "\"").code, "P09");
  parsed("-- " + repeated("a", 2 << 20) + "\nmembers of SCO");
  parsed("members of " + repeated("SCO, ", 1 << 19) + "SCO");
}

}  // namespace
}  // namespace entente::tests
