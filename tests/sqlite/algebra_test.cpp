// Set algebra, day by day (rule 1): random sets of actors and of bodies on a day, during and throughout a period. In SQL a set is
// a relation of keys and days, so that `and`, `or` and `except` are INTERSECT, UNION and EXCEPT.
#include <algorithm>
#include <utility>

#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

// Random sets in both languages. Every part of a set is a common table expression of key and day, over the days in the table `day`:
// nested queries of that depth are too much for the parser of SQLite.
class Sets {
 public:
  Sets(World& world, bool of_actors) : world_(world), of_actors_(of_actors) {}

  struct Set {
    std::string text;
    std::string table;  // its name in `with()`
  };

  // The tables of all sets made since the last call, as they stand in front of a SELECT.
  std::string with() {
    asked_of_.clear();
    return "WITH " + std::exchange(tables_, {});
  }
  // A day that decides about some of them.
  std::string some_day() { return world_.some_day(world_.some(asked_of_)); }

  // `or` and `except` go left to right, `and` binds tighter.
  Set sum(int depth) {
    auto all = product(depth);
    for (std::size_t i = world_.below(3); i > 0; --i) {
      const bool is_or = world_.below(2) == 0;
      all = joined(all, is_or ? " or " : " except ", is_or ? "UNION" : "EXCEPT", product(depth));
    }
    return all;
  }

  // The table has a column `count` too.
  Set counted(int depth, const std::string& word, std::size_t number) {
    std::string text;
    std::string legs;
    for (std::size_t i = std::max<std::size_t>(2, number) + world_.below(2); i > 0; --i) {
      const auto set = sum(depth);
      text += (text.empty() ? "(" : ", (") + set.text + ")";
      legs += (legs.empty() ? "" : " UNION ALL ") + ("SELECT DISTINCT key, day FROM " + set.table);
    }
    const auto n = std::to_string(number);
    return {word + " " + n + " of (" + text + ")",
            add("SELECT key, day, count(*) AS count FROM (" + legs + ") GROUP BY key, day HAVING count(*) " +
                (word == "exactly" ? "= " : ">= ") + n)};
  }

 private:
  std::string add(const std::string& query) {
    std::string name = "t" + std::to_string(++made_);
    tables_ += (tables_.empty() ? "" : ",\n") + name + " AS (" + query + ")";
    return name;
  }

  Set joined(const Set& left, const std::string& word, const std::string& sql_word, const Set& right) {
    return {left.text + word + right.text,
            add("SELECT key, day FROM " + left.table + " " + sql_word + " SELECT key, day FROM " + right.table)};
  }

  Set product(int depth) {
    auto all = factor(depth);
    for (std::size_t i = world_.below(3) == 0 ? 1 + world_.below(2) : 0; i > 0; --i) {
      all = joined(all, " and ", "INTERSECT", factor(depth));
    }
    return all;
  }

  Set factor(int depth) {
    const auto kind = depth == 0 ? 0 : world_.below(4);
    if (kind == 0 || kind == 3) {
      return leaf();
    }
    const auto inner =
        kind == 1 ? sum(depth - 1) : counted(depth - 1, world_.below(2) == 0 ? "at least" : "exactly", 1 + world_.below(2));
    return {"(" + inner.text + ")", inner.table};
  }

  Set leaf() {
    // Members more often than others, for there are more of them.
    const std::vector<std::pair<std::string, std::string>> roles = {{"member", "members"},
                                                                    {"member", "members"},
                                                                    {"participant", "participants"},
                                                                    {"observer", "observers"},
                                                                    {"party", "parties"}};
    const auto& [role, plural] = world_.some(roles);
    const auto& of = asked_of_.emplace_back(world_.some(of_actors_ ? world_.hosts : world_.holders));
    const auto text = of_actors_ ? plural + " of " + world_.named(of)
                                 : "bodies of " + world_.named(of) + (role == "participant" ? "" : " as " + role);
    return {text, add(std::string("SELECT ") + (of_actors_ ? "actor" : "body") +
                      " AS key, day FROM spell JOIN role_of USING (role) JOIN day ON day >= began AND day < ended WHERE top = '" +
                      role + "' AND " + (of_actors_ ? "body" : "actor") + " = '" + of + "'")};
  }

  World& world_;
  bool of_actors_;
  std::string tables_;
  std::vector<std::string> asked_of_;
  std::size_t made_ = 0;
};

void fill_days(World& world, const std::string& first, const std::string& last) {
  world.sql.run("DROP TABLE IF EXISTS day; CREATE TABLE day(day); INSERT INTO day WITH RECURSIVE d(day) AS (SELECT '" + first +
                "' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '" + last + "') SELECT day FROM d");
}

// Some period of a month or so, now and then of a year; a day is a period too.
struct Period {
  std::string text;
  bool throughout = false;
};

Period some_period(World& world, const std::string& first, bool may_be_throughout = true) {
  if (world.below(2) == 0) {
    fill_days(world, first, first);
    return {" on " + first};
  }
  const auto last = days_after(first, static_cast<int>(world.below(world.below(20) == 0 ? 400 : 40)));
  fill_days(world, first, last);
  const bool throughout = may_be_throughout && world.below(2) == 0;
  return {std::string(throughout ? " throughout " : " during ") + first + " through " + last, throughout};
}

void compare_sums(bool of_actors) {
  World world;
  Sets sets(world, of_actors);
  std::size_t rows = 0;
  for (int i = 0; i < 150; ++i) {
    const auto set = sets.sum(2);
    const auto period = some_period(world, sets.some_day());
    const auto question = "(" + set.text + ")" + period.text + " | select " + (of_actors ? "actor" : "body") + " | distinct";
    const auto expected = world.sql.rows(sets.with() + " SELECT key FROM " + set.table + " GROUP BY key" +
                                         (period.throughout ? " HAVING count(DISTINCT day) = (SELECT count(*) FROM day)" : ""));
    ASSERT_EQ(difference(world.ask(question), expected), "") << question;
    rows += expected.size();
  }
  EXPECT_GT(rows, 500U);
}

TEST(SqliteAlgebra, SetsOfActors) { compare_sums(true); }

TEST(SqliteAlgebra, SetsOfBodies) { compare_sums(false); }

// Over a period the count is the highest of a day (rule 8).
TEST(SqliteAlgebra, CountedSetsSayHowMany) {
  World world;
  Sets sets(world, true);
  std::size_t rows = 0;
  for (int i = 0; i < 50; ++i) {
    const auto set = sets.counted(1, "at least", 1 + world.below(3));
    const auto period = some_period(world, sets.some_day(), false);
    const auto question = set.text + period.text + " | select actor, count";
    const auto expected = world.sql.rows(sets.with() + " SELECT key, max(count) FROM " + set.table + " GROUP BY key");
    ASSERT_EQ(difference(world.ask(question), expected), "") << question;
    rows += expected.size();
  }
  EXPECT_GT(rows, 600U);
}

}  // namespace
}  // namespace entente::tests
