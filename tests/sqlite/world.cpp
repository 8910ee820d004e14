#include "tests/sqlite/world.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "tests/seeds/seeds.h"

namespace entente::tests {
namespace {

Database open_world(const TempDir& dir) {
  auto made = Database::create_from((dir / "world.entente").string(), read_seeds());
  if (!made) {
    throw std::runtime_error(made.error().text);
  }
  return *made;
}

// Best readings, said in the language itself: the earliest beginning, else the first day vouched for; the latest end.
const char* const kBestDays = "b = coalesce(earliest(began), latest(began)), e = latest(ended)";

const char* const kTables = R"(
CREATE TABLE role(role, rank, under);
CREATE TABLE entity(key, kind, began, ended);
CREATE TABLE claim(id, actor, role, body, began, ended, stance, source, reported);
CREATE TABLE membership(actor, role, body, began, ended);
)";

const char* const kRoles = R"(
CREATE TABLE role_of AS
WITH RECURSIVE up(role, top) AS (
  SELECT role, role FROM role
  UNION
  SELECT up.role, role.under FROM up JOIN role ON role.role = up.top WHERE role.under <> '')
SELECT role, top FROM up UNION ALL SELECT role, 'participant' FROM role;
)";

// Exact are pairs of actor and body of which every claim is a fact with exact days, or states an exact end alone. An open claim
// must be dated, for it vouches for the days up to its report, and stand in no ladder with another role, which could end it.
const char* const kExact = R"(
CREATE TABLE exact AS
SELECT actor, body FROM claim JOIN role USING (role) WHERE stance IN ('fact', 'denied')
GROUP BY actor, body
HAVING min(stance = 'fact' AND (began GLOB '????-??-??' OR began = '') AND (ended GLOB '????-??-??' OR ended = ''))
   AND min(ended <> '' OR reported GLOB '????-??-??')
   AND (count(DISTINCT CASE WHEN rank <> '' THEN role END) <= 1 OR min(ended <> ''));
)";

// Islands and gaps: an open claim ends with the first end claimed after its report, else with its actor or body; spans that
// overlap or touch are one.
const char* const kSpells = R"(
CREATE TABLE spell AS
WITH span AS (
  SELECT c.actor, c.role, c.body, c.began,
         CASE WHEN c.ended <> '' THEN c.ended
              ELSE min(a.ended, b.ended, coalesce((SELECT min(e.ended) FROM claim e
                                                   WHERE (e.actor, e.role, e.body, e.stance) = (c.actor, c.role, c.body, 'fact')
                                                     AND e.ended > c.reported), '9999-12-31')) END AS ended
  FROM claim c JOIN exact USING (actor, body) JOIN entity a ON a.key = c.actor JOIN entity b ON b.key = c.body
  WHERE c.role <> '' AND c.began <> ''),
marked AS (
  SELECT *, began > max(ended) OVER (PARTITION BY actor, role, body ORDER BY began, ended
                                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS starts
  FROM span),
numbered AS (
  SELECT *, sum(coalesce(starts, 1)) OVER (PARTITION BY actor, role, body ORDER BY began, ended
                                           ROWS UNBOUNDED PRECEDING) AS island
  FROM marked)
SELECT actor, role, body, min(began) AS began, max(ended) AS ended, min(began) AS says_began, max(ended) AS says_ended
FROM numbered GROUP BY actor, role, body, island
UNION ALL
SELECT m.actor, m.role, m.body, max(m.began, a.began, b.began), min(m.ended, a.ended, b.ended), m.began, m.ended
FROM membership m JOIN entity a ON a.key = m.actor JOIN entity b ON b.key = m.body
WHERE (m.actor, m.body) NOT IN (SELECT actor, body FROM exact);
CREATE INDEX spell_body ON spell(body);
CREATE INDEX spell_actor ON spell(actor);
)";

std::vector<std::string> column_of(const Rows& rows) {
  std::vector<std::string> cells;
  for (const auto& row : rows) {
    cells.push_back(row.at(0));
  }
  return cells;
}

// Puts the ends of time where no day is known.
Rows with_ends_of_time(Rows rows) {
  for (auto& row : rows) {
    auto& began = row[row.size() - 2];
    auto& ended = row[row.size() - 1];
    began = began.empty() ? "0001-01-01" : began;
    ended = ended.empty() ? "9999-12-31" : ended;
  }
  return rows;
}

