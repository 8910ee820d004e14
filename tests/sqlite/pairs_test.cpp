// What two actors, or two bodies, have in common (rule 10): joins in SQL, counted.
#include "tests/sqlite/world.h"

namespace entente::tests {
namespace {

// One side of the pairs in both languages. The SQL gives period and key for each row of the table `step`.
struct Side {
  std::string text;
  std::string sql;
};

struct Role {
  std::string text;  // a clause of its own, or nothing
  std::string name;
};

class Pairs {
 public:
  Pairs(World& world, bool of_actors)
      : world_(world), key_(of_actors ? "actor" : "body"), other_(of_actors ? "body" : "actor"), of_actors_(of_actors) {}

  // Asks for some pairs at some time; the number of rows that both gave.
  std::size_t compare() {
    const bool ordered = world_.below(3) == 0;
    const bool one_set = !ordered && world_.below(2) == 0;
    const auto a = of_actors_ ? some_actors() : some_bodies();
    const auto b = one_set ? a : of_actors_ ? some_actors() : some_bodies();
    const auto when = fill_steps(world_.some_day(asked_of_));
    const auto role_a = some_role(ordered);
    const auto role_b = ordered ? some_role(true) : role_a;
    const auto within = of_actors_ ? some_ground() : std::pair<std::string, std::string>();
    fill_held("held_a", role_a.name, within.second);
    fill_held("held_b", role_b.name, within.second);
    std::string question = ordered ? "ordered pairs of " : "pairs of ";
    question += a.text + (ordered ? role_a.text : "") + (one_set ? "" : " with " + b.text) + role_b.text + within.first + when;
    const auto expected = counted(a, b, ordered);
    EXPECT_EQ(difference(world_.ask(question), expected), "") << question;
    return expected.size();
  }

 private:
  // The day, or the ends of some years.
  std::string fill_steps(const std::string& day) {
    world_.sql.run("DROP TABLE IF EXISTS step; CREATE TABLE step(period, day)");
    if (world_.below(2) == 0) {
      world_.sql.insert("step", {{day, day}});
      return " each of " + day;
    }
    const int from = 1950 + static_cast<int>(world_.below(70));
    const int to = from + static_cast<int>(world_.below(5));
    for (int year = from; year <= to; ++year) {
      world_.sql.insert("step", {{std::to_string(year), std::to_string(year) + "-12-31"}});
    }
    return " each year during " + std::to_string(from) + " through " + std::to_string(to);
  }

  static Side existing(const std::string& source, const std::string& kind) {
    return {source, "SELECT period, key FROM step JOIN entity ON began <= day AND ended > day WHERE kind = '" + kind + "'"};
  }

  Side holding(const std::string& text, const std::string& role, const std::string& of) {
    asked_of_ = of;
    return {text, "SELECT period, " + key_ + " FROM step JOIN spell ON began <= day AND ended > day JOIN role_of USING (role) " +
                      "WHERE top = '" + role + "' AND " + other_ + " = '" + of + "'"};
  }

  Side some_of(const std::vector<std::string>& keys) {
    const auto& one = world_.some(keys);
    const auto& other = world_.some(keys);
    asked_of_ = other;
    return {"{" + world_.named(one) + ", " + world_.named(other) + "}",
            "SELECT period, key FROM step JOIN entity WHERE key IN ('" + one + "', '" + other + "')"};
  }

  Side some_actors() {
    const auto members = [&] {
      const auto& of = world_.some(world_.bodies);
      return holding("members of " + world_.named(of), "member", of);
    };
    switch (world_.below(8)) {
      case 0:
        return existing("states", "state");
      case 1:
      case 2:
        return some_of(world_.holders);
      case 3: {
        const auto left = members();
        const auto right = members();
        return {"(" + left.text + " except " + right.text + ")", left.sql + " EXCEPT " + right.sql};
      }
      default:
        return members();
    }
  }

  Side some_bodies() {
    switch (world_.below(5)) {
      case 0:
        return existing("organisations", "organisation");
      case 1:
        return existing("groups", "group");
      case 2:
        return some_of(world_.bodies);
      default: {
        const auto& of = world_.some(world_.holders);
        return holding("(bodies of " + world_.named(of) + ")", "participant", of);
      }
    }
  }

  Role some_role(bool needed) {
    const std::vector<std::string> names = {"member", "member", "observer", "candidate"};
    if (!needed && world_.below(3) == 0) {
      return {"", "participant"};
    }
    const auto& name = world_.some(names);
    return {" as " + name, name};
  }

  // The bodies in which pairs of actors are counted: all but groups, or those that are named.
  std::pair<std::string, std::string> some_ground() {
    if (world_.below(3) != 0) {
      return {"", "SELECT key FROM entity WHERE kind <> 'group'"};
    }
    std::string text;
    std::string keys;
    for (int i = 0; i < 6; ++i) {
      const auto& body = world_.some(world_.bodies);
      text += (i == 0 ? " in " : ", ") + world_.named(body);
      keys += (i == 0 ? "'" : ", '") + body + "'";
    }
    return {text, keys};
  }

  void fill_held(const std::string& table, const std::string& role, const std::string& bodies) {
    world_.sql.run("DROP TABLE IF EXISTS " + table + "; CREATE TABLE " + table + " AS SELECT DISTINCT period, " + key_ +
                   " AS key, " + other_ +
                   " AS other FROM step JOIN spell ON began <= day AND ended > day JOIN role_of USING (role) WHERE top = '" + role +
                   "'" + (bodies.empty() ? "" : " AND body IN (" + bodies + ")") + "; CREATE INDEX " + table + "_index ON " +
                   table + "(period, key, other)");
  }

  // Of pairs without order each stands once, the smaller code first if both orders are possible.
  Rows counted(const Side& a, const Side& b, bool ordered) {
    const std::string once =
        " AND (a < b COLLATE NOCASE OR (period, b) NOT IN (SELECT * FROM side_a) OR (period, a) NOT IN (SELECT * FROM side_b))";
    return world_.sql.rows("WITH side_a(period, a) AS (" + a.sql + "), side_b(period, b) AS (" + b.sql + R"(),
pair AS (SELECT DISTINCT period, a, b FROM side_a JOIN side_b USING (period) WHERE a <> b)" +
                           (ordered ? "" : once) + R"(),
counted AS (
  SELECT period, a, b,
         (SELECT count(*) FROM held_a x JOIN held_b y USING (period, other)
          WHERE x.period = p.period AND x.key = a AND y.key = b) AS shared,
         (SELECT count(*) FROM held_a x WHERE x.period = p.period AND x.key = a) AS of_a,
         (SELECT count(*) FROM held_b y WHERE y.period = p.period AND y.key = b) AS of_b
  FROM pair p)
SELECT period, a, b, shared, of_a - shared, of_b - shared,
       CASE WHEN of_a + of_b > 0 THEN 1.0 * shared / (of_a + of_b - shared) END
FROM counted)");
  }

  World& world_;
  std::string key_;    // a column of `spell`
  std::string other_;  // and the other one
  bool of_actors_;
  std::string asked_of_;  // what the last side names
};

void compare(bool of_actors) {
  World world;
  Pairs pairs(world, of_actors);
  std::size_t rows = 0;
  for (int i = 0; i < 40 && !testing::Test::HasFailure(); ++i) {
    rows += pairs.compare();
  }
  EXPECT_GT(rows, 2000U);
}

TEST(SqlitePairs, OfActors) { compare(true); }

TEST(SqlitePairs, OfBodies) { compare(false); }

}  // namespace
}  // namespace entente::tests
