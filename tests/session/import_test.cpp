// Imports through the public face: all or nothing, which files they may touch, how they stream, what they tell on the way.
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/files/support.h"
#include "tests/session/support.h"

namespace entente::tests {
namespace {

class Import : public WorldTest {
 protected:
  std::string written(const std::string& name, const std::string& text) {
    std::ofstream(dir / name, std::ios::binary) << text;
    return (dir / name).string();
  }
  std::string read(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(dir / name, std::ios::binary).rdbuf();
    return text.str();
  }
  std::string import(const std::string& file, const std::string& options = "") {
    return world.ask("import memberships from \"" + file + "\"" + options);
  }
};

constexpr const char* kThree = "actor,role,body,since\nIND,observer,NATO,1990\nCHN,observer,NATO,1991\nRUS,observer,NATO,1992\n";

TEST_F(Import, RecordsAllRowsInOneCommit) {
  EXPECT_EQ(import(written("a.csv", kThree)), "");
  EXPECT_EQ(world.answers.front().caption.front(),
            "read 3 rows of " + (dir / "a.csv").string() + ": 3 claims recorded, 0 already known, 0 refused");
  EXPECT_EQ(world.ask("claims in NATO as observer | count by commit"), "2 3");
  EXPECT_EQ(world.ask("observers of NATO on 1991-06-01 | select actor"), "CHN, IND");
}

TEST_F(Import, OfTheSameFileChangesNothingTheSecondTime) {
  const auto file = written("a.csv", kThree);
  import(file);
  EXPECT_EQ(import(file), "");
  EXPECT_EQ(world.ask("commits | count"), "2");
  EXPECT_EQ(world.ask("claims in NATO as observer | count"), "3");
}

// The same rows however a file is written: nothing but the first import records anything.
// What lies in the log of fresh rows is known as what lies in blocks is, words and all.
TEST_F(Import, OfFewRowsWithQuotesChangesNothingTheSecondTime) {
  std::string csv = "actor,role,body,since,quote\n";
  for (int i = 0; i < 90; ++i) {
    const std::string number = std::to_string(i);
    csv += "Türkiye,observer,NATO,2000-0" + std::to_string(1 + i / 20) + "-" + std::to_string(10 + i % 20) +
           ",it was said at length in number " + number + " of them all\n";
  }
  const auto file = written("few.csv", csv);
  for (const auto* expected : {": 90 claims recorded, 0 already known", ": 0 claims recorded, 90 already known",
                               ": 0 claims recorded, 90 already known"}) {
    ASSERT_EQ(import(file), "");
    EXPECT_NE(world.answers.front().caption.front().find(expected), std::string::npos) << world.answers.front().caption.front();
  }
  EXPECT_EQ(text_of(Database::check(path).table), "");
}

TEST_F(Import, OfTheSameRowsInAnyFormIsTheSame) {
  const std::string csv = "actor,role,body,since,quote\nTürkiye,observer,NATO,1990,\"a, \"\"b\"\"\"\nCHN,observers,NATO,1991,\n";
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string out = csv;
    for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) {
      out.replace(at, from.size(), to);
    }
    return out;
  };
  ASSERT_EQ(import(written("lf.csv", csv)), "");
  EXPECT_EQ(world.ask("claims in NATO as observer | select id, actor, began, quote"), "6 TUR 1990 a, \"b\", 7 CHN 1991 ·");
  const std::string tsv =
      "actor\trole\tbody\tsince\tquote\nTürkiye\tobserver\tNATO\t1990\t\"a, \"\"b\"\"\"\nCHN\tobservers\tNATO\t1991\t\n";
  const std::string jsonl =
      "{\"actor\": \"Türkiye\", \"role\": \"observer\", \"body\": \"NATO\", \"since\": 1990, \"quote\": \"a, \\\"b\\\"\"}\n"
      "{\"body\": \"NATO\", \"actor\": \"CHN\", \"role\": \"observers\", \"since\": \"1991\", \"quote\": null}\n";
  const std::vector<std::pair<std::string, std::string>> forms = {{"crlf.csv", with("\n", "\r\n")},
                                                                  {"cr.csv", with("\n", "\r")},
                                                                  {"crcrlf.csv", with("\n", "\r\r\n")},
                                                                  {"bom.csv", "\xEF\xBB\xBF" + csv},
                                                                  {"packed.csv.gz", packed(csv)},
                                                                  {"a.tsv", tsv},
                                                                  {"a.tsv.gz", packed(tsv)},
                                                                  {"a.jsonl", jsonl},
                                                                  {"a.jsonl.gz", packed(jsonl)}};
  for (const auto& [name, bytes] : forms) {
    EXPECT_EQ(import(written(name, bytes)), "") << name;
    EXPECT_NE(world.answers.front().caption.front().find("read 2 rows"), std::string::npos) << name;
    EXPECT_NE(world.answers.front().caption.front().find(": 0 claims recorded, 2 already known, 0 refused"), std::string::npos)
        << name;
  }
  EXPECT_EQ(import(written("windows.csv", with("ü", "\xFC"))), "F08");
  EXPECT_EQ(import(written("windows.csv", with("ü", "\xFC")), " encoded windows-1252"), "");
  EXPECT_EQ(world.ask("commits | count"), "2");
}

