// Blocks whose place is remembered: read by many threads, after the map has moved, beside damage.
#include "engine/claims/kept_blocks.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/claims/claim_rows.h"
#include "engine/claims/stored_rows.h"
#include "engine/store/environment.h"
#include "engine/store/fault.h"
#include "tests/temp_dir.h"

namespace entente::claims {
namespace {

constexpr std::uint32_t kOwners = 40;
constexpr std::uint32_t kRows = 600;  // of each owner, in several blocks
constexpr int kTurns = 4;             // the first searches, the second remembers

std::string rest_of(std::uint32_t owner, std::uint32_t row) { return "row " + std::to_string(owner) + "." + std::to_string(row); }

void put(store::WriteTxn& txn, std::uint32_t owner, std::uint32_t from, std::uint32_t to) {
  std::vector<RowKey> keys;
  std::vector<PackedRow> rows;
  std::vector<std::string> rests;
  for (std::uint32_t row = from; row < to; ++row) {
    keys.push_back({row, 0});
    rests.push_back(rest_of(owner, row));
    rows.emplace_back().cells[0] = static_cast<std::int32_t>(row);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].rest = rests[i];
  }
  replace_rows(txn, kCurrentClaims, owner, keys, rows);
}

// How many rows from one to another come, all of them as they were put.
std::uint32_t rows_of(const store::Reader& reader, std::uint32_t owner, std::uint32_t first = 0, std::uint32_t last = kNoRow) {
  std::uint32_t seen = 0;
  for (RowCursor blocks(reader, kCurrentClaims, owner, first, last); blocks.valid(); blocks.next()) {
    const PackedView& view = blocks.view();
    for (std::size_t row = 0; row < view.size(); ++row) {
      const std::uint32_t number = view.id(0, row);
      if (number >= first && number <= last) {
        EXPECT_EQ(view.row(row).rest, rest_of(owner, number));
        ++seen;
      }
    }
  }
  return seen;
}

class KeptBlocksOf : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    store::Options options;
    options.map_bytes = std::size_t{1} << 21U;
    env_ = store::Environment::create(
        file_,
        [](store::WriteTxn& txn) {
          write_blocks(txn);
          for (std::uint32_t owner = 1; owner <= kOwners; ++owner) {
            put(txn, owner, 1, kRows + 1);
          }
        },
        options);
    if (GetParam()) {  // and some in the log
      env_->write([](store::WriteTxn& txn) {
        for (std::uint32_t owner = 1; owner <= kOwners; owner += 3) {
          put(txn, owner, 300, 310);
          put(txn, owner, kRows + 1, kRows + 4);
        }
      });
    }
  }
  [[nodiscard]] std::uint32_t expected(std::uint32_t owner) const { return kRows + (GetParam() && owner % 3 == 1 ? 3 : 0); }

  tests::TempDir dir_;
  std::filesystem::path file_ = dir_ / "rows.entente";
  std::shared_ptr<store::Environment> env_;
};

TEST_P(KeptBlocksOf, ManyThreadsAreTheSame) {
  std::vector<std::thread> threads;
  for (std::uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint32_t turn = 0; turn < 3 * kOwners; ++turn) {
        const auto txn = env_->read();
        const std::uint32_t owner = (turn * (t + 1)) % kOwners + 1;
        EXPECT_EQ(rows_of(txn, owner), expected(owner));
        EXPECT_EQ(rows_of(txn, owner, 299, 311), 13U);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
}

// The write fails, so that the snapshots before and after it have one number.
TEST_P(KeptBlocksOf, AMapThatMovedAreSearchedAnew) {
  const auto number = env_->read().number();
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(env_->read(), 7), expected(7));
  }
  const auto map = env_->sizes().map;
  const auto fill = [](store::WriteTxn& txn) {
    for (std::uint32_t owner = kOwners + 1; owner < 20 * kOwners; ++owner) {
      put(txn, owner, 1, kRows);
    }
    throw std::runtime_error("no");
  };
  EXPECT_THROW(env_->write(fill), std::runtime_error);
  EXPECT_GT(env_->sizes().map, map);
  EXPECT_EQ(env_->read().number(), number);
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(env_->read(), 7), expected(7));
  }
}

TEST_P(KeptBlocksOf, ACommitAreThoseOfItsSnapshots) {
  const auto before = env_->read();
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(before, 7), expected(7));
  }
  env_->write([](store::WriteTxn& txn) { put(txn, 7, 2000, 2005); });
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(env_->read(), 7), expected(7) + 5);
    EXPECT_EQ(rows_of(before, 7), expected(7));
  }
}

// What is damaged is found each time that it is read, and concerns nobody who does not read it.
TEST_P(KeptBlocksOf, AnOwnerWithDamageAreReadApart) {
  env_.reset();
  std::ifstream in(file_, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::string wrong = rest_of(7, 590);
  const auto at = bytes.find(wrong);
  ASSERT_NE(at, std::string::npos);
  for (auto place = at; place != std::string::npos; place = bytes.find(wrong, place + 1)) {
    bytes[place] = 'R';
  }
  std::ofstream(file_, std::ios::binary) << bytes;
  env_ = store::Environment::open(file_, store::Mode::kReadOnly);
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(env_->read(), 7, 10, 20), 11U);
    EXPECT_THROW(rows_of(env_->read(), 7), store::Fault);
    EXPECT_EQ(rows_of(env_->read(), 8), expected(8));
  }
}

INSTANTIATE_TEST_SUITE_P(WithFreshRows, KeptBlocksOf, ::testing::Bool());

// Many owners are learned in groups: those who have no rows too, and those at the borders of a group.
TEST(KeptBlocks, OfNeighboursAreThoseOfEach) {
  constexpr std::uint32_t kMany = 1000;
  constexpr std::uint32_t kGap = 7;
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "rows.entente", [](store::WriteTxn& txn) {
    write_blocks(txn);
    for (std::uint32_t owner = 0; owner < kMany; ++owner) {
      if (owner % kGap != 0) {
        put(txn, owner, 1, owner % 50 == 0 ? kRows : 4);
      }
    }
    txn.put(kCurrentClaims.table, behind_rows(kCurrentClaims, 256, 0), "no rows");
  });
  const auto ask_all = [&](unsigned seed) {
    std::mt19937 random(seed);
    for (std::uint32_t i = 0; i < 2 * kMany; ++i) {
      const auto owner = static_cast<std::uint32_t>(random() % (kMany + 100));
      const std::uint32_t rows = owner % kGap == 0 || owner >= kMany ? 0 : owner % 50 == 0 ? kRows - 1 : 3;
      EXPECT_EQ(rows_of(env->read(), owner), rows) << owner;
    }
  };
  std::thread other([&] { ask_all(1); });
  ask_all(2);
  other.join();
}

// No more than the numbers for which there is room.
TEST(KeptBlocks, OfGreatNumbersAreSearchedEachTime) {
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "rows.entente", [](store::WriteTxn& txn) {
    write_blocks(txn);
    put(txn, 4'000'000'000, 1, 10);
  });
  for (int turn = 0; turn < kTurns; ++turn) {
    EXPECT_EQ(rows_of(env->read(), 4'000'000'000), 9U);
  }
}

}  // namespace
}  // namespace entente::claims
