// A dump, restored, answers every question alike, and dumps to the same bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/oracle/engine_run.h"
#include "tests/oracle/table_text.h"
#include "tests/temp_dir.h"

namespace entente::oracle {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kScenarios = 20;
#else
constexpr std::uint64_t kScenarios = 150;
#endif

std::string text_of(const Reply& reply) {
  std::string out = reply.error;
  for (const auto& answer : reply.answers) {
    for (const auto& row : answer.table.rows) {
      for (const auto& cell : row) {
        out += raw_text(cell) + "\t";
      }
      out += "\n";
    }
    for (const auto& line : answer.caption) {
      out += line + "\n";
    }
  }
  return out;
}

std::string content(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Those of the scenario, and whatever is kept besides, as it stands and as it was known.
std::vector<std::string> questions_of(const Scenario& scenario, int last_commit) {
  std::vector<std::string> out;
  const World world = scenario.world;
  std::transform(scenario.queries.begin(), scenario.queries.end(), std::back_inserter(out),
                 [&](const Query& query) { return entente::oracle::text_of(world, query); });
  for (const char* table :
       {"roles", "sources", "commits", "bodies", "actors", "claims including planned, proposed, alleged", "conflicts",
        "memberships ever", "changes", "events of (bodies ever)", "provisions of (agreements ever)"}) {
    out.emplace_back(table);
  }
  for (int commit = 1; commit <= last_commit; ++commit) {
    const std::string known = " as known at commit " + std::to_string(commit);
    out.push_back("claims" + known);
    out.push_back("memberships ever" + known);
    out.push_back("bodies ever" + known);
  }
  return out;
}

TEST(Dump, RestoredAnswersAlikeAndDumpsToTheSameBytes) {
  std::size_t asked = 0;
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario scenario = generate(seed);
    tests::TempDir directory;
    Engine first;
    for (const auto& statement : scenario.statements) {
      first.run(statement.text);
    }
    const int commits = first.last_commit();
    if (!scenario.commit_days.empty()) {
      auto days = scenario.commit_days;
      days.resize(static_cast<std::size_t>(commits), days.back());
      first.redate(days);
    }
    const auto one = (directory / "one.ent").string();
    const auto two = (directory / "two.ent").string();
    ASSERT_EQ(first.run("dump to \"" + one + "\"").error, "") << "seed " << seed;
    Engine second;
    ASSERT_EQ(second.run("restore from \"" + one + "\"").error, "") << "seed " << seed << "\n" << content(one);
    ASSERT_EQ(second.run("dump to \"" + two + "\"").error, "") << "seed " << seed;
    ASSERT_EQ(content(one), content(two)) << "seed " << seed;
    for (const auto& question : questions_of(scenario, commits)) {
      ASSERT_EQ(text_of(first.run(question)), text_of(second.run(question))) << "seed " << seed << ": " << question;
      ++asked;
    }
  }
  EXPECT_GT(asked, kScenarios * 40);
}

}  // namespace
}  // namespace entente::oracle