// Of many that are much alike some stand for all, so that the tests take no longer as the world grows; ENTENTE_WHOLE_WORLD=1 has
// all.
std::vector<std::string> some_of(std::vector<std::string> all, std::size_t each) {
  if (std::getenv("ENTENTE_WHOLE_WORLD") != nullptr) {
    return all;
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < all.size(); i += each) {
    out.push_back(std::move(all[i]));
  }
  return out;
}

}  // namespace

World::World() : database_(open_world(dir_)), asking_(database_) {
  fill();
  fold();
  actors =
      some_of(column_of(sql.rows("SELECT key FROM entity WHERE kind IN ('state', 'territory', 'organisation') ORDER BY key")), 2);
  // Treaties of two states are many and much alike: one in ten stands for them.
  bodies =
      some_of(column_of(sql.rows(
                  "SELECT key FROM entity WHERE kind IN ('organisation', 'group') OR kind = 'agreement' AND (rowid % 10 = 0 OR "
                  "key IN (SELECT body FROM spell GROUP BY body HAVING count(*) > 2)) ORDER BY key")),
              3);
  for (const auto& row : sql.rows("SELECT key, kind FROM entity")) {
    kinds_[row.at(0)] = row.at(1);
  }
  holders = column_of(sql.rows("SELECT actor FROM spell ORDER BY 1"));
  hosts = column_of(sql.rows("SELECT body FROM spell ORDER BY 1"));
}

void World::fill() {
  sql.run(kTables);
  sql.insert("role", ask("roles | select role, rank, under"));
  sql.run(kRoles);
  const std::string life = std::string(" | derive ") + kBestDays + " | select ";
  sql.insert("entity", with_ends_of_time(ask("actors ever | where kind != \"organisation\"" + life + "actor, kind, b, e")));
  sql.insert("entity", with_ends_of_time(ask("bodies ever" + life + "body, kind, b, e")));
  sql.insert("claim", ask("claims | select id, actor, role, body, began, ended, stance, source, reported"));
  sql.insert("membership", with_ends_of_time(ask("memberships ever" + life + "actor, role, body, b, e")));
}

void World::fold() {
  sql.run(kExact);
  sql.run(kSpells);
}

Rows World::ask(const std::string& question) {
  const auto errors = asking_.run(question);
  if (!errors.empty()) {
    ADD_FAILURE() << question << "\n" << errors.front().text;
    return {};
  }
  Rows rows;
  for (const auto& row : asking_.answers.at(0).table.rows) {
    auto& cells = rows.emplace_back();
    for (const auto& cell : row) {
      cells.push_back(std::holds_alternative<std::monostate>(cell) ? "" : text_of(cell));
    }
  }
  return rows;
}

std::string World::named(const std::string& key) { return kinds_.at(key) + ":\"" + key + "\""; }

const std::vector<std::string>& World::days_of(const std::string& key) {
  const auto [it, is_new] = days_.try_emplace(key);
  if (is_new) {
    it->second = column_of(sql.rows(R"(
WITH spell_of AS (SELECT * FROM spell WHERE ?1 IN (body, actor)),
bound(day) AS (SELECT began FROM spell_of UNION SELECT ended FROM spell_of WHERE ended < '9999')
SELECT day FROM bound UNION SELECT date(day, '-1 day') FROM bound)",
                                    {key}));
  }
  return it->second;
}

std::string World::some_day(const std::string& key) {
  const auto& days = days_of(key);
  return days.empty() || below(8) == 0 ? days_after("1945-01-01", static_cast<int>(below(32000))) : some(days);
}

std::string days_after(const std::string& day, int days) {
  using namespace std::chrono;
  const year_month_day from{year(std::stoi(day.substr(0, 4))), month(static_cast<unsigned>(std::stoi(day.substr(5, 2)))),
                            std::chrono::day(static_cast<unsigned>(std::stoi(day.substr(8, 2))))};
  const year_month_day to{sys_days(from) + std::chrono::days(days)};
  const auto two = [](unsigned number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(static_cast<int>(to.year())) + two(static_cast<unsigned>(to.month())) +
         two(static_cast<unsigned>(to.day()));
}

std::string difference(Rows engine, Rows sqlite) {
  std::sort(engine.begin(), engine.end());
  std::sort(sqlite.begin(), sqlite.end());
  std::string text;
  const auto add = [&](const std::string& who, const Rows& left, const Rows& right) {
    Rows only;
    std::set_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(only));
    for (std::size_t i = 0; i < only.size() && i < 10; ++i) {
      text += "\n  only " + who;
      for (const auto& cell : only[i]) {
        text += " | " + cell;
      }
    }
  };
  add("the engine", engine, sqlite);
  add("SQLite", sqlite, engine);
  return text;
}

}  // namespace entente::tests