TEST_F(Import, LeavesNothingBehindWhereARowIsBad) {
  const auto file = written("a.csv", std::string(kThree) + "QQQ,observer,NATO,1990\n");
  EXPECT_EQ(import(file), "F18");
  EXPECT_EQ(world.ask("claims in NATO as observer | count"), "0");
  EXPECT_EQ(import(file, " max errors 1"), "");
  EXPECT_EQ(world.ask("claims in NATO as observer | count"), "3");
}

TEST_F(Import, NeedsWhatARowMustSay) {
  const auto bad = dir / "bad.csv";
  EXPECT_EQ(import(written("a.csv", "actor,role,body,since\nIND,,NATO,1990\n"), " skipping bad rows to \"" + bad.string() + "\""),
            "");
  EXPECT_EQ(read("bad.csv"), "actor,role,body,since,line,rule\nIND,,NATO,1990,2,role: it is missing (F13)\n");
}

TEST_F(Import, IsUndoneWithItsScript) {
  const auto file = written("a.csv", kThree);
  EXPECT_EQ(world.ask("import memberships from \"" + file + "\"; members of Atlantis on 2000-01-01", RunMode::kScript), "N01");
  EXPECT_EQ(world.ask("claims in NATO as observer | count"), "0");
}

TEST_F(Import, WritesBadRowsSoThatTheyCanBeMended) {
  const auto file =
      written("a.csv", "actor,role,body,since,note\nQQQ,observer,NATO,1990,\"a, b\"\nIND,observer,NATO,1990,\nIND,observer\n");
  EXPECT_EQ(import(file, " skipping bad rows to \"" + (dir / "bad.csv").string() + "\""), "");
  EXPECT_EQ(read("bad.csv"),
            "actor,role,body,since,note,line,rule\n"
            "QQQ,observer,NATO,1990,\"a, b\",2,\"actor: no actor is \"\"QQQ\"\" (N01)\"\n"
            "IND,observer,,,,4,2 cells under 5 headings (F11)\n");
  written("bad.csv", "actor,role,body,since,note,line,rule\nRUS,observer,NATO,1990,,2,mended\n");
  EXPECT_EQ(import((dir / "bad.csv").string()), "");
  EXPECT_EQ(world.ask("observers of NATO on 1991-06-01 | select actor"), "IND, RUS");
}

TEST_F(Import, KeepsTheFileOfBadRowsOfBeforeWhereItFails) {
  written("bad.csv", "before");
  const auto file = written("a.csv", "actor,role,body,since\nQQQ,observer,NATO,1990\nYYY,observer,NATO,1990\n");
  EXPECT_EQ(import(file, " max errors 1 skipping bad rows to \"" + (dir / "bad.csv").string() + "\""), "F18");
  EXPECT_EQ(read("bad.csv"), "before");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir.path()), {}), 5);  // the database, its two locks, two files
}

TEST_F(Import, MayBeKeptFromFiles) {
  const auto file = written("a.csv", kThree);
  const auto ask_under = [&](const FileAccess& files, const std::string& statement) {
    OpenOptions options;
    options.files = files;
    static int opened = 0;
    Asking asking(*Database::create_from((dir / ("other" + std::to_string(opened++) + ".entente")).string(),
                                         {{"world.ent", kWorld}}, options));
    return asking.ask(statement);
  };
  const std::string plain = "import memberships from \"a.csv\"";
  EXPECT_EQ(ask_under({true, dir.path().string(), true}, plain), "");
  EXPECT_EQ(ask_under({false, dir.path().string(), true}, plain), "F04");
  EXPECT_EQ(ask_under({true, dir.path().string(), false}, plain), "");
  EXPECT_EQ(ask_under({true, dir.path().string(), false}, plain + " skipping bad rows to \"bad.csv\""), "F04");
  EXPECT_EQ(ask_under({true, dir.path().string(), true}, plain + " skipping bad rows to \"../bad.csv\""), "F04");
}

TEST_F(Import, NeedsAWritableDatabase) {
  const auto file = written("a.csv", kThree);
  OpenOptions options;
  options.read_only = true;
  Asking reading(*Database::open((dir / "world.entente").string(), options));
  EXPECT_EQ(reading.ask("import memberships from \"" + file + "\""), "S10");
}

