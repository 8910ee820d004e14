// What is read ahead on a thread is the same, and cells of one number say the same. That every file of the other tests is the same
// is seen there (support.h).
#include "engine/files/read_ahead.h"

#include <map>
#include <set>

#include "tests/files/support.h"

namespace entente::tests {
namespace {

using files::Record;
using files::RecordReader;

class ReadAhead : public FilesTest {
 protected:
  std::unique_ptr<RecordReader> opened(const std::string& name, const std::string& bytes) {
    return std::move(*files::open_records(written(name, bytes), name));
  }
  std::unique_ptr<RecordReader> ahead(const std::string& name, const std::string& bytes, std::vector<std::size_t> numbered = {}) {
    return files::ReadAhead::over(opened(name, bytes), std::move(numbered), 0);
  }
};

// Some batches of records; the texts of the first column come again and again, in no order.
std::string many_rows(std::size_t count) {
  std::string out = "a,b\n";
  for (std::size_t i = 0; i < count; ++i) {
    out += "name " + std::to_string(i * 7919 % 5003) + "," + std::to_string(i) + "\n";
  }
  return out;
}

TEST_F(ReadAhead, NumbersWhatIsTheSame) {
  constexpr std::size_t kRows = 40'000;
  const auto reader = ahead("a.csv", many_rows(kRows), {0});
  std::map<std::string, std::uint32_t> numbers;
  std::set<std::uint32_t> distinct;
  std::size_t rows = 0;
  for (const Record* record = *reader->next(); record != nullptr; record = *reader->next(), ++rows) {
    ASSERT_EQ(record->cells[1].text, std::to_string(rows));
    ASSERT_EQ(record->cells[1].number, 0U) << "it was not asked for";
    ASSERT_EQ(record->cells[1].at.line, rows + 2);
    const auto number = record->cells[0].number;
    ASSERT_NE(number, 0U);
    ASSERT_EQ(numbers.emplace(record->cells[0].text, number).first->second, number) << record->cells[0].text;
    distinct.insert(number);
  }
  EXPECT_EQ(rows, kRows);
  EXPECT_EQ(numbers.size(), 5003U);
  EXPECT_EQ(distinct.size(), numbers.size());
}

TEST_F(ReadAhead, NumbersShortTextsAlone) {
  const std::string longest(23, 'x');
  const auto reader = ahead("a.csv", "a\n" + longest + "\n" + longest + "x\n\"\"\n" + longest + "\n\"" + longest + "\"\n", {0});
  std::vector<std::uint32_t> numbers;
  for (const Record* record = *reader->next(); record != nullptr; record = *reader->next()) {
    numbers.push_back(record->cells[0].number);
  }
  EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 0, 2, 1, 1}));
}

TEST(TextNumbers, TellTextsOfAnotherLengthApart) {
  using namespace std::string_view_literals;
  files::TextNumbers numbers;
  EXPECT_EQ(numbers.of("x"), 1U);
  EXPECT_EQ(numbers.of("x\0"sv), 2U);
  EXPECT_EQ(numbers.of(""), 3U);
  EXPECT_EQ(numbers.of("\0"sv), 4U);
  EXPECT_EQ(numbers.of("x"), 1U);
}

TEST_F(ReadAhead, TakesRecordsThatAreLargerThanABatch) {
  const std::string large(300'000, 'x');
  EXPECT_EQ(all_of(*ahead("a.csv", "a,b\n1,2\n" + large + ",3\n4,5\n" + large + "," + large + "\n6,7\n")),
            "a|b [1|2] [" + large + "|3] [4|5] [" + large + "|" + large + "] [6|7]");
}

TEST_F(ReadAhead, PassesOnRaggedRecords) {
  EXPECT_EQ(all_of(*ahead("a.csv", "a,b\n1\n1,2,3\n4,5\n", {1})), "a|b [1] [1|2|3] [4|5]");
}

TEST_F(ReadAhead, HasErrorsInTheirPlace) {
  const std::string rows = many_rows(20'000);
  const std::string broken = rows + "\"open,1\n";
  EXPECT_EQ(all_of(*ahead("a.csv", broken)), all_of(*opened("a.csv", broken)));
  EXPECT_NE(all_of(*ahead("a.csv", broken)).find("19999] !F09"), std::string::npos);
}

TEST_F(ReadAhead, KeepsARecordUntilTheNext) {
  const auto reader = ahead("a.csv", many_rows(10'000));
  std::size_t rows = 0;
  for (const Record* record = *reader->next(); record != nullptr; record = *reader->next(), ++rows) {
    const std::string text(record->cells[1].text);
    std::this_thread::yield();
    ASSERT_EQ(record->cells[1].text, text);
  }
  EXPECT_EQ(rows, 10'000U);
}

TEST_F(ReadAhead, MayBeLeftBeforeTheEnd) {
  const auto reader = ahead("a.csv", many_rows(100'000));
  const auto first = reader->next();
  ASSERT_TRUE(first);
  EXPECT_EQ((*first)->cells[1].text, "0");
}

TEST_F(ReadAhead, SaysHowFarItIs) {
  const std::string rows = many_rows(100'000);
  const auto reader = ahead("a.csv", rows);
  EXPECT_EQ(reader->extent().all, rows.size());
  (void)reader->next();
  const auto begun = reader->extent().read;
  EXPECT_LT(begun, rows.size());
  while (*reader->next() != nullptr) {
  }
  EXPECT_EQ(reader->extent().read, rows.size());
}

TEST_F(ReadAhead, LeavesSmallFilesAsTheyAre) {
  auto reader = opened("a.csv", "a\n1\n");
  const auto* const before = reader.get();
  EXPECT_EQ(files::ReadAhead::over(std::move(reader), {0}).get(), before);
}

}  // namespace
}  // namespace entente::tests
