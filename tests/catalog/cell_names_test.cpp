// What cells of files mean as names, and what is said of those that mean nothing.
#include "engine/catalog/cell_names.h"

#include <gtest/gtest.h>

namespace entente::catalog {
namespace {

Catalog world() {
  Catalog out;
  Entity entity;
  entity.id = {1};
  entity.key = "CHN";
  entity.name = "China";
  out.put(entity);
  return out;
}

TEST(CellNames, SayWhatIsCalledNearlySo) {
  const Catalog catalog = world();
  CellNames names("", Place::kActor);
  EXPECT_EQ(names.of(catalog, "china").ids, std::vector{EntityId{1}});
  const auto& chima = names.of(catalog, "Chima");
  EXPECT_TRUE(chima.unknown);
  EXPECT_EQ(chima.fault, "no actor is \"Chima\"; China?");
}

// For that all names are compared, of a file that defines each anew all with all.
TEST(CellNames, OfWhoDefinesWhatIsUnknownNeedNot) {
  const Catalog catalog = world();
  CellNames names("", Place::kActor, false);
  const auto& chima = names.of(catalog, "Chima");
  EXPECT_TRUE(chima.unknown);
  EXPECT_EQ(chima.fault, "no actor is \"Chima\"");
  EXPECT_EQ(names.of(catalog, "state:Chima").fault, "no actor is state:Chima");
}

}  // namespace
}  // namespace entente::catalog