TEST_F(Import, TellsHowFarItIsAndCanBeStopped) {
  std::string text = "actor,role,body,since\n";
  for (int i = 0; i < 20000; ++i) {
    text += "IND,observer,NATO," + std::to_string(1950 + i % 50) + "\n";
  }
  const auto file = written("a.csv", text);
  std::uint64_t last = 0;
  world.session.set_on_progress([&](const Progress& progress) {
    EXPECT_GE(progress.rows, last);
    EXPECT_LE(progress.done, progress.all);
    EXPECT_EQ(progress.all, text.size());
    last = progress.rows;
  });
  EXPECT_EQ(import(file), "");
  EXPECT_GT(last, 15000U);
  EXPECT_EQ(world.ask("claims in NATO as observer | count"), "50");
  world.session.set_on_progress([&](const Progress&) { world.session.interrupt(); });
  EXPECT_EQ(world.ask("begin; retract India as observer of NATO because \"x\"; rollback"), "R08");
  EXPECT_EQ(import(file), "X05");
}

// Rows of which some are bad and some more than facts with days, of names that are new, in no order.
std::string many_rows(std::size_t count) {
  std::string out = "actor,role,body,since,until,source,quote,status\n";
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t any = i * 7919 % 100'003;
    const std::string year = std::to_string(1900 + any % 90);
    const std::string until = any % 3 == 0 ? "" : std::to_string(1900 + any % 90 + any % 7 + 1) + "-01-31";
    const std::vector<std::string> cells = {"state " + std::to_string(any % 307),
                                            any % 5 == 0 ? "observer" : "members",
                                            "body " + std::to_string(any % 41),
                                            year + (any % 11 == 0 ? "~" : "-03-0" + std::to_string(1 + any % 9)),
                                            until,
                                            i % 9000 == 4444 ? "nobody" : "news",
                                            any % 101 == 0 ? "\"as it said, there\"" : "",
                                            any % 211 == 0 ? "suspended" : "active"};
    for (const auto& cell : cells) {
      out += cell;
      out += &cell == &cells.back() ? '\n' : ',';
    }
  }
  return out;
}

// What a dump says but for when: the times of its commits are left out.
std::string without_times(const std::string& dump) {
  static const std::regex kTime("(^|\n)(commit\t[0-9]+\t)[^\t]*");
  return std::regex_replace(dump, kTime, "$1$2");
}

// A file of more than a megabyte is read on a thread of its own; packed it is less.
TEST_F(Import, OfALargeFileIsTheSameWhateverThreadsDo) {
  const std::string rows = many_rows(40'000);
  const std::string packed_rows = packed(rows);
  ASSERT_GT(rows.size(), files::kReadAheadBytesLeast);
  ASSERT_LT(packed_rows.size(), files::kReadAheadBytesLeast);
  Database other_database = *Database::create_from((dir / "other.entente").string(), {{"world.ent", kWorld}});
  Asking other(other_database);
  const std::string options = " defining new skipping bad rows to ";
  const auto at = written("a.csv", rows);
  const auto packed_at = written("a.csv.gz", packed_rows);
  ASSERT_EQ(import(at, options + "\"" + (dir / "bad.csv").string() + "\""), "");
  auto caption = world.answers.front().caption;
  ASSERT_EQ(other.ask("import memberships from \"" + packed_at + "\"" + options + "\"" + (dir / "other.csv").string() + "\""), "");
  auto other_caption = other.answers.front().caption;
  EXPECT_NE(caption[0].find("read 40000 rows of"), std::string::npos);
  EXPECT_NE(caption[0].find(", 4 refused"), std::string::npos) << caption[0];
  EXPECT_EQ(caption[0].substr(caption[0].find(": ")), other_caption[0].substr(other_caption[0].find(": ")));
  EXPECT_EQ(read("bad.csv"), read("other.csv"));
  EXPECT_NE(read("bad.csv").find(",31446,"), std::string::npos) << read("bad.csv");
  ASSERT_EQ(world.ask("dump to \"" + (dir / "a.dump").string() + "\""), "");
  ASSERT_EQ(other.ask("dump to \"" + (dir / "b.dump").string() + "\""), "");
  EXPECT_NE(without_times(read("a.dump")), read("a.dump"));
  EXPECT_TRUE(without_times(read("a.dump")) == without_times(read("b.dump")));
  EXPECT_GT(read("a.dump").size(), rows.size() / 2);
  EXPECT_EQ(text_of(Database::check(path).table), "");
}

TEST_F(Import, OfALargeFileCanBeStoppedAnywhere) {
  const auto file = written("a.csv", many_rows(40'000));
  for (const std::uint64_t after : {0U, 20'000U, 39'000U}) {
    world.session.set_on_progress([&](const Progress& progress) {
      if (progress.rows >= after) {
        world.session.interrupt();
      }
    });
    EXPECT_EQ(import(file, " defining new skipping bad rows to \"" + (dir / "bad.csv").string() + "\""), "X05");
  }
  world.session.set_on_progress({});
  EXPECT_EQ(world.ask("commits | count"), "1");
}

TEST_F(Import, OfALargeFileHasErrorsOfItsEnd) {
  const std::string rows = many_rows(40'000);
  EXPECT_EQ(
      import(written("a.csv", rows + "\"open\n"), " defining new skipping bad rows to \"" + (dir / "bad.csv").string() + "\""),
      "F09");
  EXPECT_EQ(world.ask("commits | count"), "1");
}

}  // namespace
}  // namespace entente::tests
