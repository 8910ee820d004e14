// Who is in a body on a day, and in what an actor is: all bodies and all actors, on every day that decides about them.
#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

constexpr const char* kOnDay = " AND began <= ?2 AND ended > ?2";

TEST(SqliteSnapshot, OfBodies) {
  World world;
  const auto sql =
      std::string("SELECT actor, role, body FROM spell JOIN role_of USING (role) WHERE body = ?1 AND top = ?3") + kOnDay;
  std::size_t rows = 0;
  for (const auto& body : world.bodies) {
    for (const auto& day : world.days_of(body)) {
      for (const auto& [role, plural] : {std::pair("participant", "participants"), std::pair("member", "members"),
                                         std::pair("observer", "observers"), std::pair("candidate", "candidates")}) {
        std::string question = plural;
        question.append(" of ").append(world.named(body)).append(" on ").append(day).append(" | select actor, role, body");
        const auto expected = world.sql.rows(sql, {body, day, role});
        ASSERT_EQ(difference(world.ask(question), expected), "") << question;
        rows += expected.size();
      }
    }
  }
  EXPECT_GT(rows, 7000U);
}

TEST(SqliteSnapshot, Portfolios) {
  World world;
  const auto sql =
      std::string(
          "SELECT body, kind, role FROM spell JOIN role_of USING (role) JOIN (SELECT key, kind FROM entity) ON key = body "
          "WHERE actor = ?1 AND top = ?3 AND kind LIKE ?4") +
      kOnDay;
  // The words of the language and the kinds of body that they stand for.
  const std::vector<std::pair<std::string, std::string>> sources = {
      {"organisations", "organisation"}, {"agreements", "agreement"}, {"groups", "group"}, {"bodies", "%"}};
  std::size_t rows = 0;
  for (const auto& actor : world.actors) {
    for (const auto& day : world.days_of(actor)) {
      const auto& [source, kind] = world.some(sources);
      const bool as_member = world.below(2) == 0;
      std::string question = source;
      question.append(" of ").append(world.named(actor)).append(as_member ? " as member on " : " on ").append(day);
      const auto expected = world.sql.rows(sql, {actor, day, as_member ? "member" : "participant", kind});
      ASSERT_EQ(difference(world.ask(question + " | select body, kind, role"), expected), "") << question;
      rows += expected.size();
    }
  }
  EXPECT_GT(rows, 1000U);
}

// Unknown ends of a life count as existing.
TEST(SqliteSnapshot, WhatExists) {
  World world;
  struct Source {
    std::string word;
    std::string kind;
    std::string key;
  };
  const std::vector<Source> sources = {{"states", "state", "actor"},
                                       {"territories", "territory", "actor"},
                                       {"organisations", "organisation", "body"},
                                       {"agreements", "agreement", "body"},
                                       {"groups", "group", "body"}};
  const auto days = world.sql.rows(
      "SELECT began FROM entity WHERE began > '0001-01-02' UNION SELECT ended FROM entity WHERE ended < '9999' "
      "UNION SELECT date(began, '-1 day') FROM entity WHERE began > '0001-01-02' "
      "UNION SELECT date(ended, '-1 day') FROM entity WHERE ended < '9999'");
  for (const auto& row : days) {
    const auto& day = row.at(0);
    for (const auto& [word, kind, key] : sources) {
      std::string question = word;
      question.append(" on ").append(day).append(" | select ").append(key);
      const auto expected = world.sql.rows("SELECT key FROM entity WHERE kind = ?1 AND began <= ?2 AND ended > ?2", {kind, day});
      ASSERT_EQ(difference(world.ask(question), expected), "") << question;
    }
  }
  EXPECT_GT(days.size(), 200U);
}

}  // namespace
}  // namespace entente::tests
