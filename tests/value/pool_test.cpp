#include "engine/value/pool.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Pool, EqualValuesHaveEqualCells) {
  Pool pool;
  EXPECT_EQ(pool.text("a"), pool.text("a"));
  EXPECT_NE(pool.text("a"), pool.text("b"));
  EXPECT_EQ(pool.list({1, 2}), pool.list({1, 2}));
  EXPECT_NE(pool.list({1, 2}), pool.list({2, 1}));
  EXPECT_EQ(pool.bound({exact_bound(7), 7}), pool.bound({exact_bound(7), 7}));
  EXPECT_NE(pool.bound({bound_unknown(), 7}), pool.bound({bound_unknown(), 8}));
}

TEST(Pool, ValuesStayWhereTheyAre) {
  Pool pool;
  const Datum first = pool.text("first");
  const std::string* place = &pool.text_of(first);
  for (int i = 0; i < 10000; ++i) {
    (void)pool.text(std::to_string(i));
  }
  EXPECT_EQ(&pool.text_of(first), place);
  EXPECT_EQ(pool.text_of(first), "first");
}

}  // namespace
}  // namespace entente
