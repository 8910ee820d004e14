// Copies, checks and what is saved of damaged files, through the public face.
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class FileStatements : public WorldTest {
 protected:
  std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }
  void write(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }
  /// A copy of the world in which the bytes are others, for each place where they stand.
  std::string damaged(const std::string& bytes, const std::string& others) {
    const auto file = dir / "damaged.entente";
    std::filesystem::remove(file);
    EXPECT_EQ(world.ask("backup to \"" + file.string() + "\""), "");
    auto all = read(file);
    std::size_t count = 0;
    for (auto at = all.find(bytes); at != std::string::npos; at = all.find(bytes, at + 1)) {
      all.replace(at, others.size(), others);
      ++count;
    }
    EXPECT_GT(count, 0U) << bytes;
    write(file, all);
    return file.string();
  }
  static std::string findings_of(const std::string& file) { return text_of(Database::check(file).table); }
};

TEST_F(FileStatements, ABackupIsTheDatabaseAsTheLastCommitLeftIt) {
  const auto file = (dir / "copy.entente").string();
  EXPECT_EQ(world.ask("backup to \"" + file + "\""), "");
  EXPECT_EQ(world.ask("record India as member of SCO since 2017-06-09"), "");
  Asking copy(*Database::open(file));
  EXPECT_EQ(copy.ask("members of SCO on 2018-01-01 | select actor"), "CHN, RUS");
  EXPECT_EQ(world.ask("members of SCO on 2018-01-01 | select actor"), "CHN, IND, RUS");
  EXPECT_EQ(copy.ask("record India as member of SCO since 2017-06-09; check"), "");
  EXPECT_EQ(world.ask("backup to \"" + file + "\""), "F21");
}

TEST_F(FileStatements, ABackupIsConsistentWhileOthersWrite) {
  Asking other(*Database::open((dir / "world.entente").string()));
  std::thread writer([&] {
    for (int year = 1950; year < 1990; ++year) {
      other.run("record India as observer of NATO since " + std::to_string(year));
    }
  });
  for (int i = 0; i < 10; ++i) {
    const auto file = (dir / ("copy" + std::to_string(i) + ".entente")).string();
    EXPECT_EQ(world.ask("backup to \"" + file + "\""), "");
    EXPECT_EQ(findings_of(file), "");
  }
  writer.join();
}

TEST_F(FileStatements, ACheckOfWhatIsWholeFindsNothing) {
  EXPECT_EQ(world.ask("check"), "");
  EXPECT_EQ(world.answers.front().caption.front().substr(0, 12), "no findings:");
  EXPECT_EQ(world.ask("stats | count"), "P01");
  EXPECT_EQ(world.ask("stats").substr(0, 5), "file ");
}

TEST_F(FileStatements, ACheckNamesTheRecordThatIsDamaged) {
  const auto file = damaged("Shanghai Cooperation", "Shanghai Confederati");
  const auto found = findings_of(file);
  EXPECT_NE(found.find("table entities"), std::string::npos) << found;
  EXPECT_NE(found.find("does not match its checksum"), std::string::npos) << found;
  Asking asking(*Database::open(file));
  EXPECT_EQ(asking.ask("members of NATO on 2014-10-21"), "S08");
  EXPECT_EQ(asking.ask("check").substr(0, 14), "table entities");
}

TEST_F(FileStatements, WhatIsLeftIsSaved) {
  const auto file = damaged("Shanghai Cooperation", "Shanghai Confederati");
  const auto saved = (dir / "saved.ent").string();
  Asking asking(*Database::open(file));
  EXPECT_EQ(asking.ask("dump salvaging to \"" + saved + "\""), "");
  EXPECT_NE(asking.answers.front().caption.front().find("losses"), std::string::npos);
  Asking restored(*Database::open((dir / "restored.entente").string()));
  EXPECT_EQ(restored.ask("restore from \"" + saved + "\""), "");
  EXPECT_EQ(restored.ask("members of NATO on 2014-10-21 | select actor"), "TUR");
  EXPECT_EQ(restored.ask("organisations | select body"), "NATO");
  EXPECT_EQ(restored.ask("check"), "");
}

