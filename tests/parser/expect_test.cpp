// What may follow the beginning of a statement.
#include "parser/expect.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace entente::tests {
namespace {

bool expects(std::string_view statement, std::string_view what) {
  const auto all = expected_behind(statement);
  return std::find(all.begin(), all.end(), what) != all.end();
}

TEST(Expected, IsToldBehindEachPart) {
  EXPECT_TRUE(expects("", "a statement"));
  EXPECT_TRUE(expects("members ", "of"));
  EXPECT_TRUE(expects("members of ", "a name"));
  EXPECT_TRUE(expects("members of SCO ", "a clause"));
  EXPECT_TRUE(expects("members of SCO on ", "a date"));
  EXPECT_TRUE(expects("members of SCO according to ", "a source key"));
  EXPECT_TRUE(expects("members of SCO on 2014 | ", "a stage"));
  EXPECT_TRUE(expects("members of SCO on 2014 | sort ", "a value"));
  EXPECT_TRUE(expects("record China as ", "a role"));
}

TEST(Expected, AlsoBehindAWholeStatement) {
  EXPECT_TRUE(expects("roles ", "a clause"));
  EXPECT_TRUE(expects("roles ", "|"));
}

TEST(Expected, IsNothingBehindAMistake) {
  EXPECT_TRUE(expected_behind("members off SCO on ").empty());
  EXPECT_TRUE(expected_behind(std::string(500, '(')).empty());
}

}  // namespace
}  // namespace entente::tests
