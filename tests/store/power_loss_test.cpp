// The power fails at any moment: what was not flushed is on the disk or not, sector by sector, and what was acknowledged is there.
// The method is that of Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014).
#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

#include "engine/store/meta.h"
#include "tests/store/disk.h"
#include "tests/store/disk_model.h"
#include "tests/store/numbered.h"
#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

constexpr int kTurns = 5;  // of chance
constexpr std::size_t kPage = 4096;
constexpr std::size_t kNote = 512;      // where a note begins in a meta page
constexpr std::size_t kNoteBoot = 520;  // and its boot

class PowerLoss : public ::testing::Test {
 protected:
  // Writes so many transactions, and notes behind which of the calls each was acknowledged. In the one of that number the n-th call
  // fails; it is written once more. False: it has fewer calls.
  bool write(std::uint32_t count, std::uint32_t failing = 0, int nth = -1) {
    const auto env = make_database(path_);
    disk_ = read_file(path_);
    acknowledged_.clear();
    DiskRecord record(path_);
    bool has_failed = failing == 0;
    for (std::uint32_t number = 1; number <= count; ++number) {
      const auto write_one = [&] { env->write([number](WriteTxn& txn) { write_transaction(txn, number); }); };
      calls_until_failure = number == failing ? nth : -1;
      const bool is_written = !fault_of(write_one);
      has_failed = has_failed || (number == failing && calls_until_failure < 0);
      calls_until_failure = -1;
      if (!is_written) {
        first_cut_ = record.calls().size();
        write_one();
      }
      acknowledged_.push_back(record.calls().size());
    }
    calls_ = record.calls();
    return has_failed;
  }

  std::string disk_after(std::size_t count) {
    DiskModel model(disk_, random_);
    for (std::size_t i = 0; i < count; ++i) {
      model.take(calls_[i]);
    }
    return model.lose_power();
  }

  [[nodiscard]] std::uint32_t acknowledged_by(std::size_t count) const {
    return static_cast<std::uint32_t>(std::upper_bound(acknowledged_.begin(), acknowledged_.end(), count) - acknowledged_.begin());
  }

  void put_disk(const std::filesystem::path& path, const std::string& disk) {
    write_file(path, disk);
    std::filesystem::remove(path.string() + "-lock");
  }

  // The disk after the data of the last commit were flushed: its meta page comes behind that.
  std::string disk_without_last() {
    const auto flush =
        std::find_if(calls_.rbegin(), calls_.rend(), [](const DiskCall& call) { return call.what == DiskCall::What::kSync; });
    return disk_after(static_cast<std::size_t>(calls_.rend() - flush));
  }

  static std::string of_another_boot(std::string disk) {
    for (const std::size_t page : {std::size_t{0}, std::size_t{1}}) {
      disk[page * kPage + kNoteBoot] = static_cast<char>(disk[page * kPage + kNoteBoot] ^ 1);
    }
    return disk;
  }

  void check(std::size_t cut, std::uint32_t& finished) {
    const auto path = dir_ / "after.entente";
    put_disk(path, disk_after(cut));
    const auto found = count_transactions(Environment::open(path, Mode::kReadOnly)->read());
    ASSERT_TRUE(found) << "after " << cut << " calls";
    EXPECT_GE(*found, acknowledged_by(cut)) << "after " << cut << " calls";
    EXPECT_LE(*found, acknowledged_by(cut) + 1) << "after " << cut << " calls";
    finished += *found > acknowledged_by(cut) ? 1U : 0U;
  }

  TempDir dir_;
  std::filesystem::path path_ = dir_ / "world.entente";
  std::string disk_;
  std::vector<DiskCall> calls_;
  std::vector<std::size_t> acknowledged_;
  std::size_t first_cut_ = 0;
  std::mt19937 random_{20260101};
};

TEST_F(PowerLoss, LosesNoAcknowledgedTransactionAndHalvesNone) {
  write(40);
  std::uint32_t finished = 0;
  for (std::size_t cut = 0; cut <= calls_.size() && !HasFailure(); ++cut) {
    for (int turn = 0; turn < kTurns; ++turn) {
      check(cut, finished);
    }
  }
  EXPECT_GT(finished, 0U) << "a transaction that was not acknowledged may be there";
}

// Linux takes pages that it could not write for clean: what comes later must not count on them.
TEST_F(PowerLoss, BehindACallThatFailedLosesNoAcknowledgedTransaction) {
  std::uint32_t finished = 0;
  for (const std::uint32_t failing : {3U, 4U, 5U}) {  // the first is large, and has no note
    for (int nth = 0; !HasFailure(); ++nth) {
      std::filesystem::remove(path_);
      std::filesystem::remove(path_.string() + "-lock");
      if (!write(8, failing, nth)) {
        break;
      }
      for (std::size_t cut = first_cut_; cut <= calls_.size() && !HasFailure(); ++cut) {
        for (int turn = 0; turn < kTurns; ++turn) {
          check(cut, finished);
        }
      }
    }
  }
}

// What a note says is done again once, by the first who may write.
TEST_F(PowerLoss, IsMendedWhereTheFileMayBeWritten) {
  write(1);
  put_disk(path_, disk_without_last());
  EXPECT_EQ(count_transactions(Environment::open(path_, Mode::kReadOnly)->read()), 1U);
  const auto number = Environment::open(path_, Mode::kReadOnly)->read().number();
  EXPECT_EQ(Environment::open(path_, Mode::kReadOnly)->read().number(), number);
}

