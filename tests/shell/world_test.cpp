// The world database and its format: one of an older version is kept, and a new one made.
#include "shell/world.h"

#include <gtest/gtest.h>
#include <lmdb.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "engine/store/frame.h"
#include "engine/store/meta.h"
#include "tests/temp_dir.h"

namespace entente::shell {
namespace {

namespace fs = std::filesystem;

/// Writes the meta record of an older version into a database.
void make_older(const fs::path& path) {
  store::Meta meta;
  meta.format_version = store::kOldestFormatVersion - 1;
  std::string framed;
  store::frame(store::Table::kMeta, store::kMetaKey, store::encode_meta(meta), framed);
  MDB_env* env = nullptr;
  MDB_txn* txn = nullptr;
  MDB_dbi dbi = 0;
  mdb_env_create(&env);
  mdb_env_set_maxdbs(env, 32);
  ASSERT_EQ(mdb_env_open(env, path.c_str(), MDB_NOSUBDIR, 0644), 0);
  ASSERT_EQ(mdb_txn_begin(env, nullptr, 0, &txn), 0);
  ASSERT_EQ(mdb_dbi_open(txn, "meta", 0, &dbi), 0);
  MDB_val key{4, const_cast<char*>("meta")};
  MDB_val value{framed.size(), framed.data()};
  ASSERT_EQ(mdb_put(txn, dbi, &key, &value, 0), 0);
  ASSERT_EQ(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class World : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(dir_ / "seeds");
    std::ofstream(dir_ / "seeds" / "1.ent") << "define state TUR named \"Turkey\";\n";
    ::setenv("XDG_DATA_HOME", (dir_ / "data").c_str(), 1);
    ::setenv("ENTENTE_SEEDS", (dir_ / "seeds").c_str(), 1);
    ASSERT_TRUE(open_world({}));
    make_older(path_);
    before_ = contents(path_);
  }

  [[nodiscard]] fs::path beside(const std::string& name) const { return path_.parent_path() / name; }

  tests::TempDir dir_;
  fs::path path_ = dir_ / "data" / "entente" / "world.entente";
  std::string before_;
};

TEST_F(World, OfAnOlderFormatIsKeptBesideTheNewOne) {
  ASSERT_TRUE(open_world({}));
  EXPECT_EQ(contents(beside("world.older.entente")), before_);
  EXPECT_FALSE(fs::exists(beside("world.older-2.entente")));
  ASSERT_TRUE(open_world({}));  // that was it
  EXPECT_FALSE(fs::exists(beside("world.older-2.entente")));
}

TEST_F(World, PutAsideReplacesNoOtherFile) {
  std::ofstream(beside("world.older.entente")) << "another";
  ASSERT_TRUE(open_world({}));
  EXPECT_EQ(contents(beside("world.older.entente")), "another");
  EXPECT_EQ(contents(beside("world.older-2.entente")), before_);
}

TEST_F(World, AReaderLeavesItAsItIs) {
  OpenOptions options;
  options.read_only = true;
  const auto refused = open_world(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "S05");
  EXPECT_NE(refused.error().text.find("without --readonly"), std::string::npos) << refused.error().text;
  EXPECT_EQ(contents(path_), before_);
}

TEST_F(World, StaysWhereItIsWithoutSeedsToMakeItFrom) {
  fs::remove(dir_ / "seeds" / "1.ent");
  EXPECT_FALSE(open_world({}));
  EXPECT_EQ(contents(path_), before_);
}

}  // namespace
}  // namespace entente::shell
