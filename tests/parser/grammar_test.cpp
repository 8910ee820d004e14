// The grammar itself: no rule can loop without taking anything.
#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "parser/grammar/statements.h"

namespace entente::tests {
namespace {

TEST(Grammar, HasNoLeftRecursionAndNoEmptyLoop) { EXPECT_EQ(tao::pegtl::analyze<grammar::Script>(1), 0u); }

}  // namespace
}  // namespace entente::tests
