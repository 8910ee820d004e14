// The n-th write or sync of a transaction fails, for every n: the database is as before or as after, and goes on.
#include <cerrno>

#include "tests/store/disk.h"
#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

class IoFailure : public ::testing::TestWithParam<int> {};

TEST_P(IoFailure, AtAnyPointOfAWriteLeavesTheDatabaseAsBeforeOrAsAfter) {
  const TempDir dir;
  failure_code = GetParam();
  int failures = 0;
  for (int n = 0;; ++n) {
    const auto path = dir / ("world" + std::to_string(n) + ".entente");
    const auto env = make_database(path, 100);
    const auto write = [&] {
      env->write([](WriteTxn& txn) {
        for (std::uint32_t i = 100; i < 200; ++i) {
          txn.put(Table::kClaims, number_key(i), payload_of(i));
        }
      });
    };
    calls_until_failure = n;
    const auto kind = fault_of(write);
    const bool reached = calls_until_failure.exchange(-1) < 0;
    if (!reached) {
      EXPECT_EQ(kind, std::nullopt);
      break;
    }
    ++failures;
    if (kind) {
      EXPECT_EQ(*kind, GetParam() == ENOSPC ? FaultKind::kDiskFull : FaultKind::kIo) << n;
      EXPECT_EQ(env->read().count(Table::kClaims), 100U) << n;
    }
    write();  // the same environment goes on, reopened by itself where LMDB gave up
    EXPECT_EQ(env->read().count(Table::kClaims), 200U) << n;
  }
  EXPECT_GE(failures, 3) << "data, sync and meta page at least";
}

INSTANTIATE_TEST_SUITE_P(Codes, IoFailure, ::testing::Values(EIO, ENOSPC),
                         [](const auto& each) { return each.param == EIO ? "Io" : "NoSpace"; });

}  // namespace
}  // namespace entente::store::tests
