// Rows of files through the public face: which files may be read, how they stream, what they cost.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "tests/session/support.h"

namespace entente::tests {
namespace {

class RowsOf : public WorldTest {
 protected:
  std::string written(const std::string& name, const std::string& text) {
    std::ofstream(dir / name, std::ios::binary) << text;
    return (dir / name).string();
  }
  // A database of its own that was opened under these rules.
  std::string ask_under(const FileAccess& files, const std::string& question) {
    OpenOptions options;
    options.files = files;
    Asking asking(*Database::create_from((dir / ("files" + std::to_string(opened_++) + ".entente")).string(),
                                         {{"world.ent", kWorld}}, options));
    return asking.ask(question);
  }
  int opened_ = 0;
};

TEST_F(RowsOf, MayBeKeptFromFiles) {
  const std::string csv_file = written("a.csv", "state\nTUR\n");
  const std::string question = "rows of \"" + csv_file + "\" with state as actor";
  EXPECT_EQ(world.ask(question), "TUR");
  EXPECT_EQ(ask_under({false, ""}, question), "F04");
  EXPECT_EQ(ask_under({true, dir.path().string()}, question), "TUR");
  EXPECT_EQ(ask_under({true, dir.path().string()}, "rows of \"a.csv\" with state as actor"), "TUR");
  std::filesystem::create_directory(dir / "inner");
  EXPECT_EQ(ask_under({true, (dir / "inner").string()}, question), "F04");
  EXPECT_EQ(ask_under({true, (dir / "inner").string()}, "rows of \"../a.csv\""), "F04");
}

/// Changes the file when the columns are known and no row is read yet.
class Meddler : public AnswerStream {
 public:
  explicit Meddler(std::string file) : file_(std::move(file)) {}
  bool begin(const std::vector<Column>& columns) override {
    std::ofstream(file_, std::ios::binary) << "other\n1\n";
    return !columns.empty();
  }
  bool rows(std::vector<std::vector<Cell>>&& rows) override { return !rows.empty(); }
  bool end(Answer&& answer) override { return answer.has_table; }

