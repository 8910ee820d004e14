// Claims with exact days, folded by islands and gaps in SQL, are the engine's memberships.
#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

TEST(SqliteFold, GivesTheMembershipsOfTheEngine) {
  World world;
  const auto folded =
      world.sql.rows("SELECT actor, role, body, began, ended FROM spell WHERE (actor, body) IN (SELECT actor, body FROM exact)");
  const auto engine = world.sql.rows("SELECT * FROM membership WHERE (actor, body) IN (SELECT actor, body FROM exact)");
  EXPECT_EQ(difference(engine, folded), "");
  EXPECT_GT(folded.size(), 550U) << "most of the seeds state days";
}

}  // namespace
}  // namespace entente::tests
