// One environment per file and process, however its path is spelt; none across fork(). How databases come into being.
#include <atomic>
#include <thread>
#include <vector>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

std::size_t files_in(const std::filesystem::path& directory) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory), {}));
}

TEST(Registry, AllSpellingsOfAPathGiveTheSameEnvironment) {
  const TempDir dir;
  const auto path = dir / "world.entente";
  const auto env = make_database(path);
  std::filesystem::create_symlink(path, dir / "link");
  std::filesystem::create_directory(dir / "sub");
  EXPECT_EQ(Environment::open(dir / "link", Mode::kReadWrite), env);
  EXPECT_EQ(Environment::open(dir / "sub" / ".." / "world.entente", Mode::kReadWrite), env);
}

TEST(Registry, ALinkLeadsToTheLockOfItsFile) {
  const TempDir dir;
  make_database(dir / "world.entente");
  std::filesystem::create_symlink(dir / "world.entente", dir / "link");
  Environment::open(dir / "link", Mode::kReadWrite)->write([](WriteTxn& txn) { txn.put(Table::kRoles, "a", "b"); });
  EXPECT_FALSE(std::filesystem::exists(dir / "link-lock"));
  EXPECT_FALSE(std::filesystem::exists(dir / "link-writer"));
}

TEST(Registry, BothModesShareTheFile) {
  const TempDir dir;
  make_database(dir / "world.entente");
  const auto reader = Environment::open(dir / "world.entente", Mode::kReadOnly);
  auto writer = Environment::open(dir / "world.entente", Mode::kReadWrite);
  EXPECT_NE(reader, writer);
  writer->write([](WriteTxn& txn) { txn.put(Table::kRoles, "a", "b"); });
  writer.reset();
  EXPECT_EQ(reader->read().get(Table::kRoles, "a"), "b");
}

TEST(Registry, OpeningAndClosingInManyThreadsIsSafe) {
  const TempDir dir;
  make_database(dir / "world.entente", 10);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&dir, t] {
      for (int i = 0; i < 50; ++i) {
        const auto env = Environment::open(dir / "world.entente", (i + t) % 2 == 0 ? Mode::kReadOnly : Mode::kReadWrite);
        EXPECT_EQ(env->read().count(Table::kClaims), 10U);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
}

TEST(Registry, AnInheritedEnvironmentIsRefused) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente", 10);
  const auto txn = env->read();
  EXPECT_EQ(run_in_child([&] {
              static_cast<void>(env->read());
              return 0;
            }),
            fault_code(FaultKind::kForked));
  EXPECT_EQ(run_in_child([&] {
              env->write([](WriteTxn&) {});
              return 0;
            }),
            fault_code(FaultKind::kForked));
  EXPECT_EQ(txn.get(Table::kClaims, number_key(1)), payload_of(1));
}

TEST(Registry, AChildMayOpenItsOwn) {
  const TempDir dir;
  auto env = make_database(dir / "world.entente", 10);
  auto txn = std::optional(env->read());
  EXPECT_EQ(run_in_child([&] {
              txn.reset();
              env.reset();
              const auto own = Environment::open(dir / "world.entente", Mode::kReadWrite);
              own->write([](WriteTxn& w) { w.put(Table::kRoles, "a", "b"); });
              return static_cast<int>(own->read().count(Table::kClaims));
            }),
            10);
  // The child has not taken away what protects the snapshot here.
  for (int i = 0; i < 20; ++i) {
    env->write([i](WriteTxn& w) { w.put(Table::kClaims, number_key(1), std::to_string(i)); });
  }
  EXPECT_EQ(txn->get(Table::kClaims, number_key(1)), payload_of(1));
}

