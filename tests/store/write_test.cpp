// What a write promises: all or nothing, again when the map is full, never without its turn.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

using namespace std::chrono_literals;

constexpr Options kSmallMap{std::size_t{128} << 10U, 200ms};

void put_many(WriteTxn& txn, std::uint32_t from, std::uint32_t count) {
  for (std::uint32_t i = from; i < from + count; ++i) {
    txn.put(Table::kClaims, number_key(i), payload_of(i));
  }
}

TEST(Write, RunsAgainWhenTheMapIsFull) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 0, kSmallMap);
  const auto before = env->sizes();
  int runs = 0;
  env->write([&](WriteTxn& txn) {
    ++runs;
    put_many(txn, 0, 20'000);
  });
  EXPECT_GT(runs, 3);
  EXPECT_GT(env->sizes().map, before.map);
  const auto txn = env->read();
  EXPECT_EQ(txn.count(Table::kClaims), 20'000U);
  EXPECT_EQ(txn.get(Table::kClaims, number_key(19'999)), payload_of(19'999));
}

TEST(Write, RunsAgainEvenIfTheBodyTurnsAFullMapIntoAnotherException) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 0, kSmallMap);
  int runs = 0;
  env->write([&](WriteTxn& txn) {
    ++runs;
    try {
      put_many(txn, 0, 5'000);
    } catch (...) {
      throw std::runtime_error("something failed");
    }
  });
  EXPECT_GT(runs, 1);
  EXPECT_EQ(env->read().count(Table::kClaims), 5'000U);
}

TEST(Write, CreationRunsAgainWhenTheMapIsFull) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 20'000, kSmallMap);
  EXPECT_EQ(env->read().count(Table::kClaims), 20'000U);
}

TEST(Write, IsUndoneByAnException) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 1);
  EXPECT_THROW(env->write([](WriteTxn& txn) {
    txn.put(Table::kClaims, number_key(0), "changed");
    txn.put(Table::kClaims, number_key(1), "new");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  const auto txn = env->read();
  EXPECT_EQ(txn.get(Table::kClaims, number_key(0)), payload_of(0));
  EXPECT_EQ(txn.count(Table::kClaims), 1U);
}

TEST(Write, DoesNotNest) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente");
  env->write([&](WriteTxn&) { EXPECT_EQ(fault_of([&] { env->write([](WriteTxn&) {}); }), FaultKind::kLocked); });
}

TEST(Write, CannotGrowTheMapUnderAReaderOfItsOwnThread) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 1, kSmallMap);
  {
    const auto txn = env->read();
    EXPECT_EQ(fault_of([&] { env->write([](WriteTxn& w) { put_many(w, 0, 5'000); }); }), FaultKind::kLocked);
    EXPECT_EQ(txn.get(Table::kClaims, number_key(0)), payload_of(0));
  }
  env->write([](WriteTxn& txn) { put_many(txn, 0, 5'000); });
  EXPECT_EQ(env->read().count(Table::kClaims), 5'000U);
}

TEST(Write, WaitsForReadersOfOtherThreadsBeforeItGrowsTheMap) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 1, {std::size_t{128} << 10U, 10s});
  std::atomic<bool> reading = false;
  std::thread reader([&] {
    const auto txn = env->read();
    const auto view = *txn.get(Table::kClaims, number_key(0));
    reading = true;
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(view, payload_of(0));
  });
  while (!reading) {
    std::this_thread::yield();
  }
  env->write([](WriteTxn& txn) { put_many(txn, 0, 5'000); });
  reader.join();
  EXPECT_EQ(env->read().count(Table::kClaims), 5'000U);
}

TEST(Write, GivesUpOnAReaderThatStays) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 1, kSmallMap);
  std::optional<ReadTxn> held;
  std::thread([&] { held = env->read(); }).join();
  EXPECT_EQ(fault_of([&] { env->write([](WriteTxn& txn) { put_many(txn, 0, 5'000); }); }), FaultKind::kLocked);
  held.reset();
  env->write([](WriteTxn& txn) { put_many(txn, 0, 5'000); });
}

TEST(Write, OfManyThreadsLosesNothingWhileTheMapGrows) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 0, {std::size_t{128} << 10U, 30s});
  constexpr std::uint32_t kThreads = 4;
  constexpr std::uint32_t kWrites = 25;
  std::vector<std::thread> threads;
  for (std::uint32_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&env, t] {
      for (std::uint32_t i = 0; i < kWrites; ++i) {
        env->write([&](WriteTxn& txn) { put_many(txn, (t * kWrites + i) * 50, 50); });
        const auto txn = env->read();
        std::uint64_t seen = 0;
        for (auto cursor = txn.scan(Table::kClaims); cursor.valid(); cursor.next()) {
          ++seen;
        }
        EXPECT_EQ(seen, txn.count(Table::kClaims));
        EXPECT_EQ(seen % 50, 0U);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(env->read().count(Table::kClaims), kThreads * kWrites * 50);
}

TEST(Write, IsRefusedWhereOpenForReadingOnly) {
  const TempDir dir;
  const auto writable = make_database(dir / "world.entente");
  const auto env = Environment::open(dir / "world.entente", Mode::kReadOnly);
  EXPECT_EQ(fault_of([&] { env->write([](WriteTxn&) {}); }), FaultKind::kReadOnly);
}

TEST(Write, IsRefusedAfterTheFileWasDeletedMovedOrReplaced) {
  const TempDir dir;
  const auto path = dir / "world.entente";
  const auto write_nothing = [](const std::shared_ptr<Environment>& env) {
    return fault_of([&] { env->write([](WriteTxn&) {}); });
  };
  const auto env = make_database(path, 1);
  std::filesystem::rename(path, dir / "moved.entente");
  EXPECT_EQ(write_nothing(env), FaultKind::kMissing);
  write_file(path, "something else");
  EXPECT_EQ(write_nothing(env), FaultKind::kMissing);
  std::filesystem::rename(dir / "moved.entente", path);
  EXPECT_EQ(write_nothing(env), std::nullopt);
  std::filesystem::remove(path);
  EXPECT_EQ(write_nothing(env), FaultKind::kMissing);
  EXPECT_EQ(env->read().get(Table::kClaims, number_key(0)), payload_of(0)) << "readers go on with what they have open";
}

TEST(Write, LeavesTheFileAsLongAsItsPagesSay) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente");
  for (std::uint32_t round = 0; round < 20; ++round) {
    env->write([&](WriteTxn& txn) {
      put_many(txn, 0, 200 * (round + 1));
      for (std::uint32_t i = 0; i < 200 * (round + 1); ++i) {
        txn.erase(Table::kClaims, number_key(i));
      }
    });
    EXPECT_GE(env->sizes().file, env->sizes().used);
  }
}

}  // namespace
}  // namespace entente::store::tests
