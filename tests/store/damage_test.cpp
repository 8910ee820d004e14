// Damaged files: what is read is right, or a fault, or (in a child) a crash of LMDB; never silently something else.
#include <random>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

constexpr std::uint32_t kRecords = 2'000;
constexpr int kWhole = 0;
constexpr int kMissingRows = 3;  // noticed by comparing with count()
constexpr int kWrong = 2;        // silent: must not happen

/// Reads everything, in a child: LMDB may abort or crash on damaged pages.
int survey(const std::filesystem::path& path) {
  return run_in_child([&] {
    std::freopen("/dev/null", "w", stderr);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT}) {  // also where a sanitizer has its own handler
      ::signal(signal, SIG_DFL);
    }
    const auto env = Environment::open(path, Mode::kReadOnly);
    const auto txn = env->read();
    std::uint64_t seen = 0;
    for (auto cursor = txn.scan(Table::kClaims); cursor.valid(); cursor.next()) {
      if (cursor.value() != payload_of(KeyReader(cursor.key()).u32())) {
        return kWrong;
      }
      ++seen;
    }
    if (seen != txn.count(Table::kClaims)) {
      return kMissingRows;
    }
    return seen == kRecords ? kWhole : kWrong;
  });
}

bool is_noticed(int outcome) {
  return outcome == kMissingRows || outcome == fault_code(FaultKind::kCorrupt) || outcome == fault_code(FaultKind::kTruncated) ||
         outcome == fault_code(FaultKind::kNotADatabase) || outcome == fault_code(FaultKind::kLmdbVersion) ||
         outcome == fault_code(FaultKind::kOtherApplication) || outcome == -SIGSEGV || outcome == -SIGBUS || outcome == -SIGABRT;
}

class Damage : public ::testing::Test {
 protected:
  void SetUp() override {
    make_database(path_, kRecords);
    whole_ = read_file(path_);
    ASSERT_EQ(survey(path_), kWhole);
  }

  TempDir dir_;
  std::filesystem::path path_ = dir_ / "world.entente";
  std::string whole_;
  std::mt19937 random_{20'241};
};

TEST_F(Damage, AFlippedBitInAPayloadIsNamedWithTableAndKey) {
  auto bytes = whole_;
  const auto at = bytes.find("record 1234");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 2] = static_cast<char>(bytes[at + 2] ^ 0x10);
  write_file(path_, bytes);
  const auto env = Environment::open(path_, Mode::kReadOnly);
  const auto txn = env->read();
  const auto get = [&] { static_cast<void>(txn.get(Table::kClaims, number_key(1'234))); };
  EXPECT_EQ(fault_of(get), FaultKind::kCorrupt);
  EXPECT_NE(sentence_of(get).find("table claims under key 000004d2"), std::string::npos) << sentence_of(get);
  EXPECT_EQ(txn.get(Table::kClaims, number_key(1'233)), payload_of(1'233)) << "the others can still be read";
}

TEST_F(Damage, OneFlippedBitIsNeverSilent) {
  int noticed = 0;
  for (int trial = 0; trial < 150; ++trial) {
    auto bytes = whole_;
    const auto at = random_() % bytes.size();
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random_() % 8U));
    write_file(path_, bytes);
    const int outcome = survey(path_);
    EXPECT_TRUE(outcome == kWhole || is_noticed(outcome)) << "bit in byte " << at << " gave " << outcome;
    noticed += outcome == kWhole ? 0 : 1;
  }
  EXPECT_GT(noticed, 75);
}

TEST_F(Damage, SwappedZeroedOrRandomPagesAreNeverSilent) {
  const std::size_t page = 4096;
  const auto pages = whole_.size() / page;
  for (int trial = 0; trial < 60; ++trial) {
    auto bytes = whole_;
    const auto a = 2 + random_() % (pages - 2);
    const auto b = 2 + random_() % (pages - 2);
    for (std::size_t i = 0; i < page; ++i) {
      auto& byte = bytes[a * page + i];
      if (trial % 3 == 0) {
        std::swap(byte, bytes[b * page + i]);
      } else {
        byte = trial % 3 == 1 ? '\0' : static_cast<char>(random_());
      }
    }
    write_file(path_, bytes);
    const int outcome = survey(path_);
    EXPECT_TRUE(outcome == kWhole || is_noticed(outcome)) << "page " << a << " in trial " << trial << " gave " << outcome;
  }
}

TEST_F(Damage, ATruncatedFileIsRefusedAtEveryLength) {
  for (std::size_t length = 0; length < whole_.size(); length += length < 12'000 ? 509 : 4'093) {
    write_file(path_, std::string_view(whole_).substr(0, length));
    const int outcome = survey(path_);
    const bool is_refused = outcome == fault_code(FaultKind::kTruncated) || outcome == fault_code(FaultKind::kNotADatabase);
    EXPECT_TRUE(is_refused || outcome == kWhole) << length << " bytes gave " << outcome;
    EXPECT_TRUE(length > 152 || outcome == fault_code(FaultKind::kNotADatabase)) << length;
    EXPECT_TRUE(length > whole_.size() / 2 || outcome != kWhole) << length;
  }
}

// What LMDB itself leaves when a writer is killed between its commit and our making the file longer.
TEST_F(Damage, AFileThatLacksOnlyFreePagesIsWhole) {
  const auto in_use = std::filesystem::file_size(path_);
  {
    const auto env = Environment::open(path_, Mode::kReadWrite);
    for (std::uint32_t round = 1; round <= 10; ++round) {
      env->write([round](WriteTxn& txn) {
        for (std::uint32_t i = 0; i < 30 * round; ++i) {
          txn.put(Table::kEvents, number_key(i), std::string(9'000, 'x'));
        }
        for (std::uint32_t i = 30 * round; i > 0; --i) {
          txn.erase(Table::kEvents, number_key(i - 1));
        }
      });
    }
  }
  const auto length = std::filesystem::file_size(path_);
  ASSERT_GT(length, in_use);
  // Cut back for as long as it opens: then nothing may be lost, and some pages must have gone.
  std::uint64_t cut = 0;
  for (;; cut += 16 * 4096) {
    std::filesystem::resize_file(path_, length - cut);
    const int outcome = survey(path_);
    if (outcome == fault_code(FaultKind::kTruncated)) {
      break;
    }
    ASSERT_EQ(outcome, kWhole) << cut;
  }
  EXPECT_GT(cut, 16 * 4096U);
}

}  // namespace
}  // namespace entente::store::tests
