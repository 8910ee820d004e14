// The whole of a published data set, recorded through the public API, and counts that another author took from it.
#include "tests/real/cow_igo.h"
#include "tests/real/data.h"

#include <algorithm>
#include <optional>
#include <random>
#include <set>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class CowIgoTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto table = data_dir() / "cow-igo" / "state_year_format3.csv.gz";
    if (!std::filesystem::exists(table)) {
      GTEST_SKIP() << "the data of the Correlates of War are not there: no " << table << "; ENTENTE_DATA names their directory";
    }
    data_ = read_cow_igo(table);
    ASSERT_EQ(data_.rows.size(), 15557U);
    ASSERT_EQ(data_.bodies.size(), 534U);
    ASSERT_EQ(data_.states.size(), 217U);
    auto made = Database::create_from((dir_ / "cow.entente").string(), {{"cow-igo.ent", script_of(data_)}});
    ASSERT_TRUE(made.has_value()) << made.error().text;
    asking_.emplace(*made);
  }

  const Table& ask(const std::string& question) {
    const auto errors = asking_->run(question);
    EXPECT_TRUE(errors.empty()) << question << "\n" << errors.front().text;
    return asking_->answers.at(0).table;
  }

  TempDir dir_;
  CowIgo data_;
  std::optional<Asking> asking_;
};

using StateYearCounts = std::map<std::pair<int, int>, std::int64_t>;

// Rows of period, cow, count.
StateYearCounts counts_in(const Table& table) {
  StateYearCounts counts;
  for (const auto& row : table.rows) {
    counts[{std::stoi(text_of(row.at(1))), std::stoi(text_of(row.at(0)))}] = std::get<std::int64_t>(row.at(2));
  }
  EXPECT_EQ(counts.size(), table.rows.size()) << "a state and year stand twice";
  return counts;
}

// The published counts of one role; those of 0 left out, as `count by` lists what occurs.
StateYearCounts published(const std::map<std::pair<int, int>, Counts>& all, int Counts::*role) {
  StateYearCounts counts;
  for (const auto& [key, count] : all) {
    if (count.*role != 0) {
      counts[key] = count.*role;
    }
  }
  return counts;
}

// What differs, in few words: a map of half a million numbers is no message.
std::string difference(const StateYearCounts& ours, const StateYearCounts& theirs) {
  std::set<std::pair<int, int>> keys;
  for (const auto* counts : {&ours, &theirs}) {
    for (const auto& entry : *counts) {
      keys.insert(entry.first);
    }
  }
  std::size_t differ = 0;
  std::string first;
  const auto in = [](const StateYearCounts& counts, const auto& key) { return counts.contains(key) ? counts.at(key) : 0; };
  for (const auto& key : keys) {
    if (in(ours, key) != in(theirs, key) && differ++ < 5) {
      first += "\n  state " + std::to_string(key.first) + " in " + std::to_string(key.second) + ": " +
               std::to_string(in(ours, key)) + ", published " + std::to_string(in(theirs, key));
    }
  }
  return differ == 0 ? "" : std::to_string(differ) + " of " + std::to_string(keys.size()) + " differ" + first;
}

// A year of the data is some day of it, so `any day` is the question that the data answer. The best reading of a year takes all
// of it, so that the other three samplings must count the same.
TEST_F(CowIgoTest, CountsAreThoseThatWerePublished) {
  const auto all = read_counts(data_dir() / "oracles" / "cow_igo_sy.csv");
  ASSERT_EQ(all.size(), 15557U);
  for (const auto& row : data_.rows) {
    ASSERT_TRUE(all.contains({row.state, row.year})) << row.state << " " << row.year;
  }
  const std::vector<std::pair<std::string, int Counts::*>> roles = {
      {"member", &Counts::members}, {"associate", &Counts::associates}, {"observer", &Counts::observers}};
  for (const auto& [role, count] : roles) {
    for (const std::string sampling : {"any day", "at end", "at start", "every day"}) {
      std::string question = "memberships as ";
      question.append(role).append(" each year during 1816 through 2014 ").append(sampling);
      question += " | derive cow = code(actor, \"cow\") | count by period, cow";
      EXPECT_EQ(difference(counts_in(ask(question)), published(all, count)), "") << question;
    }
  }
}

