// Tables that others published, read as they lie there, and counted once more by other means.
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "tests/real/data.h"
#include "tests/seeds/seeds.h"
#include "tests/session/support.h"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

class RowsOfRealFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = Database::create_from((dir_ / "world.entente").string(), read_seeds());
    ASSERT_TRUE(made.has_value()) << made.error().text;
    asking_.emplace(*made);
  }

  // `rows of` that file; nothing where it is not there.
  static std::optional<std::string> rows_of(const std::string& file) {
    const auto path = data_dir() / file;
    return fs::exists(path) ? std::optional("rows of \"" + path.string() + "\"") : std::nullopt;
  }

  TempDir dir_;
  std::optional<Asking> asking_;
};

#define ROWS_OF_OR_SKIP(name, file)                                                           \
  const auto name##_found = rows_of(file);                                                    \
  if (!name##_found) {                                                                        \
    GTEST_SKIP() << (file) << " is not there; ENTENTE_DATA names the directory of such data"; \
  }                                                                                           \
  const std::string& name = *name##_found

// Lines of a table without separators in its cells, split at the commas.
std::vector<std::vector<std::string>> plain_rows(const std::string& file) {
  std::ifstream in(data_dir() / file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line + ",");
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) {
      std::erase(cell, '"');
      row.push_back(cell);
    }
  }
  return rows;
}

std::map<std::string, std::int64_t> counts_in(const Table& table) {
  std::map<std::string, std::int64_t> counts;
  for (const auto& row : table.rows) {
    counts[text_of(row.at(0))] = std::get<std::int64_t>(row.at(1));
  }
  return counts;
}

TEST_F(RowsOfRealFiles, EndTheirLinesInThreeWays) {
  ROWS_OF_OR_SKIP(carriage_returns, "cow-states/COW country codes.csv");
  ROWS_OF_OR_SKIP(line_feeds, "cow-states/system2016.csv");
  ROWS_OF_OR_SKIP(both, "cow-states/system2016_dodl.csv");
  EXPECT_EQ(asking_->ask(carriage_returns + " | count"), "243");
  EXPECT_EQ(asking_->ask(line_feeds + " | count"), "15951");
  EXPECT_EQ(asking_->ask(both + " | count"), "15951");
  EXPECT_EQ(asking_->ask(line_feeds + " | count by stateabb"), asking_->ask(both + " | count by stateabb"));
}

TEST_F(RowsOfRealFiles, MayBeWindows1252) {
  ROWS_OF_OR_SKIP(of_2019, "cia-orgs/CountrycodesOrgs_2019-04-25.csv");
  ROWS_OF_OR_SKIP(of_2020, "cia-orgs/CountrycodesOrgs.csv");
  EXPECT_EQ(asking_->ask(of_2019 + " | count"), "F08");
  EXPECT_EQ(asking_->ask(of_2019 + " encoded windows-1252 | count"), "10646");
  EXPECT_EQ(asking_->ask(of_2020 + " | count"), "10643");
  const std::string ivory = " | where iso_3166_3 = \"CIV\" | distinct name_en | select name_en";
  const std::string name = asking_->ask(of_2020 + ivory);
  EXPECT_EQ(name.substr(0, 6), "C\u00f4te ");
  EXPECT_EQ(asking_->ask(of_2019 + " encoded windows-1252" + ivory).substr(0, 6), "C\u00f4te ");
}

TEST_F(RowsOfRealFiles, MayHaveLineEndsInCells) {
  ROWS_OF_OR_SKIP(rows, "cia-orgs/FactOrgs.csv");
  EXPECT_EQ(asking_->ask(rows + " | count"), "238");
}

TEST_F(RowsOfRealFiles, MayBeWideAndPacked) {
  ROWS_OF_OR_SKIP(rows, "cow-igo/state_year_format3.csv.gz");
  EXPECT_EQ(asking_->ask(rows + " | count"), "15557");
}

