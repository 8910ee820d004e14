// Writers are killed at random moments: what was acknowledged is there, and every transaction is there whole or not at all.
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/store/numbered.h"
#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kViolated = 50;
constexpr int kNoDatabase = 51;

std::chrono::milliseconds budget() {
  const char* const seconds = std::getenv("ENTENTE_CRASH_SECONDS");
  return std::chrono::milliseconds(static_cast<int>(1'000 * (seconds == nullptr ? 5.0 : std::atof(seconds))));
}

int write_until_killed(const std::filesystem::path& path, const Pipe& acknowledged) {
  const auto env = Environment::open(path, Mode::kReadWrite);
  for (auto number = count_transactions(env->read()).value();;) {
    ++number;
    env->write([number](WriteTxn& txn) { write_transaction(txn, number); });
    acknowledged.send(number);
  }
}

class Crash : public ::testing::Test {
 protected:
  void kill_soon(pid_t child) {
    std::this_thread::sleep_for(std::chrono::microseconds(2'000 + random_() % 20'000));
    ::kill(child, SIGKILL);
    EXPECT_EQ(wait_for(child), -SIGKILL) << "the writer must not fail by itself";
  }

  TempDir dir_;
  std::filesystem::path path_ = dir_ / "world.entente";
  std::mt19937 random_{std::random_device{}()};
};

TEST_F(Crash, NoAcknowledgedTransactionIsLostAndNoneIsHalf) {
  make_database(path_);
  std::uint32_t kills = 0;
  std::uint32_t total = 0;
  for (const auto end = Clock::now() + budget() * 4 / 5; Clock::now() < end && !HasFailure(); ++kills) {
    Pipe acknowledged;
    const auto writer = start_child([&] { return write_until_killed(path_, acknowledged); });
    acknowledged.close_write();
    kill_soon(writer);
    std::uint32_t last = total;
    while (const auto number = acknowledged.receive()) {
      last = *number;
    }
    Pipe found;
    EXPECT_EQ(run_in_child([&] {
                const auto count = count_transactions(Environment::open(path_, Mode::kReadOnly)->read());
                found.send(count.value_or(0));
                return count ? 0 : kViolated;
              }),
              0);
    total = found.receive().value_or(0);
    EXPECT_GE(total, last) << "after " << kills << " kills";
    EXPECT_LE(total, last + 1);
    if (total > 3'000) {  // keeps each check short
      std::filesystem::remove(path_);
      make_database(path_);
      total = 0;
    }
  }
  RecordProperty("kills", static_cast<int>(kills));
  EXPECT_GT(kills, 10U);
}

TEST_F(Crash, CreationIsWholeOrNothing) {
  std::uint32_t made = 0;
  for (const auto end = Clock::now() + budget() / 5; Clock::now() < end && !HasFailure();) {
    const auto creator = start_child([&] {
      static_cast<void>(make_database(path_, 500));
      ::pause();
      return 0;
    });
    kill_soon(creator);
    const int outcome = run_in_child([&] {
      if (!std::filesystem::exists(path_)) {
        return kNoDatabase;
      }
      return Environment::open(path_, Mode::kReadOnly)->read().count(Table::kClaims) == 500 ? 0 : kViolated;
    });
    EXPECT_TRUE(outcome == 0 || outcome == kNoDatabase) << outcome;
    made += outcome == 0 ? 1 : 0;
    std::filesystem::remove(path_);
  }
  RecordProperty("made", static_cast<int>(made));
}

}  // namespace
}  // namespace entente::store::tests
