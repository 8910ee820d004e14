// Laws of `changes` and `transitions` over random databases: what they say adds up to what the snapshots say.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/oracle/scenario.h"
#include "tests/session/support.h"

namespace entente::oracle {
namespace {

constexpr std::uint64_t kCases = 150;

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

// In memory where that is to be had: thousands of small commits need not wait for a disk.
std::filesystem::path parent() {
  std::error_code ignored;
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
}

// A random database, asked through the public face.
class World {
 public:
  explicit World(std::uint64_t seed)
      : directory_(parent()), database_(*Database::create_from((directory_ / "world.entente").string(), {})), asking_(database_) {
    for (const auto& statement : generate(seed).statements) {
      (void)asking_.run(statement.text);  // some break a rule and are refused
    }
  }

  Rows rows(const std::string& question) {
    const auto errors = asking_.run(question);
    EXPECT_TRUE(errors.empty()) << errors[0].text;
    Rows out;
    if (errors.empty()) {
      for (const auto& cells : asking_.answers.back().table.rows) {
        Row row;
        for (const auto& cell : cells) {
          row.push_back(tests::text_of(cell));
        }
        out.push_back(row);
      }
    }
    return out;
  }

  /// Through whose eyes, and as of when, the laws are tried.
  std::vector<std::string> views() {
    const int commits = std::stoi(rows("commits | count")[0][0]);
    return {"", " as reported by 1906-06-30", " according to source-a", " as known at commit " + std::to_string(commits * 2 / 3)};
  }

 private:
  tests::TempDir directory_;
  Database database_;
  tests::Asking asking_;
};

std::string days_of_date(const std::string& column) { return "days(1900-01-01, " + column + ")"; }

std::vector<int> some_days() {
  std::vector<int> days;
  for (int day = 100; day < kAfter; day += 171) {
    days.push_back(day);
  }
  return days;
}

// Who holds what on a day, and who stands suspended, as the changes up to it add up.
class Fold {
 public:
  void take(const Rows& changes, int through) {  // day, actor, body, change, was, now, stance; by day
    for (std::size_t i = 0; i < changes.size() && std::stoi(changes[i][0]) <= through; ++i) {
      take(changes[i]);
      const bool ends_day = i + 1 == changes.size() || changes[i + 1][0] != changes[i][0];
      if (ends_day) {
        drop_suspensions_of_who_left();
      }
    }
  }

