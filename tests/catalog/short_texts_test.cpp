#include "engine/catalog/short_texts.h"

#include <gtest/gtest.h>

#include <string>

namespace entente::catalog {
namespace {

TEST(ShortTexts, HasThoseOfUpToThirtyOneBytes) {
  ShortTexts texts;
  EXPECT_EQ(texts.find(0), std::nullopt);
  for (std::size_t size = 0; size < 40; ++size) {
    texts.set(2 * size, std::string(size, 'k'));
  }
  for (std::size_t size = 0; size < 40; ++size) {
    const auto found = texts.find(2 * size);
    EXPECT_EQ(found.has_value(), size <= 31) << size;
    EXPECT_EQ(found.value_or(std::string(size, 'k')), std::string(size, 'k'));
    EXPECT_EQ(texts.find(2 * size + 1), std::nullopt);
  }
  texts.set(4, "SCO");
  EXPECT_EQ(texts.find(4), "SCO");
  texts.set(4, "a key that is a good deal longer than others");
  EXPECT_EQ(texts.find(4), std::nullopt);
}

}  // namespace
}  // namespace entente::catalog
