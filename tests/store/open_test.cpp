// What is no database of ours is named for what it is, and is left as it was.
#include <lmdb.h>
#include <sys/stat.h>

#include <random>

#include "engine/store/frame.h"
#include "engine/store/meta.h"
#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

/// An LMDB file with the named tables; `meta` is stored in the table "meta" as it is.
void make_lmdb(const std::filesystem::path& path, const std::vector<const char*>& tables, const std::string& meta) {
  MDB_env* env = nullptr;
  MDB_txn* txn = nullptr;
  mdb_env_create(&env);
  mdb_env_set_maxdbs(env, 32);
  ASSERT_EQ(mdb_env_open(env, path.c_str(), MDB_NOSUBDIR, 0644), 0);
  ASSERT_EQ(mdb_txn_begin(env, nullptr, 0, &txn), 0);
  for (const auto* name : tables) {
    MDB_dbi dbi = 0;
    ASSERT_EQ(mdb_dbi_open(txn, name, name == nullptr ? 0 : MDB_CREATE, &dbi), 0);
    if (name == nullptr || std::string_view(name) == "meta") {
      MDB_val key{4, const_cast<char*>("meta")};
      MDB_val value{meta.size(), const_cast<char*>(meta.data())};
      ASSERT_EQ(mdb_put(txn, dbi, &key, &value, 0), 0);
    }
  }
  ASSERT_EQ(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

std::string framed_meta(std::uint32_t version) {
  Meta meta;
  meta.format_version = version;
  std::string framed;
  frame(Table::kMeta, kMetaKey, encode_meta(meta), framed);
  return framed;
}

const std::vector<const char*> kAllTables(kTableNames.begin(), kTableNames.end());

class Open : public ::testing::Test {
 protected:
  /// The same in both modes, and the file is not touched.
  void expect_fault(FaultKind kind) {
    const auto before = std::filesystem::is_regular_file(path_) ? read_file(path_) : "";
    for (const auto mode : {Mode::kReadOnly, Mode::kReadWrite}) {
      const auto open = [&] { static_cast<void>(Environment::open(path_, mode)); };
      EXPECT_EQ(fault_of(open), kind);
      EXPECT_NE(sentence_of(open).find(path_.string()), std::string::npos) << sentence_of(open);
    }
    EXPECT_EQ(std::filesystem::is_regular_file(path_) ? read_file(path_) : "", before);
  }

  TempDir dir_;
  std::filesystem::path path_ = dir_ / "world.entente";
};

TEST_F(Open, AMissingFileIsNamed) { expect_fault(FaultKind::kMissing); }

TEST_F(Open, AMissingDirectoryIsNamed) {
  path_ = dir_ / "nowhere" / "world.entente";
  expect_fault(FaultKind::kMissing);
}

TEST_F(Open, ADirectoryIsNamed) {
  std::filesystem::create_directory(path_);
  expect_fault(FaultKind::kDirectory);
}

TEST_F(Open, APipeIsNoDatabase) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  expect_fault(FaultKind::kNotADatabase);
}

TEST_F(Open, AnEmptyFileIsNoDatabase) {
  write_file(path_, "");
  expect_fault(FaultKind::kNotADatabase);
}

TEST_F(Open, ATextIsNoDatabase) {
  for (const std::size_t size : {1U, 100U, 152U, 5'000U, 100'000U}) {
    write_file(path_, std::string(size, 'a'));
    expect_fault(FaultKind::kNotADatabase);
  }
}

TEST_F(Open, RandomBytesAreNoDatabase) {
  std::mt19937 random(1);
  std::string bytes(20'000, '\0');
  for (auto& c : bytes) {
    c = static_cast<char>(random());
  }
  write_file(path_, bytes);
  expect_fault(FaultKind::kNotADatabase);
}

TEST_F(Open, AnLmdbFileOfAnotherProgramIsNamed) {
  make_lmdb(path_, {nullptr}, "whatever");
  expect_fault(FaultKind::kOtherApplication);
}

TEST_F(Open, AnLmdbFileWithOurTableNamesButNotOurMetaRecordIsOfAnotherProgram) {
  make_lmdb(path_, kAllTables, "something else entirely");
  expect_fault(FaultKind::kOtherApplication);
}

TEST_F(Open, ANewerFormatSaysWhatToDo) {
  make_lmdb(path_, kAllTables, framed_meta(kFormatVersion + 1));
  expect_fault(FaultKind::kNewerFormat);
  EXPECT_NE(sentence_of([&] { static_cast<void>(Environment::open(path_, Mode::kReadOnly)); }).find("newer"), std::string::npos);
}

TEST_F(Open, AnOlderFormatSaysWhatToDo) {
  make_lmdb(path_, kAllTables, framed_meta(kOldestFormatVersion - 1));
  expect_fault(FaultKind::kOlderFormat);
}

TEST_F(Open, AnOlderFormatMayHaveFewerTables) {
  make_lmdb(path_, {kAllTables.begin(), kAllTables.end() - 1}, framed_meta(kOldestFormatVersion - 1));
  expect_fault(FaultKind::kOlderFormat);
}

TEST_F(Open, AFileOfOurFormatWithoutATableIsOfAnotherProgram) {
  make_lmdb(path_, {kAllTables.begin(), kAllTables.end() - 1}, framed_meta(kFormatVersion));
  expect_fault(FaultKind::kOtherApplication);
}

TEST_F(Open, AMetaRecordWithAWrongChecksumIsDamage) {
  auto meta = framed_meta(kFormatVersion);
  meta.back() = static_cast<char>(meta.back() ^ 1);
  make_lmdb(path_, kAllTables, meta);
  expect_fault(FaultKind::kCorrupt);
}

TEST_F(Open, AFileOfAnotherLmdbIsNamed) {
  make_database(path_);
  auto bytes = read_file(path_);
  const std::size_t page = 4096;
  bytes[20] = 2;
  bytes[page + 20] = 2;
  write_file(path_, bytes);
  expect_fault(FaultKind::kLmdbVersion);
}

TEST_F(Open, NonsenseInTheFirstPagesIsDamage) {
  make_database(path_, 10);
  const auto whole = read_file(path_);
  for (const std::size_t at : {40U, 41U, 44U, 138U, 143U}) {  // page size, flags, last page
    auto bytes = whole;
    for (const std::size_t page : {0U, 4096U}) {
      bytes[page + at] = static_cast<char>(bytes[page + at] ^ 0x7F);
    }
    write_file(path_, bytes);
    const auto kind = fault_of([&] { static_cast<void>(Environment::open(path_, Mode::kReadOnly)); });
    EXPECT_TRUE(kind == FaultKind::kCorrupt || kind == FaultKind::kTruncated) << at;
  }
}

TEST_F(Open, SucceedsWhereTheLockFileIsMissingOrNonsense) {
  make_database(path_, 10);
  const auto lock = dir_ / "world.entente-lock";
  std::filesystem::remove(lock);
  EXPECT_EQ(Environment::open(path_, Mode::kReadWrite)->read().count(Table::kClaims), 10U);
  write_file(lock, "nonsense");
  EXPECT_EQ(Environment::open(path_, Mode::kReadWrite)->read().count(Table::kClaims), 10U);
}

TEST_F(Open, TakesASmallerMapWhereAddressSpaceIsShort) {
  make_database(path_, 10);
  const auto env = Environment::open(path_, Mode::kReadOnly, {std::size_t{1} << 50U, std::chrono::seconds(1)});
  EXPECT_EQ(env->read().count(Table::kClaims), 10U);
  EXPECT_LT(env->sizes().map, std::uint64_t{1} << 50U);
}

TEST_F(Open, OfWhatMayOnlyBeReadIsRefusedForWriting) {
  make_database(path_, 10);
  std::filesystem::permissions(path_, std::filesystem::perms(0444));
  std::filesystem::permissions(dir_ / "world.entente-lock", std::filesystem::perms(0666));
  std::filesystem::permissions(dir_.path(), std::filesystem::perms(0755));
  const auto as_nobody = [&](Mode mode) {
    return run_in_child([&] {
      if (::geteuid() == 0 && ::setuid(65534) != 0) {
        return 98;
      }
      return static_cast<int>(Environment::open(path_, mode)->read().count(Table::kClaims));
    });
  };
  EXPECT_EQ(as_nobody(Mode::kReadOnly), 10);
  EXPECT_EQ(as_nobody(Mode::kReadWrite), fault_code(FaultKind::kPermission));
  std::filesystem::permissions(path_, std::filesystem::perms(0));
  EXPECT_EQ(as_nobody(Mode::kReadOnly), fault_code(FaultKind::kPermission));
}

TEST_F(Open, OfOneFileUnderTwoNamesIsRefusedForWriting) {
  make_database(path_, 10);
  std::filesystem::create_hard_link(path_, dir_ / "other.entente");
  EXPECT_EQ(fault_of([&] { static_cast<void>(Environment::open(path_, Mode::kReadWrite)); }), FaultKind::kPermission);
  EXPECT_EQ(Environment::open(path_, Mode::kReadOnly)->read().count(Table::kClaims), 10U);
}

}  // namespace
}  // namespace entente::store::tests
