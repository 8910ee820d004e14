#include "engine/files/access.h"

#include "tests/files/support.h"

namespace entente::tests {
namespace {

using files::Access;

class FileAccessTest : public FilesTest {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(dir / "root/inner");
    std::filesystem::create_directories(dir / "root-other");
    std::filesystem::create_symlink(dir / "root-other", dir / "root/link");
    std::filesystem::create_symlink(dir / "root/inner", dir / "root/own");
  }
  std::string at(const std::string& path) {
    const auto found = files::resolved(path, Access{true, (dir / "root").string()});
    return found ? std::filesystem::relative(*found, std::filesystem::canonical(dir.path())).string() : found.error().code;
  }
};

TEST_F(FileAccessTest, LeadsAnywhereWithoutARoot) {
  EXPECT_EQ(*files::resolved("a.csv", Access{}), "a.csv");
  EXPECT_EQ(*files::resolved("/x/../a.csv", Access{}), "/x/../a.csv");
}

TEST_F(FileAccessTest, MayBeSwitchedOff) { EXPECT_EQ(files::resolved("a.csv", Access{false, ""}).error().code, "F04"); }

TEST_F(FileAccessTest, StaysWithinARoot) {
  EXPECT_EQ(at("a.csv"), "root/a.csv");
  EXPECT_EQ(at("inner/../a.csv"), "root/a.csv");
  EXPECT_EQ(at("own/a.csv"), "root/inner/a.csv");
  EXPECT_EQ(at((dir / "root/a.csv").string()), "root/a.csv");
}

TEST_F(FileAccessTest, DoesNotLeaveARoot) {
  EXPECT_EQ(at("../a.csv"), "F04");
  EXPECT_EQ(at("inner/../../root-other/a.csv"), "F04");
  EXPECT_EQ(at("/etc/passwd.csv"), "F04");
  EXPECT_EQ(at("link/a.csv"), "F04") << "a link that leads out";
  EXPECT_EQ(files::resolved("a.csv", Access{true, (dir / "nowhere").string()}).error().code, "F04");
}

}  // namespace
}  // namespace entente::tests