// The years of a body that are alike, by what is known of them.
std::map<Known, std::vector<int>> years_by_knowledge(const std::map<int, Known>& known) {
  std::map<Known, std::vector<int>> years;
  for (const auto& [year, here] : known) {
    years[here].push_back(year);
  }
  return years;
}

using RowsByYear = std::map<int, std::map<int, const StateYear*>>;

// The states of a year that lived the year before and the year after: in the midst of it they certainly existed.
std::vector<const StateYear*> certain_states(const RowsByYear& years, int year) {
  std::vector<const StateYear*> states;
  const auto lived = [&](int state, int when) { return years.contains(when) && years.at(when).contains(state); };
  for (const auto& [state, row] : years.at(year)) {
    if (lived(state, year - 1) && lived(state, year + 1)) {
      states.push_back(row);
    }
  }
  return states;
}

// A 0 is a certain "not a member", a -9 is none, and where all is -1 there was nothing to be a member of.
TEST_F(CowIgoTest, MissingIsNoAbsence) {
  RowsByYear by_year;
  for (const auto& row : data_.rows) {
    by_year[row.year][row.state] = &row;
  }
  const auto known = knowledge_of(data_);
  std::mt19937 chance(20141021);  // NOLINT: the same years in every run
  std::map<Code, std::size_t> seen;
  for (std::size_t body = 0; body < data_.bodies.size(); ++body) {
    for (const auto& [here, years] : years_by_knowledge(known[body])) {
      const int year = years[std::uniform_int_distribution<std::size_t>(0, years.size() - 1)(chance)];
      const auto question = "states certainly on " + std::to_string(year) + "-07-01 | where not member of \"" +
                            key_of_body(data_.bodies[body]) + "\" | select code(actor, \"cow\")";
      std::set<int> absent;
      for (const auto& row : ask(question).rows) {
        absent.insert(std::stoi(text_of(row.at(0))));
      }
      for (const auto* row : certain_states(by_year, year)) {
        const auto code = row->cells[body];
        const bool expected = here != Known::kPartly && code != Code::kMember;
        ASSERT_EQ(absent.contains(row->state), expected) << question << "\nstate " << row->state << " has the code " << int(code);
        ++seen[code];
      }
    }
  }
  for (const auto code : {Code::kMissing, Code::kNoBody, Code::kNone, Code::kMember, Code::kAssociate, Code::kObserver}) {
    EXPECT_GT(seen[code], 10U) << int(code);
  }
}

// Years without anybody in a body are 0 where the data say so, and missing where they do not.
TEST_F(CowIgoTest, SeriesOfABodyLeaveOutWhatIsNotKnown) {
  const auto known = knowledge_of(data_);
  std::size_t zeros = 0;
  std::size_t gaps = 0;
  for (std::size_t body = 0; body < data_.bodies.size(); ++body) {
    std::map<int, std::int64_t> in_body;
    for (const auto& row : data_.rows) {
      in_body[row.year] += static_cast<int>(row.cells[body]) > 0 ? 1 : 0;
    }
    const auto question =
        "participants of \"" + key_of_body(data_.bodies[body]) + "\" each year during 1816 through 2014 any day | count by period";
    const auto& table = ask(question);
    ASSERT_EQ(table.rows.size(), in_body.size()) << question;
    for (const auto& row : table.rows) {
      const int year = std::stoi(text_of(row.at(0)));
      const bool is_gap = in_body.at(year) == 0 && known[body].at(year) == Known::kPartly;
      ASSERT_EQ(text_of(row.at(1)), is_gap ? "·" : std::to_string(in_body.at(year))) << question << "\n" << year;
      gaps += is_gap ? 1U : 0U;
      zeros += in_body.at(year) == 0 && !is_gap ? 1U : 0U;
    }
  }
  EXPECT_GT(gaps, 800U);
  EXPECT_GT(zeros, 1000U);
}