TEST(Create, NeverOverwrites) {
  const TempDir dir;
  write_file(dir / "world.entente", "precious");
  EXPECT_EQ(fault_of([&] { make_database(dir / "world.entente"); }), FaultKind::kExists);
  EXPECT_EQ(read_file(dir / "world.entente"), "precious");
  EXPECT_EQ(fault_of([&] { make_database(dir.path()); }), FaultKind::kDirectory);
  EXPECT_EQ(fault_of([&] { make_database(dir / "no" / "such" / "directory"); }), FaultKind::kMissing);
}

TEST(Create, LeavesNothingBehindWhenFillingFails) {
  const TempDir dir;
  EXPECT_THROW(static_cast<void>(Environment::create(dir / "world.entente", [](WriteTxn&) { throw std::runtime_error("no"); })),
               std::runtime_error);
  EXPECT_EQ(files_in(dir.path()), 0U);
}

TEST(Create, LeavesTheDatabaseAndItsLockOnly) {
  const TempDir dir;
  const auto env = make_database(dir / "world.entente");
  EXPECT_EQ(files_in(dir.path()), 2U);
  EXPECT_EQ(env->mode(), Mode::kReadWrite);
}

TEST(Create, GoesOnWithTheLockFileOfADeletedDatabase) {
  const TempDir dir;
  {
    const auto env = make_database(dir / "world.entente", 5);
    for (int i = 0; i < 5; ++i) {
      env->write([](WriteTxn& txn) { txn.put(Table::kRoles, "a", "b"); });
    }
  }
  std::filesystem::remove(dir / "world.entente");
  const auto env = make_database(dir / "world.entente", 7);
  EXPECT_EQ(env->read().count(Table::kClaims), 7U);
}

TEST(Create, IsRefusedWhileThisProcessHasTheDeletedDatabaseOpen) {
  const TempDir dir;
  auto env = make_database(dir / "world.entente", 5);
  std::filesystem::remove(dir / "world.entente");
  EXPECT_EQ(fault_of([&] { make_database(dir / "world.entente"); }), FaultKind::kLocked);
  EXPECT_EQ(env->read().count(Table::kClaims), 5U);
  env.reset();
  EXPECT_EQ(fault_of([&] { make_database(dir / "world.entente"); }), std::nullopt);
}

TEST(Create, IsRefusedWhileAnotherProcessHasTheDeletedDatabaseOpen) {
  const TempDir dir;
  make_database(dir / "world.entente");
  const Pipe ready;
  const auto child = start_child([&] {
    const auto env = Environment::open(dir / "world.entente", Mode::kReadOnly);
    ready.send(1);
    ::pause();
    return 0;
  });
  EXPECT_TRUE(ready.receive());
  std::filesystem::remove(dir / "world.entente");
  EXPECT_EQ(fault_of([&] { make_database(dir / "world.entente"); }), FaultKind::kLocked);
  ::kill(child, SIGKILL);
  wait_for(child);
  EXPECT_EQ(fault_of([&] { make_database(dir / "world.entente"); }), std::nullopt);
}

TEST(Create, RacingProcessesEndUpWithOneDatabase) {
  for (int round = 0; round < 10; ++round) {
    const TempDir dir;
    std::vector<pid_t> children;
    for (std::uint32_t number = 1; number <= 4; ++number) {
      children.push_back(start_child([&dir, number] {
        try {
          const auto env = Environment::create(
              dir / "world.entente", [number](WriteTxn& txn) { txn.put(Table::kClaims, number_key(number), payload_of(number)); });
          return static_cast<int>(env->read().count(Table::kClaims));
        } catch (const Fault& fault) {
          return fault.kind() == FaultKind::kExists ? 1 : fault_code(fault.kind());
        }
      }));
    }
    for (const auto child : children) {
      EXPECT_EQ(wait_for(child), 1);
    }
    EXPECT_EQ(Environment::open(dir / "world.entente", Mode::kReadOnly)->read().count(Table::kClaims), 1U);
    EXPECT_EQ(files_in(dir.path()), 2U);
  }
}

}  // namespace
}  // namespace entente::store::tests