TEST_F(PowerLoss, IsMendedOnceMoreWhereTheDiskRefused) {
  write(1);
  const auto disk = disk_without_last();
  int refused = 0;
  for (int nth = 0;; ++nth) {
    put_disk(path_, disk);
    failure_code = ENOSPC;
    calls_until_failure = nth;
    const auto sentence = sentence_of([&] { static_cast<void>(Environment::open(path_, Mode::kReadOnly)); });
    const bool reached = calls_until_failure.exchange(-1) < 0;
    failure_code = EIO;
    EXPECT_EQ(count_transactions(Environment::open(path_, Mode::kReadOnly)->read()), 1U) << nth;
    if (!reached) {
      break;
    }
    ++refused;
    EXPECT_NE(sentence.find("still to be finished"), std::string::npos) << sentence;
  }
  EXPECT_GE(refused, 3) << "data, sync and meta page at least";
}

TEST_F(PowerLoss, IsToldWhereTheFileMayNotBeWritten) {
  write(1);
  put_disk(path_, of_another_boot(disk_without_last()));
  std::filesystem::create_hard_link(path_, dir_ / "other.entente");  // for reading only: see docs/storage.md, "Files"
  const auto sentence = sentence_of([&] { static_cast<void>(Environment::open(path_, Mode::kReadOnly)); });
  EXPECT_NE(sentence.find("open it once where it may be written"), std::string::npos) << sentence;
  std::filesystem::remove(dir_ / "other.entente");
  EXPECT_EQ(count_transactions(Environment::open(path_, Mode::kReadOnly)->read()), 1U);
}

// The power did not fail: nobody was told of that commit.
TEST_F(PowerLoss, IsNotAssumedWhereAWriterWasKilled) {
  write(1);
  put_disk(path_, disk_without_last());
  std::filesystem::create_hard_link(path_, dir_ / "other.entente");
  EXPECT_EQ(count_transactions(Environment::open(path_, Mode::kReadOnly)->read()), 0U);
}

// Who writes next finishes it first, though the file was open before.
TEST_F(PowerLoss, OfAnotherProcessIsMendedByTheNextWriter) {
  write(1);
  const auto disk = disk_without_last();
  put_disk(path_, disk_);
  const auto env = Environment::open(path_, Mode::kReadWrite);
  EXPECT_EQ(count_transactions(env->read()), 0U);
  {
    std::fstream file(path_, std::ios::binary | std::ios::in | std::ios::out);  // what was killed left a note, and no commit
    for (const std::size_t page : {std::size_t{0}, std::size_t{1}}) {
      file.seekp(static_cast<std::streamoff>(page * kPage + kNote));
      file.write(disk.data() + page * kPage + kNote, kPage - kNote);
    }
  }
  env->write([](WriteTxn& txn) { write_transaction(txn, 2); });
  EXPECT_EQ(count_transactions(env->read()), 2U);
}

TEST_F(PowerLoss, DamageToANoteIsNoNote) {
  write(3);
  const auto last = disk_after(calls_.size());
  for (const std::size_t page : {std::size_t{0}, std::size_t{1}}) {
    auto disk = last;
    for (std::size_t at = kNote; at < kPage; at += 7) {
      disk[page * kPage + at] = static_cast<char>(disk[page * kPage + at] ^ 0x55);
    }
    put_disk(path_, disk);
    const auto found = count_transactions(Environment::open(path_, Mode::kReadOnly)->read());
    ASSERT_TRUE(found);
    EXPECT_GE(*found, 2U);
  }
}

// An older program that opened the file would not do again what a note says.
TEST_F(PowerLoss, FindsNoNotesInAFileOfTheFormatBefore) {
  make_database(path_)->write([](WriteTxn& txn) {
    Meta meta;
    meta.format_version = kFirstWithNotes - 1;
    meta.page_bytes = kPage;
    txn.put(Table::kMeta, kMetaKey, encode_meta(meta));
  });
  const auto env = Environment::open(path_, Mode::kReadWrite);
  ASSERT_EQ(env->format_version(), kFirstWithNotes - 1);
  const DiskRecord record(path_);
  env->write([](WriteTxn& txn) { write_transaction(txn, 1); });
  const auto& calls = record.calls();
  EXPECT_TRUE(std::none_of(calls.begin(), calls.end(),
                           [](const DiskCall& call) { return static_cast<std::size_t>(call.offset) % kPage == kNote; }));
  EXPECT_TRUE(std::any_of(calls.begin(), calls.end(), [](const DiskCall& call) { return call.is_synced; }));
}

// Each moment between a note and its commit is seen by who opens the file then: that is no reason to wait, or to refuse.
TEST_F(PowerLoss, IsNotAssumedBesideAWriter) {
  make_database(path_);
  const Pipe started;
  const auto writer = start_child([&] {
    const auto env = Environment::open(path_, Mode::kReadWrite);
    for (std::uint32_t number = 1;; ++number) {
      env->write([number](WriteTxn& txn) { txn.put(Table::kClaims, number_key(number), payload_of(number)); });
      if (number == 1) {
        started.send(number);
      }
    }
    return 0;
  });
  ASSERT_TRUE(started.receive());
  const auto begin = std::chrono::steady_clock::now();
  for (const bool may_write : {true, false}) {
    if (!may_write) {
      std::filesystem::create_hard_link(path_, dir_ / "other.entente");
    }
    for (int i = 0; i < 60; ++i) {
      EXPECT_GE(Environment::open(path_, Mode::kReadOnly)->read().count(Table::kClaims), 1U);
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  ::kill(writer, SIGKILL);
  wait_for(writer);
}

}  // namespace
}  // namespace entente::store::tests