TEST_F(RowsOfRealFiles, CountAlliancesAsTheyAreCounted) {
  ROWS_OF_OR_SKIP(rows, "cow-alliances/alliance_v4.1_by_member.csv");
  std::map<std::string, std::int64_t> expected;
  std::int64_t open_after_1990 = 0;
  const auto plain = plain_rows("cow-alliances/alliance_v4.1_by_member.csv");
  for (std::size_t i = 1; i < plain.size(); ++i) {
    ASSERT_EQ(plain[i].size(), 23U) << i;
    ++expected[plain[i][1]];
    open_after_1990 += plain[i][12].compare("1990") > 0 && plain[i][15].empty() ? 1 : 0;
  }
  ASSERT_TRUE(asking_->run(rows + " | count by ccode").empty());
  EXPECT_EQ(counts_in(asking_->answers.back().table), expected);
  EXPECT_EQ(asking_->ask(
                rows +
                " with mem_st_year as date, mem_end_year as number | where mem_st_year > 1990 and mem_end_year is missing | count"),
            std::to_string(open_after_1990));
}

// Codes mean whom they meant in the year of the row.
TEST_F(RowsOfRealFiles, ResolveStateYears) {
  ROWS_OF_OR_SKIP(rows, "cow-states/system2016.csv");
  const auto keys_of = keys_of_cow_numbers();
  std::map<std::string, std::int64_t> expected;
  std::int64_t unknown = 0;
  const auto plain = plain_rows("cow-states/system2016.csv");
  for (std::size_t i = 1; i < plain.size(); ++i) {
    const auto keys = keys_of.find(plain[i][1]);
    if (keys == keys_of.end()) {
      ++unknown;
    } else if (plain[i][2].compare("1950") >= 0 && keys->second.size() == 1) {
      ++expected[*keys->second.begin()];
    }
  }
  ASSERT_GT(expected.size(), 150U);
  ASSERT_TRUE(
      asking_->run(rows + " with ccode as actor cow, year as date skipping unknown | where year >= 1950 | count by ccode").empty());
  const auto counts = counts_in(asking_->answers.back().table);
  for (const auto& [key, count] : expected) {
    EXPECT_EQ(counts.contains(key) ? counts.at(key) : 0, count) << key;
  }
  EXPECT_EQ(counts.at("SUN"), 42) << "1950 through 1991";
  EXPECT_EQ(counts.at("RUS"), 25) << "1992 through 2016";
  // Who is not in the seeds at all is unknown, and so is a code in years in which none of several had it.
  const auto caption = asking_->caption(rows + " with ccode as actor cow, year as date skipping unknown | count");
  const std::string& line = caption.back();
  std::smatch cells;
  ASSERT_TRUE(std::regex_search(line, cells, std::regex("missing: ([0-9]+) cells of ccode"))) << line;
  EXPECT_GE(std::stoll(cells[1]), unknown);
  EXPECT_EQ(asking_->ask(rows + " with ccode as actor cow, year as date | count"), "F13");
}

// A panel of one's own beside what the database knows: members of NATO among the states of each year, by the file and by the
// database.
TEST_F(RowsOfRealFiles, JoinWhatTheDatabaseKnows) {
  ROWS_OF_OR_SKIP(rows, "cow-states/system2016.csv");
  const std::string table = rows + " with ccode as actor cow, year as date skipping unknown | where year >= 1991 and year <= 2016";
  ASSERT_TRUE(asking_->run(table + " | where member of NATO on latest(year) | count by year").empty());
  const auto by_test = counts_in(asking_->answers.back().table);
  ASSERT_TRUE(asking_->run("members of NATO each year during 1991 through 2016 | count by period").empty());
  EXPECT_EQ(by_test, counts_in(asking_->answers.back().table));
  ASSERT_TRUE(
      asking_
          ->run(
              table +
              " | select actor = ccode, period = year | join (members of NATO each year during 1991 through 2016) on actor, period"
              " | count by period")
          .empty());
  EXPECT_EQ(by_test, counts_in(asking_->answers.back().table));
}

}  // namespace
}  // namespace entente::tests
