// Several processes at one file: writers that stop or die, maps that grow elsewhere, readers that are killed, full disks.
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

using namespace std::chrono_literals;

constexpr Options kImpatient{std::size_t{1} << 30U, 100ms};

class Processes : public ::testing::Test {
 protected:
  void SetUp() override { make_database(path_, 10); }

  /// A child that stands in the middle of a write.
  pid_t start_writer() {
    const Pipe ready;
    const auto child = start_child([&] {
      Environment::open(path_, Mode::kReadWrite)->write([&](WriteTxn& txn) {
        txn.put(Table::kClaims, number_key(100), "never committed");
        ready.send(1);
        std::this_thread::sleep_for(60s);
      });
      return 0;
    });
    EXPECT_TRUE(ready.receive());
    return child;
  }

  static void add(Environment& env, std::uint32_t number) {
    env.write([number](WriteTxn& txn) { txn.put(Table::kClaims, number_key(number), payload_of(number)); });
  }

  TempDir dir_;
  std::filesystem::path path_ = dir_ / "world.entente";
};

TEST_F(Processes, AStoppedWriterIsNamedAndItsDeathLetsOthersGoOn) {
  const auto child = start_writer();
  ::kill(child, SIGSTOP);
  int status = 0;
  ::waitpid(child, &status, WUNTRACED);
  const auto env = Environment::open(path_, Mode::kReadWrite, kImpatient);
  const auto write = [&] { add(*env, 10); };
  EXPECT_EQ(fault_of(write), FaultKind::kLocked);
  const auto sentence = sentence_of(write);
  EXPECT_NE(sentence.find("process " + std::to_string(child) + ", which is stopped"), std::string::npos) << sentence;
  EXPECT_EQ(env->read().count(Table::kClaims), 10U) << "readers are not held up";
  ::kill(child, SIGKILL);
  wait_for(child);
  EXPECT_EQ(fault_of(write), std::nullopt);
  EXPECT_EQ(env->read().count(Table::kClaims), 11U);
  EXPECT_EQ(env->read().get(Table::kClaims, number_key(100)), std::nullopt);
}

TEST_F(Processes, AWriterWaitsForAnother) {
  const auto child = start_writer();
  const auto env = Environment::open(path_, Mode::kReadWrite, {std::size_t{1} << 30U, 20s});
  std::thread killer([child] {
    std::this_thread::sleep_for(50ms);
    ::kill(child, SIGKILL);
  });
  add(*env, 10);
  killer.join();
  wait_for(child);
  EXPECT_EQ(env->read().count(Table::kClaims), 11U);
}