  [[nodiscard]] std::set<Row> memberships() const {
    std::set<Row> out;
    for (const auto& [key, count] : held_) {
      const auto& [actor, body, role, stance] = key;
      EXPECT_TRUE(count == 0 || count == 1) << actor << " " << role << " of " << body << ": " << count;
      if (count > 0) {
        out.insert({actor, body, role, stance, suspended_.contains({actor, body}) ? "suspended" : "active"});
      }
    }
    return out;
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string>;

  void take(const Row& row) {
    const Key was{row[1], row[2], row[4], row[6]};
    const Key now{row[1], row[2], row[5], row[6]};
    if (row[3] == "suspended") {
      suspended_.insert({row[1], row[2]});
    } else if (row[3] == "resumed") {
      suspended_.erase({row[1], row[2]});
    } else {
      held_[was] -= row[4] == "·" ? 0 : 1;
      held_[now] += row[5] == "·" ? 0 : 1;
    }
  }

  void drop_suspensions_of_who_left() {
    std::erase_if(suspended_, [&](const auto& pair) {
      return std::none_of(held_.begin(), held_.end(), [&](const auto& entry) {
        const auto& [actor, body, role, stance] = entry.first;
        return entry.second > 0 && stance == "fact" && actor == pair.first && body == pair.second;
      });
    });
  }

  std::map<Key, int> held_;
  std::set<std::pair<std::string, std::string>> suspended_;
};

std::set<Row> as_set(const Rows& rows) { return {rows.begin(), rows.end()}; }

// A suspension is of facts; the status that it gives shows on the plans beside them as well, and on those alone is none of theirs.
std::set<Row> with_own_status(const std::set<Row>& snapshot) {
  std::set<Row> out;
  for (Row row : snapshot) {
    const bool beside_fact = std::any_of(snapshot.begin(), snapshot.end(), [&](const Row& other) {
      return other[0] == row[0] && other[1] == row[1] && other[3] == "fact";
    });
    row[4] = beside_fact ? row[4] : "active";
    out.insert(row);
  }
  return out;
}

TEST(LawsOfChange, ASnapshotIsTheFoldOfTheChangesUpToIt) {
  std::size_t held = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    World world(seed);
    for (const auto& view : world.views()) {
      const auto changes = world.rows("changes including planned, alleged" + view + " | select day = " + days_of_date("date") +
                                      ", actor, body, change, was, now, stance");
      for (const int day : some_days()) {
        Fold fold;
        fold.take(changes, day);
        const auto snapshot = as_set(world.rows("memberships on " + iso(day) + view + " including planned, alleged" +
                                                " | select actor, body, role, stance, status"));
        held += snapshot.size();
        ASSERT_EQ(fold.memberships(), with_own_status(snapshot)) << "seed " << seed << " on " << iso(day) << view;
      }
    }
  }
  EXPECT_GT(held, kCases);
}

// Whom the changes as a role leave with it at the end of the day.
std::set<Row> holders(const Rows& changes, int through) {  // day, actor, body, change
  std::map<Row, int> count;
  for (const auto& row : changes) {
    if (std::stoi(row[0]) <= through) {
      count[{row[1], row[2]}] += row[3] == "joined" ? 1 : -1;
    }
  }
  std::set<Row> out;
  for (const auto& [pair, times] : count) {
    EXPECT_TRUE(times == 0 || times == 1) << pair[0] << " " << pair[1] << ": " << times;
    if (times == 1) {
      out.insert(pair);
    }
  }
  return out;
}

TEST(LawsOfChange, AsARoleTheyAddUpToThoseWhoHoldIt) {
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    World world(seed);
    for (const auto& view : world.views()) {
      for (const std::string role : {"member", "observer", "participant"}) {
        const auto changes = world.rows("changes as " + role + view + " | where change in [\"joined\", \"left\"] | select day = " +
                                        days_of_date("date") + ", actor, body, change");
        for (const int day : some_days()) {
          const auto snapshot =
              world.rows("memberships as " + role + " on " + iso(day) + view + " | select actor, body | distinct");
          ASSERT_EQ(holders(changes, day), as_set(snapshot)) << "seed " << seed << " as " << role << " on " << iso(day) << view;
        }
      }
    }
  }
}

using DaysOfPairs = std::map<Row, std::set<int>>;

DaysOfPairs days_of_changes(World& world, const std::string& role, const std::string& change, const std::string& view) {
  DaysOfPairs days;
  for (const auto& row : world.rows("changes as " + role + view + " | where change = \"" + change +
                                    "\" | select actor, body, day = " + days_of_date("date"))) {
    days[{row[0], row[1]}].insert(std::stoi(row[2]));
  }
  return days;
}

TEST(LawsOfChange, ATransitionIsWhatTheChangesOfBothRolesSay) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    World world(seed);
    for (const auto& view : world.views()) {
      auto left = days_of_changes(world, "observer", "left", view);
      auto joined_next = days_of_changes(world, "member", "joined", view);
      std::set<Row> expected;
      for (const auto& [pair, days] : days_of_changes(world, "observer", "joined", view)) {
        for (const int began : days) {
          const auto move = joined_next[pair].lower_bound(began);
          const auto end = left[pair].upper_bound(began);
          const bool moves = move != joined_next[pair].end();
          const bool ends = end != left[pair].end();
          moved += moves ? 1 : 0;
          expected.insert({pair[0], pair[1], std::to_string(began),
                           moves  ? "moved"
                           : ends ? "dropped"
                                  : "waiting",
                           moves ? "false" : "true", moves || ends ? std::to_string((moves ? *move : *end) - began) : "·"});
        }
      }
      const auto found =
          world.rows("transitions from observer to member" + view + " | select actor, body, day = " + days_of_date("began") +
                     ", outcome, censored, waited = if(outcome = \"waiting\", missing, waited_days)");
      ASSERT_EQ(as_set(found), expected) << "seed " << seed << view;
      ASSERT_EQ(found.size(), expected.size()) << "seed " << seed << view;
    }
  }
  EXPECT_GT(moved, kCases / 10);
}

TEST(LawsOfChange, ASeriesPutsEachIntoTheStepOfItsDay) {
  std::size_t dated = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    World world(seed);
    for (const auto& view : world.views()) {
      const auto whole = world.rows("changes during 1903 through 1907" + view + " | select year(date), actor, body, change, date");
      const auto steps =
          world.rows("changes each year during 1903 through 1907" + view + " | select year(period), actor, body, change, date");
      dated += whole.size();
      ASSERT_EQ(steps, whole) << "seed " << seed << view;
    }
  }
  EXPECT_GT(dated, kCases);
}

}  // namespace
}  // namespace entente::oracle
