// The n-th write or sync of a transaction fails, for every n: the database is as before or as after, and goes on.
#include <dlfcn.h>
#include <sys/uio.h>

#include <atomic>
#include <cerrno>

#include "tests/store/support.h"

namespace {

// Calls until the one that fails; negative: none does. LMDB's calls come here, for a program's own functions go first.
std::atomic<int> calls_until_failure = -1;
std::atomic<int> failure_code = EIO;

bool fails_now() {
  if (calls_until_failure < 0 || calls_until_failure.fetch_sub(1) != 0) {
    return false;
  }
  errno = failure_code;
  return true;
}

}  // namespace

extern "C" {
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  static const auto original = reinterpret_cast<decltype(&pwrite)>(::dlsym(RTLD_NEXT, "pwrite"));
  return fails_now() ? -1 : original(file, bytes, size, offset);
}
ssize_t writev(int file, const iovec* parts, int count) {
  static const auto original = reinterpret_cast<decltype(&writev)>(::dlsym(RTLD_NEXT, "writev"));
  return fails_now() ? -1 : original(file, parts, count);
}
int fdatasync(int file) {
  static const auto original = reinterpret_cast<decltype(&fdatasync)>(::dlsym(RTLD_NEXT, "fdatasync"));
  return fails_now() ? -1 : original(file);
}
}

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
