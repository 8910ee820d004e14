// Files that cannot be read: each says which, where and what to do.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/files/support.h"

namespace entente::tests {
namespace {

class FaultyFiles : public FilesTest {
 protected:
  std::string help_of(const std::string& name, const std::string& bytes) {
    const auto reader = files::open_records(written(name, bytes), name);
    return reader ? (*reader)->next().error().help : reader.error().help;
  }
};

TEST_F(FaultyFiles, AreNotThere) {
  EXPECT_EQ(read_file((dir / "none.csv").string(), "none.csv"), "!F01 there is no file \"none.csv\"");
  EXPECT_EQ(read_file((dir / "none" / "a.csv").string(), "none/a.csv"), "!F01 there is no file \"none/a.csv\"");
}

TEST_F(FaultyFiles, AreNoFiles) {
  std::filesystem::create_directory(dir / "d.csv");
  EXPECT_EQ(read_file((dir / "d.csv").string(), "d.csv"), "!F02 \"d.csv\" is a directory");
  ASSERT_EQ(::mkfifo((dir / "pipe.csv").c_str(), 0600), 0);
  EXPECT_EQ(read_file((dir / "pipe.csv").string(), "pipe.csv"), "!F02 \"pipe.csv\" is no file but a pipe or a device");
}

TEST_F(FaultyFiles, MayNotBeRead) {
  const std::string path = written("a.csv", "a\n1\n");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  const bool root = ::geteuid() == 0;  // who may read everything
  ASSERT_TRUE(!root || ::seteuid(65534) == 0);
  EXPECT_EQ(read_file(path, "a.csv"), "!F03 \"a.csv\" may not be read");
  ASSERT_TRUE(!root || ::seteuid(0) == 0);
}

TEST_F(FaultyFiles, SayNotWhatTheyAre) {
  EXPECT_EQ(read("a.txt", "a\n1\n"), "!F05 the name \"a.txt\" does not say what is in the file");
  EXPECT_EQ(read("a.gz", "a\n1\n"), "!F05 the name \"a.gz\" does not say what is in the file");
  EXPECT_EQ(read("csv", "a\n1\n"), "!F05 the name \"csv\" does not say what is in the file");
}

TEST_F(FaultyFiles, AreEmpty) {
  EXPECT_EQ(read("a.csv", ""), "!F06 \"a.csv\" is empty");
  EXPECT_EQ(read("a.csv", "\xEF\xBB\xBF\r\n\r\n"), "!F06 \"a.csv\" is empty");
  EXPECT_EQ(read("a.jsonl", "\n \n"), "!F06 \"a.jsonl\" is empty");
  EXPECT_EQ(read("a.csv.gz", packed("")), "!F06 \"a.csv.gz\" is empty");
  EXPECT_EQ(read("a.csv.gz", ""), "!F06 \"a.csv.gz\" is empty");
}

TEST_F(FaultyFiles, AreDamagedWhereTheyArePacked) {
  std::string rows = "a,b\n";
  for (int i = 0; i < 200000; ++i) {
    rows += std::to_string(i * 7919 % 100003) + "," + std::to_string(i) + "\n";
  }
  const std::string whole = packed(rows);
  EXPECT_TRUE(
      read("a.csv.gz", whole.substr(0, whole.size() / 2)).ends_with(" !F07 \"a.csv.gz\" ends in the middle of what was packed"));
  std::string damaged = whole;
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x55);  // of its checksum
  EXPECT_TRUE(read("a.csv.gz", damaged).ends_with(" !F07 \"a.csv.gz\" is packed with gzip and damaged"));
  EXPECT_EQ(read("b.csv.gz", "a,b\n1,2\n"), "!F07 \"b.csv.gz\" is not packed with gzip");
}

TEST_F(FaultyFiles, AreInAnotherEncoding) {
  EXPECT_EQ(read("a.csv", "a,b\nx,C\xF4te\n"), "a|b !F08 a.csv:2:4: the byte F4 is not UTF-8");
  EXPECT_EQ(read("a.csv", "a,b\n\"é\n\nüC\xF4te\",1\n"), "a|b !F08 a.csv:4:3: the byte F4 is not UTF-8");
  EXPECT_EQ(read("a.csv", "a,C\xF4te\n"), "!F08 a.csv:1:4: the byte F4 is not UTF-8");
  EXPECT_EQ(read("a.jsonl", "{\"a\": \"C\xF4te\"}\n"), "!F08 a.jsonl:1:9: the byte F4 is not UTF-8");
  EXPECT_EQ(read("a.csv", "a\n\x81\n", Encoding::kWindows1252), "a !F08 a.csv:2:1: the byte 81 is not Windows-1252");
  EXPECT_EQ(read("a.csv", std::string("a\nx\0y\n", 6)), "a !F08 a.csv:2:2: a NUL byte stands here");
  EXPECT_EQ(read("a.csv", std::string("\xFF\xFE"
                                      "a\0,\0b\0",
                                      8)),
            "!F08 \"a.csv\" is in UTF-16");
  EXPECT_EQ(read("a.csv", "a\n\xC0\xAF\n"), "a !F08 a.csv:2:1: the byte C0 is not UTF-8") << "an overlong form";
  EXPECT_EQ(read("a.csv", "a\n\xED\xA0\x80\n"), "a !F08 a.csv:2:1: the byte ED is not UTF-8") << "half of a surrogate pair";
  EXPECT_NE(help_of("a.csv", "a\nC\xF4te\n").find("encoded windows-1252"), std::string::npos);
}

TEST_F(FaultyFiles, HaveQuotesThatDoNotPair) {
  EXPECT_EQ(read("a.csv", "a,b\n1,\"two\n3,4\n"), "a|b !F09 a.csv:2:3: a quote opens a cell here and is never closed");
  EXPECT_EQ(read("a.csv", "a,b\n\"one\" ,2\n"), "a|b !F09 a.csv:2:6: text stands behind the quote that closes a cell");
  EXPECT_EQ(read("a.csv", "a,b\n\"say \"hi\"\",2\n"), "a|b !F09 a.csv:2:7: text stands behind the quote that closes a cell");
}

TEST_F(FaultyFiles, HaveARowTooLongToKeep) {
  const std::string long_cell(std::size_t{20} << 20U, 'x');
  EXPECT_EQ(read("a.csv", "a\n1\n\"" + long_cell + "\"\n"), "a [1] !F10 a.csv:3:1: a row of more than 16 MB begins here");
  EXPECT_EQ(read("a.jsonl", "{\"a\": 1}\n{\"a\": \"" + long_cell + "\"}\n"),
            "!F10 a.jsonl:2:1: a row of more than 16 MB begins here");
}

TEST_F(FaultyFiles, AreNoJsonLines) {
  EXPECT_EQ(read("a.jsonl", "{\"a\": 1}\n{\"a\": }\n"), "!F14 a.jsonl:2:7: this is no JSON");
  EXPECT_EQ(read("a.jsonl", "{\"a\": 1} x\n"), "!F14 a.jsonl:1:10: this is no JSON");
  EXPECT_EQ(read("a.jsonl", "{\"a\": 1\n"), "!F14 a.jsonl:1:8: this is no JSON");
  EXPECT_EQ(read("a.jsonl", "[1, 2]\n"), "!F14 a.jsonl:1:1: this is no object");
  EXPECT_EQ(read("a.jsonl", "1\n"), "!F14 a.jsonl:1:1: this is no object");
  EXPECT_EQ(read("a.jsonl", "{\"é\": 1, \"é\": 2}\n"), "!F14 a.jsonl:1:13: the key \"é\" stands twice in one object");
}

TEST_F(FaultyFiles, AllOfferAWayOut) {
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{{"a.txt", "a\n"},
                                                                                    {"a.csv", ""},
                                                                                    {"b.csv.gz", "a\n1\n"},
                                                                                    {"c.csv", "a\n\"x\n"},
                                                                                    {"d.jsonl", "{\n"},
                                                                                    {"e.csv", "a\n\xFF\n"}}) {
    EXPECT_FALSE(help_of(name, bytes).empty()) << name;
  }
}

}  // namespace
}  // namespace entente::tests
