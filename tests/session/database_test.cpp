#include <fstream>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

using DatabaseTest = WorldTest;

ErrorKind kind_of(const std::string& path, bool read_only) {
  OpenOptions options;
  options.read_only = read_only;
  const auto opened = Database::open(path, options);
  EXPECT_FALSE(opened.has_value()) << path;
  EXPECT_FALSE(opened.has_value() ? true : opened.error().text.empty());
  return opened.has_value() ? ErrorKind::kStatement : opened.error().kind;
}

TEST_F(DatabaseTest, AMissingFileIsMadeUnlessForReadingOnly) {
  const std::string other = (dir / "other.entente").string();
  EXPECT_EQ(kind_of(other, true), ErrorKind::kDatabase);
  EXPECT_FALSE(std::filesystem::exists(other));
  EXPECT_TRUE(Database::open(other).has_value());
  EXPECT_TRUE(std::filesystem::exists(other));
}

TEST_F(DatabaseTest, WhatIsNoDatabaseIsSaidAndLeftAlone) {
  const std::string text = (dir / "notes.txt").string();
  std::ofstream(text) << std::string(10000, 'x');
  EXPECT_EQ(kind_of(text, false), ErrorKind::kDatabase);
  EXPECT_EQ(std::filesystem::file_size(text), 10000U);
  EXPECT_EQ(kind_of(dir.path().string(), false), ErrorKind::kDatabase);
}

TEST_F(DatabaseTest, AReadOnlyOneRefusesToRecord) {
  OpenOptions options;
  options.read_only = true;
  Asking reading(*Database::open(path, options));
  EXPECT_EQ(reading.ask("members of SCO on 2014-10-21 | count"), "2");
  EXPECT_EQ(reading.ask("define state FRA named \"France\""), "S10");
}

TEST_F(DatabaseTest, WhatWasRecordedIsThereAfterReopening) {
  ASSERT_TRUE(world.run("record India as member of SCO since 2017-06-09 according to news;").empty());
  Asking again(*Database::open(path));
  EXPECT_EQ(again.ask("members of SCO on 2018-01-01 | count"), "3");
}

TEST_F(DatabaseTest, AScriptThatFailsMakesNoDatabase) {
  const std::string other = (dir / "other.entente").string();
  const auto made =
      Database::create_from(other, {{"a.ent", "define role \"member\" plural \"members\";"}, {"b.ent", "define state;"}});
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().source_name, "b.ent");
  EXPECT_EQ(made.error().line, 1U);
  EXPECT_FALSE(std::filesystem::exists(other));
}

TEST_F(DatabaseTest, MakingOneThatIsThereOpensIt) {
  Asking again(*Database::create_from(path, {{"other.ent", "define state FRA named \"France\";"}}));
  EXPECT_EQ(again.ask("members of SCO on 2014-10-21 | count"), "2");
}

TEST_F(DatabaseTest, TwoSessionsSeeEachOthersCommits) {
  Asking other(database);
  ASSERT_TRUE(world.run("define state FRA named \"France\";").empty());
  EXPECT_EQ(other.ask("states on 2014-10-21 | where name = France | select actor"), "FRA");
}

}  // namespace
}  // namespace entente::tests