 private:
  std::string file_;
};

TEST_F(RowsOf, AreNotThoseOfAnotherFile) {
  const std::string csv_file = written("a.csv", "state\nTUR\n");
  Meddler meddler(csv_file);
  const auto errors = world.session.run("test", "rows of \"" + csv_file + "\"", RunMode::kInteractive, meddler);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_TRUE(errors[0].text.starts_with("error[F17]: \"" + csv_file + "\" was changed while it was read\n")) << errors[0].text;
}

TEST_F(RowsOf, TellWhatTheSystemSays) {
  std::filesystem::create_symlink("/proc/self/mem", dir / "a.csv");  // it opens, and its first byte cannot be read
  const auto errors = world.run("rows of \"" + (dir / "a.csv").string() + "\"");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_TRUE(errors[0].text.starts_with("error[F16]: ")) << errors[0].text;
}

TEST_F(RowsOf, NeedATimeForTestsInAScript) {
  const std::string rows = "rows of \"" + written("a.csv", "state,day\nTUR,2014-10-21\n") + "\" with state as actor, day as date";
  EXPECT_EQ(world.ask(rows, RunMode::kScript), "TUR 2014-10-21");
  EXPECT_EQ(world.ask(rows + " | where member of NATO", RunMode::kScript), "B05");
  EXPECT_EQ(world.ask(rows + " | where member of NATO on day", RunMode::kScript), "TUR 2014-10-21");
  EXPECT_EQ(world.ask("(" + rows + ") | where member of NATO", RunMode::kScript), "B05");
  EXPECT_EQ(world.ask(rows + " on 1950-01-01 | where member of NATO", RunMode::kScript), "");
}

TEST_F(RowsOf, HeedADefaultTimeOnlyWhereItReaches) {
  const std::string rows = "rows of \"" + written("a.csv", "state\nTUR\n") + "\" with state as actor";
  ASSERT_TRUE(world.run("default on 1950-01-01").empty());
  EXPECT_EQ(world.ask(rows + " | where member of NATO"), "");
  ASSERT_TRUE(world.run("default on 2014-10-21").empty());
  EXPECT_EQ(world.ask("(" + rows + ") | where member of NATO"), "TUR");
  const std::string csv_file = written("b.csv", "day,note\n2014,x\n");
  EXPECT_EQ(world.caption("rows of \"" + csv_file + "\" with day as date"), (std::vector<std::string>{"1 row of " + csv_file}));
}

TEST_F(RowsOf, MayBeNamedByAParameter) {
  world.session.set_parameter("file", written("a.csv", "state\nTUR\nIND\n"));
  EXPECT_EQ(world.ask("rows of $file with state as actor | where member of SCO on 2014-10-21"), "");
  EXPECT_EQ(world.ask("rows of $file with state as actor | where participant of SCO on 2014-10-21 | count"), "2");
  world.session.set_parameter("file", std::int64_t{3});
  EXPECT_EQ(world.ask("rows of $file"), "N12");
}

// A bad cell behind many good ones: nothing but the error comes, for whoever takes whole answers.
TEST_F(RowsOf, AreAllOrNothing) {
  std::string text = "state,n\n";
  for (int i = 0; i < 5000; ++i) {
    text += "TUR," + std::to_string(i) + "\n";
  }
  const std::string rows = "rows of \"" + written("a.csv", text + "QQQ,1\nTUR,x\n") + "\" with state as actor, n as number";
  const auto errors = world.run(rows);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "F13");
  EXPECT_NE(errors[0].text.find("a.csv:5002:1  state: no actor is \"QQQ\""), std::string::npos) << errors[0].text;
  EXPECT_NE(errors[0].text.find("a.csv:5003:5  n: \"x\" is no number"), std::string::npos) << errors[0].text;
  EXPECT_TRUE(world.answers.empty());
  EXPECT_EQ(world.ask(rows + " skipping unknown | count"), "5002");
}

// A file is read no further than a take needs: what is wrong behind it is not seen, and the caption says so.
TEST_F(RowsOf, AreReadNoFurtherThanATakeNeeds) {
  std::string text = "state,n\n";
  for (int i = 0; i < 9000; ++i) {
    text += "TUR," + std::to_string(i) + "\n";
  }
  const std::string rows = "rows of \"" + written("a.csv", text + "QQQ,1\n") + "\" with state as actor";
  EXPECT_EQ(world.ask(rows + " | take 2 | select n"), "0, 1");
  ASSERT_FALSE(world.answers.empty());
  ASSERT_FALSE(world.answers.back().caption.empty());
  EXPECT_EQ(world.answers.back().caption[0].rfind("2 rows from the first ", 0), 0U) << world.answers.back().caption[0];
  EXPECT_EQ(world.ask(rows + " | where n = \"5000\" | take 1 | select n"), "5000");
  EXPECT_EQ(world.ask(rows + " | skip 100 | take 1 | count"), "1");
  EXPECT_EQ(world.ask(rows + " | take 0 | count"), "0");
  EXPECT_EQ(world.ask(rows + " | take 9001 | count"), "F13");
  EXPECT_EQ(world.ask(rows + " | take 2 by state | count"), "F13");
  EXPECT_EQ(world.ask(rows + " | sort n | take 2 | count"), "F13");
}

class Counting : public AnswerStream {
 public:
  bool begin(const std::vector<Column>& columns) override {
    (void)columns;
    return true;
  }
  bool rows(std::vector<std::vector<Cell>>&& rows) override {
    count += rows.size();
    most = std::max(most, rows.size());
    return count < stop_at;
  }
  bool end(Answer&& answer) override {
    (void)answer;
    return true;
  }
  std::size_t count = 0;
  std::size_t most = 0;
  std::size_t stop_at = SIZE_MAX;
};

std::size_t resident_kilobytes() {
  std::ifstream status("/proc/self/statm");
  std::size_t size = 0;
  std::size_t resident = 0;
  status >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

// 60 MB of texts that all differ go through in a few.
TEST_F(RowsOf, StreamInBoundedMemory) {
  const auto csv_file = dir / "big.csv";
  {
    std::ofstream file(csv_file, std::ios::binary);
    file << "state,day,note\n";
    for (int i = 0; i < 300000; ++i) {
      file << "TUR,2014-10-21,\"" << std::string(180, static_cast<char>('a' + i % 26)) << i << "\"\n";
    }
  }
  const std::string rows = "rows of \"" + csv_file.string() + "\" with state as actor, day as date";
  ASSERT_EQ(world.ask(rows + " | count"), "300000");  // whatever is kept for good is there by now
  const std::size_t before = resident_kilobytes();
  Counting stream;
  ASSERT_TRUE(world.session
                  .run("test", rows + " | where member of NATO on day | derive twice = note || note", RunMode::kInteractive, stream)
                  .empty());
  EXPECT_EQ(stream.count, 300000U);
  EXPECT_LE(stream.most, 2048U);
  EXPECT_LT(resident_kilobytes(), before + 30000);
}

TEST_F(RowsOf, StopWhenNoMoreIsWanted) {
  std::string text = "state\n";
  for (int i = 0; i < 100000; ++i) {
    text += "TUR\n";
  }
  const std::string rows = "rows of \"" + written("a.csv", text + "QQQ\n") + "\" with state as actor";
  Counting stream;
  stream.stop_at = 1;
  EXPECT_TRUE(world.session.run("test", rows, RunMode::kInteractive, stream).empty()) << "the bad cell was not reached";
  EXPECT_LE(stream.count, 2048U);
}

// What is interned for one piece must not be let go where it is still looked at.
TEST_F(RowsOf, KeepTheTextsThatStagesHold) {
  std::string text = "state,note\n";
  for (int i = 0; i < 9000; ++i) {
    text += "TUR,n" + std::to_string(i % 5000) + "\n";
  }
  const std::string rows = "rows of \"" + written("a.csv", text) + "\" with state as actor";
  EXPECT_EQ(world.ask(rows + " | distinct note | count"), "5000");
  EXPECT_EQ(world.ask(rows + " | sort note desc | take 2 | select note"), "n999, n999");
  EXPECT_EQ(world.ask(rows + " | where note in (" + rows + " | take 1 | select note) | count"), "2");
  EXPECT_EQ(world.ask(rows + " | take 1 by note | count"), "5000");
  EXPECT_EQ(world.ask(rows + " | group by note (n = count) | where n = 2 | count"), "4000");
}

// `sort` keeps no more rows than `take` asks for, and gives what it gives when it keeps all.
TEST_F(RowsOf, AreTheFirstOfManyWhereNotAllAreSorted) {
  std::string text = "state,n,place\n";
  for (int i = 0; i < 20000; ++i) {
    text += "TUR," + (i % 50 == 7 ? "" : std::to_string(i * 7919 % 1000)) + "," + std::to_string(i) + "\n";
  }
  const std::string rows = "rows of \"" + written("a.csv", text) + "\" with state as actor, n as number, place as number | sort ";
  for (const std::string keys : {"n", "n desc", "n desc, place desc", "n + 1"}) {
    const auto all = world.ask(rows + keys + " | select place");
    for (const std::string count : {"1", "5", "20", "4999", "19990"}) {
      const auto first = world.ask(rows + keys + " | take " + count + " | select place");
      EXPECT_EQ(first, all.substr(0, first.size())) << keys << ", " << count;
      EXPECT_EQ(std::count(first.begin(), first.end(), ',') + 1, std::stoi(count)) << keys;
    }
  }
  EXPECT_EQ(world.ask(rows + "n | take 0"), "");
  const auto caption = world.caption(rows + "n desc | take 5 | select place");
  EXPECT_NE(std::find(caption.begin(), caption.end(), "take cut ties: 15 rows equal the last one kept"), caption.end());
}

}  // namespace
}  // namespace entente::tests
