// Whole memberships, filtered by who, where, as what and when; never clipped (rule 2).
#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

// Bounds print as recorded; their best days are what the two can compare.
const char* const kColumns = " | select actor, role, body, b = coalesce(earliest(began), latest(began)), e = latest(ended)";

// The columns of `spell`, an open end as missing.
const char* const kSpell = "SELECT actor, role, body, says_began, CASE WHEN says_ended < '9999' THEN says_ended END FROM spell ";

TEST(SqliteHistory, OfActorsInBodies) {
  World world;
  EXPECT_EQ(difference(world.ask(std::string("memberships ever") + kColumns), world.sql.rows(kSpell)), "");
  for (const auto& actor : world.actors) {
    const auto question = "memberships of " + world.named(actor) + " ever" + kColumns;
    ASSERT_EQ(difference(world.ask(question), world.sql.rows(kSpell + std::string("WHERE actor = ?1"), {actor})), "") << question;
  }
  for (const auto& body : world.bodies) {
    const auto question = "memberships in " + world.named(body) + " ever" + kColumns;
    ASSERT_EQ(difference(world.ask(question), world.sql.rows(kSpell + std::string("WHERE body = ?1"), {body})), "") << question;
    for (int i = 0; i < 20; ++i) {
      const auto& actor = world.some(world.holders);
      const auto pair = "memberships of " + world.named(actor) + " in " + world.named(body) + " ever" + kColumns;
      const auto expected = world.sql.rows(kSpell + std::string("WHERE actor = ?1 AND body = ?2"), {actor, body});
      ASSERT_EQ(difference(world.ask(pair), expected), "") << pair;
    }
  }
}

TEST(SqliteHistory, OfSomeAsSomethingInAPeriod) {
  World world;
  // The clause, and what it asks of a span whose first day is ?1 and last ?2.
  const std::vector<std::pair<std::string, std::string>> clauses = {{" during ", "began <= ?2 AND ended > ?1"},
                                                                    {" throughout ", "began <= ?1 AND ended > ?2"}};
  std::size_t rows = 0;
  for (int i = 0; i < 300; ++i) {
    const auto& one = world.some(world.bodies);
    const auto& other = world.some(world.bodies);
    const auto first = world.some_day(one);
    const auto last = days_after(first, static_cast<int>(world.below(3000)));
    const auto& [clause, condition] = world.some(clauses);
    const std::string role = world.below(3) == 0 ? "observer" : "member";
    std::string question = "memberships as ";
    question.append(role).append(" in ").append(world.named(one)).append(", ").append(world.named(other));
    question.append(clause).append(first).append(" through ").append(last).append(kColumns);
    const auto expected =
        world.sql.rows(kSpell + ("JOIN role_of USING (role) WHERE top = ?3 AND body IN (?4, ?5) AND " + condition),
                       {first, last, role, one, other});
    ASSERT_EQ(difference(world.ask(question), expected), "") << question;
    rows += expected.size();
  }
  EXPECT_GT(rows, 1500U);
}

}  // namespace
}  // namespace entente::tests
