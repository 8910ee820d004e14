// Files that are written whole or not at all, and the fields of CSV.
#include "engine/files/whole_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

#include "entente/csv.h"
#include "tests/files/support.h"

namespace entente::tests {
namespace {

using files::WholeFile;

class WholeFiles : public FilesTest {
 protected:
  std::string content(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(dir / name, std::ios::binary).rdbuf();
    return text.str();
  }
  std::size_t count() { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(dir.path()), {})); }
};

TEST_F(WholeFiles, StandThereOnceTheyAreWhole) {
  written("a.txt", "before");
  auto file = *WholeFile::create((dir / "a.txt").string(), "a.txt");
  file->write("after");
  EXPECT_EQ(content("a.txt"), "before");
  EXPECT_TRUE(file->finish());
  EXPECT_EQ(content("a.txt"), "after");
  EXPECT_EQ(count(), 1U);
}

TEST_F(WholeFiles, LeaveNothingBehindWhereTheyAreGivenUp) {
  written("a.txt", "before");
  {
    auto file = *WholeFile::create((dir / "a.txt").string(), "a.txt");
    file->write(std::string(1U << 20U, 'x'));
  }
  EXPECT_EQ(content("a.txt"), "before");
  EXPECT_EQ(count(), 1U);
}

TEST_F(WholeFiles, ArePackedByTheirName) {
  auto file = *WholeFile::create((dir / "a.csv.gz").string(), "a.csv.gz");
  file->write("state\nTUR\n");
  EXPECT_TRUE(file->finish());
  EXPECT_EQ(read_file((dir / "a.csv.gz").string(), "a.csv.gz"), "state [TUR]");
}

TEST_F(WholeFiles, KeepWhoMayReadThem) {
  written("a.txt", "before");
  ::chmod((dir / "a.txt").c_str(), 0640);
  auto file = *WholeFile::create((dir / "a.txt").string(), "a.txt");
  EXPECT_TRUE(file->finish());
  struct stat about {};
  ::stat((dir / "a.txt").c_str(), &about);
  EXPECT_EQ(about.st_mode & 0777U, 0640U);
}

TEST_F(WholeFiles, FollowLinks) {
  written("a.txt", "before");
  std::filesystem::create_symlink(dir / "a.txt", dir / "link.txt");
  auto file = *WholeFile::create((dir / "link.txt").string(), "link.txt");
  file->write("after");
  EXPECT_TRUE(file->finish());
  EXPECT_EQ(content("a.txt"), "after");
  EXPECT_TRUE(std::filesystem::is_symlink(dir / "link.txt"));
}

TEST_F(WholeFiles, SayWhyTheyCannotBe) {
  EXPECT_EQ(WholeFile::create((dir / "no" / "a.txt").string(), "no/a.txt").error().code, "F19");
  EXPECT_EQ(WholeFile::create(dir.path().string(), ".").error().code, "F02");
  EXPECT_EQ(WholeFile::create("/dev/null", "/dev/null").error().code, "F02");
}

TEST(CsvField, StandsInQuotesWhereItMust) {
  const auto field = [](std::string_view text) {
    std::string line;
    add_csv_field(line, text);
    return line;
  };
  EXPECT_EQ(field("Türkiye"), "Türkiye");
  EXPECT_EQ(field(""), "\"\"");
  EXPECT_EQ(field("a, b"), "\"a, b\"");
  EXPECT_EQ(field("the \"near abroad\""), "\"the \"\"near abroad\"\"\"");
  EXPECT_EQ(field(" x"), "\" x\"");
  EXPECT_EQ(field("a\nb"), "\"a\nb\"");
}

}  // namespace
}  // namespace entente::tests
