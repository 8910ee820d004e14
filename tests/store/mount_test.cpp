// Databases on file systems of their own: read-only ones and full ones. Needs the right to mount, and is skipped without.
#include <sched.h>
#include <sys/mount.h>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

constexpr int kMayNotMount = 77;

/// Runs `action` in a child that sees an empty file system of `bytes` at `place`.
int run_on_own_disk(const std::filesystem::path& place, const std::string& bytes, const std::function<int()>& action) {
  return run_in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", place.c_str(), "tmpfs", 0, ("size=" + bytes).c_str()) != 0) {
      return kMayNotMount;
    }
    return action();
  });
}

TEST(Mount, AReadOnlyFileSystemIsReadAndNotWritten) {
  const TempDir dir;
  const auto path = dir / "world.entente";
  for (const bool has_lock_file : {true, false}) {
    const int outcome = run_on_own_disk(dir.path(), "8m", [&] {
      make_database(path, 10);
      if (!has_lock_file) {
        std::filesystem::remove(dir / "world.entente-lock");
      }
      if (::mount(nullptr, dir.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
        return kMayNotMount;
      }
      if (fault_of([&] { static_cast<void>(Environment::open(path, Mode::kReadWrite)); }) != FaultKind::kPermission) {
        return 1;
      }
      return static_cast<int>(Environment::open(path, Mode::kReadOnly)->read().count(Table::kClaims));
    });
    if (outcome == kMayNotMount) {
      GTEST_SKIP() << "may not mount here";
    }
    EXPECT_EQ(outcome, 10);
  }
}

TEST(Mount, AFullDiskIsNamedAndLeavesTheDatabaseWhole) {
  const TempDir dir;
  const int outcome = run_on_own_disk(dir.path(), "2m", [&] {
    const auto env = make_database(dir / "world.entente", 10);
    const auto kind = fault_of([&] {
      env->write([](WriteTxn& txn) {
        for (std::uint32_t i = 10; i < 20'000; ++i) {
          txn.put(Table::kClaims, number_key(i), payload_of(i));
        }
      });
    });
    if (kind != FaultKind::kDiskFull) {
      return 1;
    }
    env->write([](WriteTxn& txn) { txn.put(Table::kClaims, number_key(10), payload_of(10)); });
    return static_cast<int>(env->read().count(Table::kClaims));
  });
  if (outcome == kMayNotMount) {
    GTEST_SKIP() << "may not mount here";
  }
  EXPECT_EQ(outcome, 11);
}

}  // namespace
}  // namespace entente::store::tests