// Years in which every body that existed lists all of its members.
std::map<int, bool> years_known(const CowIgo& data) {
  std::map<int, bool> known;
  for (const auto& row : data.rows) {
    known[row.year] = true;
  }
  for (const auto& of_body : knowledge_of(data)) {
    for (const auto& [year, here] : of_body) {
      known[year] = known[year] && here != Known::kPartly;
    }
  }
  return known;
}

// States by years with their counts, out of one query: 0 where the data say that a state was in nothing, missing where they leave
// that open.
TEST_F(CowIgoTest, StateYearPanelHasMissingWhereNothingIsKnown) {
  const auto published = read_counts(data_dir() / "oracles" / "cow_igo_sy.csv");
  const auto known = years_known(data_);
  const std::string question =
      "states each year during 1816 through 2014 any day"
      " | left join (memberships in (organisations) as member | group by period, actor (full = count)) on period, actor"
      " | left join (memberships in (organisations) as observer | group by period, actor (observer = count)) on period, actor"
      " | select ccode = code(actor, \"cow\"), year = year(period), full, observer";
  const auto& table = ask(question);
  std::size_t compared = 0;
  std::size_t zeros = 0;
  std::size_t gaps = 0;
  for (const auto& row : table.rows) {
    const std::pair key{std::stoi(text_of(row.at(0))), std::stoi(text_of(row.at(1)))};
    if (!published.contains(key)) {
      continue;  // a state that was none for some years: its life is recorded as one
    }
    ++compared;
    const auto& counts = published.at(key);
    for (const auto& [cell, count] : {std::pair(row.at(2), counts.members), {row.at(3), counts.observers}}) {
      const bool is_gap = count == 0 && !known.at(key.second);
      ASSERT_EQ(text_of(cell), is_gap ? "·" : std::to_string(count)) << "state " << key.first << " in " << key.second;
      gaps += is_gap ? 1U : 0U;
      zeros += count == 0 && !is_gap ? 1U : 0U;
    }
  }
  EXPECT_EQ(compared, published.size());
  EXPECT_GT(gaps, 1000U);
  EXPECT_GT(zeros, 1000U);
}

// The body existed before the year or in it, and in it or later.
bool is_within_life(const std::map<int, Known>& known, int year) {
  const auto exists = [](const auto& entry) { return entry.second != Known::kNoBody; };
  return std::any_of(known.begin(), known.upper_bound(year), exists) && std::any_of(known.lower_bound(year), known.end(), exists);
}

// The wide files of the data: a column for each body, 1 a member, 0 none, missing where it did not exist or nobody knows.
TEST_F(CowIgoTest, WidePanelIsTheTableItself) {
  const std::string question =
      "states each of 1900-07-01, 1914-07-01, 1950-07-01, 1990-07-01 | derive everybody = true"
      " | join (organisations | select period, everybody = true, body) on period, everybody"
      " | left join (memberships as member | count by period, actor, body) on period, actor, body"
      " | select ccode = code(actor, \"cow\"), year = year(period), body, count | pivot count by body";
  const auto& table = ask(question);
  std::map<std::pair<int, int>, const StateYear*> rows;
  for (const auto& row : data_.rows) {
    rows[{row.state, row.year}] = &row;
  }
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < data_.bodies.size(); ++i) {
    places[key_of_body(data_.bodies[i])] = i;
  }
  const auto known = knowledge_of(data_);
  std::map<std::string, std::size_t> seen;
  for (const auto& row : table.rows) {
    const int state = std::stoi(text_of(row.at(0)));
    const int year = std::stoi(text_of(row.at(1)));
    if (!rows.contains({state, year})) {
      continue;
    }
    for (std::size_t i = 2; i < row.size(); ++i) {
      const std::size_t body = places.at(table.columns[i].name);
      const auto code = rows.at({state, year})->cells[body];
      const bool open = known[body].at(year) == Known::kPartly || !is_within_life(known[body], year);
      const std::string expected = code == Code::kMember ? "1" : open ? "·" : "0";
      ASSERT_EQ(text_of(row[i]), expected) << "state " << state << " in " << year << ", " << table.columns[i].name;
      ++seen[expected];
    }
  }
  for (const std::string cell : {"1", "0", "·"}) {
    EXPECT_GT(seen[cell], 1000U) << cell;
  }
}

}  // namespace
}  // namespace entente::tests
