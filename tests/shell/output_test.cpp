// Files that are written whole or not at all.
#include "shell/output.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "shell/read_file.h"
#include "tests/temp_dir.h"

namespace entente::shell::tests {
namespace {

using entente::tests::TempDir;

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(OutputFile, AppearsWhenItIsFinished) {
  const TempDir dir;
  const std::string path = dir / "a.csv";
  {
    const auto output = output_file(path);
    ASSERT_TRUE(output);
    EXPECT_EQ((*output)->write("a\n"), 0);
    EXPECT_EQ((*output)->write("1\n"), 0);
    EXPECT_EQ(files_in(dir.path()), 0U);
    EXPECT_EQ((*output)->finish(), std::nullopt);
  }
  EXPECT_EQ(*read_file(path), "a\n1\n");
  EXPECT_EQ(files_in(dir.path()), 1U);
}

TEST(OutputFile, LeavesWhatWasThereWhenItIsNot) {
  const TempDir dir;
  const std::string path = dir / "a.csv";
  std::ofstream(path) << "before\n";
  ::chmod(path.c_str(), 0640);
  {
    const auto output = output_file(path);
    ASSERT_TRUE(output);
    EXPECT_EQ((*output)->write("half"), 0);
  }
  EXPECT_EQ(*read_file(path), "before\n");
  {
    const auto output = output_file(path);
    ASSERT_TRUE(output);
    EXPECT_EQ((*output)->write("whole\n"), 0);
    EXPECT_EQ((*output)->finish(), std::nullopt);
  }
  EXPECT_EQ(*read_file(path), "whole\n");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  EXPECT_EQ(files_in(dir.path()), 1U);
}

TEST(OutputFile, SaysWhyItCannotBe) {
  const TempDir dir;
  const auto nowhere = output_file(dir / "none" / "a.csv");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::kMachine);
  EXPECT_EQ(nowhere.error().text, "error: cannot write " + (dir / "none" / "a.csv").string() + ": No such file or directory\n");
  EXPECT_FALSE(output_file(dir.path()));
}

TEST(OutputFile, WritesToWhatIsNoFileAsItIs) {
  const auto output = output_file("/dev/null");
  ASSERT_TRUE(output);
  EXPECT_EQ((*output)->write("x"), 0);
  EXPECT_EQ((*output)->finish(), std::nullopt);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace entente::shell::tests
