// Reading what is to be run.
#include "shell/scripts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temp_dir.h"

namespace entente::shell::tests {
namespace {

using entente::tests::TempDir;
using Kind = Input::Kind;

std::string written(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path) << text;
  return path;
}

TEST(Scripts, TextsRunStatementByStatementAndFilesAsAWhole) {
  const TempDir dir;
  const auto path = written(dir / "a.ent", "members of SCO on 2014;\n");
  const auto scripts = read_scripts({{Kind::kText, "roles"}, {Kind::kFile, path}});
  ASSERT_TRUE(scripts);
  EXPECT_EQ((*scripts)[0].name, "-c");
  EXPECT_EQ((*scripts)[0].mode, RunMode::kInteractive);
  EXPECT_EQ((*scripts)[1].name, path);
  EXPECT_EQ((*scripts)[1].text, "members of SCO on 2014;\n");
  EXPECT_EQ((*scripts)[1].mode, RunMode::kScript);
}

TEST(Scripts, ADumpIsRestoredWhereverItIsNamed) {
  const TempDir dir;
  const auto dump = written(dir / "a\"b.ent", "-- Entente dump, version 1\nend\t1\n");
  const auto scripts = read_scripts({{Kind::kFile, dump}, {Kind::kDump, "none.ent"}});
  ASSERT_TRUE(scripts);
  EXPECT_EQ((*scripts)[0].text, "restore from \"" + (dir / "a\"\"b.ent").string() + "\"");
  EXPECT_EQ((*scripts)[0].mode, RunMode::kInteractive);
  EXPECT_EQ((*scripts)[1].text, "restore from \"none.ent\"");
}

TEST(Scripts, AFileThatCannotBeReadIsNamed) {
  const TempDir dir;
  const auto missing = read_scripts({{Kind::kFile, dir / "none.ent"}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kMachine);
  EXPECT_EQ(missing.error().text, "error: cannot read " + (dir / "none.ent").string() + ": No such file or directory\n");
  const auto directory = read_scripts({{Kind::kFile, dir.path()}});
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().message, "cannot read " + dir.path().string() + ": Is a directory");
}

TEST(Scripts, OtherEncodingsAreNamedByLineAndByte) {
  const TempDir dir;
  const auto path = written(dir / "latin1.ent", "-- ok\nmembers of C\xF4te;\n");
  const auto scripts = read_scripts({{Kind::kFile, path}});
  ASSERT_FALSE(scripts);
  EXPECT_EQ(scripts.error().kind, ErrorKind::kStatement);
  EXPECT_EQ(scripts.error().text, "error: " + path + ":2: not UTF-8 (byte 0xf4)\n  help: save the text as UTF-8\n");
}

}  // namespace
}  // namespace entente::shell::tests
