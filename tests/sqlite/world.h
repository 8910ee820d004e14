// The world of the seeds twice: in the engine, and in tables of SQLite that hand-written SQL is asked of.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/session/support.h"
#include "tests/sqlite/sqlite.h"

namespace entente::tests {

/// The tables, all columns text, days as ISO 8601:
///   role(role, rank, under) · role_of(role, top): role is top, or stands under it; 'participant' is on top of all
///   entity(key, kind, began, ended): '0001-01-01' where no beginning is known, '9999-12-31' where no end
///   claim(id, actor, role, body, began, ended, stance, source, reported): unmerged, dates as they print
///   membership(actor, role, body, began, ended): the engine's own, by their best reading
///   exact(actor, body): pairs of which all claims state days; their memberships are folded by SQL
///   spell(actor, role, body, began, ended, says_began, says_ended): what questions are asked of; `ended` is exclusive. Of exact
///     pairs folded from `claim` by SQL; of the others the row of `membership`, since folding uncertain dates is the matter of
///     tests/oracle. The best reading of a bound may lie outside the lives of actor and body: what the rows say is not clipped to
///     them, the days are
class World {
 public:
  World();

  /// The rows that the engine answers, each cell as text, missing as nothing. A refused question is a failure of the test.
  Rows ask(const std::string& question);

  /// Actor or body as a question writes it, its kind before the key, for AU is also a code of Australia.
  std::string named(const std::string& key);

  /// The days that decide about a body or an actor: those on which a membership of it begins or ends, and the day before each.
  const std::vector<std::string>& days_of(const std::string& key);
  /// One of them; now and then any day.
  std::string some_day(const std::string& key);
  /// One of `items`.
  template <class T>
  const T& some(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  /// 0 to count - 1.
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(chance_); }

  Sqlite sql;
  std::vector<std::string> actors;   // keys of all that hold or could hold a role
  std::vector<std::string> holders;  // one a spell, so that some() finds those that hold many roles
  std::vector<std::string> bodies;   // keys of what roles are held in, not of all treaties of two
  std::vector<std::string> hosts;    // one a spell, so that some() finds those in which many roles are held

 private:
  void fill();
  void fold();

  TempDir dir_;
  Database database_;
  Asking asking_;
  std::mt19937 chance_{20141021};
  std::map<std::string, std::vector<std::string>> days_;
  std::map<std::string, std::string> kinds_;
};

/// The day some days later.
std::string days_after(const std::string& day, int days);
/// What only one of two answers has, the first rows of it, one a line; nothing when they are the same in whatever order.
std::string difference(Rows engine, Rows sqlite);

}  // namespace entente::tests
