// Laying out what the generator writes: the same statements, within the width, and laid out once for all.
#include "parser/format/format.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/oracle/scenario.h"

namespace entente::oracle {
namespace {

constexpr std::uint64_t kScenarios = 200;

std::string laid_out(const std::string& text) {
  const auto result = format_script(entente::Source("t", text));
  return std::holds_alternative<std::string>(result) ? std::get<std::string>(result) : "";
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

void check(const std::string& text) {
  const std::string once = laid_out(text);
  ASSERT_TRUE(have_same_statements(entente::Source("a", text), entente::Source("b", once))) << text << "\n" << once;
  EXPECT_EQ(laid_out(once), once);
  EXPECT_LE(widest_line(once), kLineWidth) << once;
}

TEST(Layout, KeepsWhatTheGeneratorWrites) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const auto scenario = generate(seed);
    for (const auto& statement : scenario.statements) {
      check(statement.text);
    }
    for (const auto& query : scenario.queries) {
      check(text_of(scenario.world, query));
    }
  }
}

}  // namespace
}  // namespace entente::oracle