// Claims of one actor that fill several blocks, of which one is damaged: those of the others are saved, behind it too.
TEST_F(FileStatements, WhatStandsBehindADamagedBlockIsSaved) {
  constexpr int kBodies = 120;
  std::string script;
  for (int i = 100; i < 100 + kBodies; ++i) {
    const std::string body = "BODY" + std::to_string(i);
    script += "define organisation " + body + "; record India as member of " + body + " since 2000 quote \"said in number " +
              std::to_string(i) + " of them all, word by word\";";
  }
  ASSERT_EQ(world.ask(script, RunMode::kScript), "");
  const auto file = damaged("said in number 130", "sade in number 130");
  const auto saved = (dir / "saved.ent").string();
  Asking asking(*Database::open(file));
  ASSERT_EQ(asking.ask("dump salvaging to \"" + saved + "\""), "");
  EXPECT_NE(asking.answers.front().caption.front().find("; 1 loss"), std::string::npos) << asking.answers.front().caption.front();
  Asking restored(*Database::open((dir / "restored.entente").string()));
  ASSERT_EQ(restored.ask("restore from \"" + saved + "\""), "");
  const int left = std::stoi(restored.ask("memberships of India as member on 2001-01-01 | count"));
  EXPECT_GE(left, kBodies * 2 / 3);
  EXPECT_LT(left, kBodies);
  EXPECT_EQ(restored.ask("memberships of India as member on 2001-01-01 | where body = BODY100 or body = BODY219 | select body"),
            "BODY100, BODY219");
  EXPECT_EQ(restored.ask("check"), "");
}

TEST_F(FileStatements, ACheckOfWhatIsNoDatabaseSaysSo) {
  write(dir / "none.entente", "no database");
  EXPECT_NE(findings_of((dir / "none.entente").string()), "");
  EXPECT_NE(findings_of((dir / "missing.entente").string()), "");
}

// Pages filled with noise may crash LMDB: then the crash is what is found, or the file cannot be opened.
TEST_F(FileStatements, ACheckSurvivesDamagedPages) {
  const auto file = dir / "damaged.entente";
  EXPECT_EQ(world.ask("backup to \"" + file.string() + "\""), "");
  const auto whole = read(file);
  constexpr std::size_t kPage = 4096;
  std::size_t noticed = 0;
  std::size_t tried = 0;
  for (std::size_t page = 2; page < whole.size() / kPage; page += 2) {
    auto bytes = whole;
    for (std::size_t i = 0; i < kPage; ++i) {
      bytes[page * kPage + i] = static_cast<char>(i * 37 + page);
    }
    write(file, bytes);
    ++tried;
    noticed += findings_of(file.string()).empty() ? 0U : 1U;
  }
  EXPECT_GT(tried, 3U);
  EXPECT_EQ(noticed, tried);  // a copy has no free pages
}

TEST_F(FileStatements, StandInNoTransactionWithWhatIsRecorded) {
  EXPECT_EQ(world.ask("begin; record India as member of SCO since 2017; check; rollback"), "T05");
  EXPECT_EQ(world.ask("record India as member of SCO since 2017; check", RunMode::kScript), "T05");
  EXPECT_EQ(world.ask("check; stats", RunMode::kScript).substr(0, 5), "file ");
}

TEST_F(FileStatements, ARestoreCanBeStopped) {
  std::string rows = "actor,role,body,observed\n";
  for (int i = 0; i < 9000; ++i) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    rows +=
        "IND,observer,NATO," + std::to_string(1950 + i / 300) + "-" + two(1 + i % 300 / 28) + "-" + two(1 + i % 300 % 28) + "\n";
  }
  write(dir / "rows.csv", rows);
  ASSERT_EQ(world.ask("import memberships from \"" + (dir / "rows.csv").string() + "\""), "");
  const auto saved = (dir / "saved.dump").string();
  ASSERT_EQ(world.ask("dump to \"" + saved + "\""), "");
  Asking restored(*Database::open((dir / "restored.entente").string()));
  restored.session.set_on_progress([&](const Progress&) { restored.session.interrupt(); });
  EXPECT_EQ(restored.ask("restore from \"" + saved + "\""), "X05");
  restored.session.set_on_progress({});
  EXPECT_EQ(restored.ask("restore from \"" + saved + "\""), "") << "nothing was left of it";
  EXPECT_EQ(restored.ask("claims in NATO as observer | count"), "9000");
}

// Tables in memory are kept by the numbers of things, which are dense.
TEST_F(FileStatements, ADumpDoesNotMakeMuchOfAHugeNumber) {
  const auto saved = dir / "saved.dump";
  ASSERT_EQ(world.ask("dump to \"" + saved.string() + "\""), "");
  auto text = read(saved);
  const std::string first = "\norganisation\t";
  const auto at = text.find(first) + first.size();
  text.replace(at, text.find('\t', at) - at, "1999999999");
  write(saved, text);
  Asking restored(*Database::open((dir / "restored.entente").string()));
  const auto errors = restored.run("restore from \"" + saved.string() + "\"");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].text.find("is more than there can be"), std::string::npos) << errors[0].text;
}

}  // namespace
}  // namespace entente::tests