TEST_F(Processes, AMapThatAnotherProcessEnlargedIsTakenOver) {
  const auto env = Environment::open(path_, Mode::kReadWrite, {std::size_t{1} << 20U, 200ms});
  const auto grow = [&](std::uint32_t to) {
    return run_in_child([&] {
      Environment::open(path_, Mode::kReadWrite)->write([to](WriteTxn& txn) {
        for (std::uint32_t i = 10; i < to; ++i) {
          txn.put(Table::kClaims, number_key(i), payload_of(i));
        }
      });
      return 0;
    });
  };
  EXPECT_EQ(env->read().count(Table::kClaims), 10U);
  ASSERT_EQ(grow(20'000), 0);
  {
    const auto txn = env->read();
    EXPECT_EQ(txn.count(Table::kClaims), 20'000U);
    EXPECT_EQ(txn.get(Table::kClaims, number_key(19'999)), payload_of(19'999));
  }
  ASSERT_EQ(grow(40'000), 0);
  add(*env, 40'000);
  EXPECT_EQ(env->read().count(Table::kClaims), 40'001U);
}

TEST_F(Processes, AMapThatGrewElsewhereCannotMoveUnderAReaderOfThisThread) {
  const auto env = Environment::open(path_, Mode::kReadWrite, {std::size_t{1} << 20U, 200ms});
  const auto txn = env->read();
  ASSERT_EQ(run_in_child([&] {
              Environment::open(path_, Mode::kReadWrite)->write([](WriteTxn& w) {
                for (std::uint32_t i = 10; i < 20'000; ++i) {
                  w.put(Table::kClaims, number_key(i), payload_of(i));
                }
              });
              return 0;
            }),
            0);
  EXPECT_EQ(fault_of([&] { static_cast<void>(env->read()); }), FaultKind::kLocked);
  EXPECT_EQ(txn.get(Table::kClaims, number_key(3)), payload_of(3));
}

TEST_F(Processes, AKilledReaderDoesNotMakeTheFileGrowForEver) {
  const Pipe ready;
  const auto child = start_child([&] {
    const auto env = Environment::open(path_, Mode::kReadOnly);
    const auto txn = env->read();
    ready.send(1);
    ::pause();
    return 0;
  });
  EXPECT_TRUE(ready.receive());
  const auto env = Environment::open(path_, Mode::kReadWrite);
  ::kill(child, SIGKILL);
  wait_for(child);
  const std::string value(1'000, 'x');
  for (int round = 0; round < 100; ++round) {
    env->write([&](WriteTxn& txn) {
      for (std::uint32_t i = 0; i < 50; ++i) {
        txn.put(Table::kClaims, number_key(i), value);
      }
    });
  }
  EXPECT_LT(env->sizes().file, 2'000'000U);
}

TEST_F(Processes, TooManyReadersAreAFault) {
  const auto env = Environment::open(path_, Mode::kReadOnly);
  std::vector<ReadTxn> held;
  EXPECT_EQ(fault_of([&] {
              for (int i = 0; i < 600; ++i) {
                held.push_back(env->read());
              }
            }),
            FaultKind::kTooManyReaders);
  EXPECT_GE(held.size(), 500U);
  held.clear();
  EXPECT_EQ(env->read().count(Table::kClaims), 10U);
}

// The limit on file sizes stands for the full disk: LMDB sees short writes in both cases.
TEST_F(Processes, AFullDiskIsNamedAndLeavesTheDatabaseWhole) {
  EXPECT_EQ(run_in_child([&] {
              const auto env = Environment::open(path_, Mode::kReadWrite);
              const rlimit small{env->sizes().file + 65'536, RLIM_INFINITY};
              ::setrlimit(RLIMIT_FSIZE, &small);
              const auto write_much = [&] {
                env->write([](WriteTxn& txn) {
                  for (std::uint32_t i = 10; i < 5'000; ++i) {
                    txn.put(Table::kClaims, number_key(i), payload_of(i));
                  }
                });
              };
              if (fault_of(write_much) != FaultKind::kDiskFull) {
                return 1;
              }
              if (env->read().count(Table::kClaims) != 10) {
                return 2;
              }
              add(*env, 10);  // little still fits
              const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
              ::setrlimit(RLIMIT_FSIZE, &large);
              write_much();
              return env->read().count(Table::kClaims) == 5'000 ? 0 : 3;
            }),
            0);
  EXPECT_EQ(Environment::open(path_, Mode::kReadOnly)->read().count(Table::kClaims), 5'000U);
}

TEST_F(Processes, AFullDiskAtCreationLeavesNothing) {
  EXPECT_EQ(run_in_child([&] {
              const rlimit small{100'000, RLIM_INFINITY};
              ::setrlimit(RLIMIT_FSIZE, &small);
              static_cast<void>(make_database(dir_ / "new.entente", 5'000));
              return 0;
            }),
            fault_code(FaultKind::kDiskFull));
  for (const auto& entry : std::filesystem::directory_iterator(dir_.path())) {
    EXPECT_EQ(entry.path().filename().string().find("new"), std::string::npos) << entry.path();
  }
}

}  // namespace
}  // namespace entente::store::tests
