// Putting, getting, erasing and scanning records.
#include <vector>

#include "tests/store/support.h"

namespace entente::store::tests {
namespace {

class Records : public ::testing::Test {
 protected:
  static std::vector<std::string> keys_of(Cursor cursor) {
    std::vector<std::string> keys;
    for (; cursor.valid(); cursor.next()) {
      keys.emplace_back(cursor.key());
    }
    return keys;
  }

  void put_all(const std::vector<std::string>& keys) {
    env_->write([&](WriteTxn& txn) {
      for (const auto& key : keys) {
        txn.put(Table::kEvents, key, "value of " + key);
      }
    });
  }

  TempDir dir_;
  std::shared_ptr<Environment> env_ = make_database(dir_ / "world.entente");
};

using Strings = std::vector<std::string>;

TEST_F(Records, ComeBackAsPut) {
  put_all({"a"});
  const auto txn = env_->read();
  EXPECT_EQ(txn.get(Table::kEvents, "a"), "value of a");
  EXPECT_EQ(txn.get(Table::kEvents, "b"), std::nullopt);
  EXPECT_EQ(txn.get(Table::kClaims, "a"), std::nullopt);
}

TEST_F(Records, MayBeEmptyOrLargerThanAPage) {
  const std::string large(100'000, 'z');
  env_->write([&](WriteTxn& txn) {
    txn.put(Table::kEvents, "empty", "");
    txn.put(Table::kEvents, "large", large);
  });
  const auto txn = env_->read();
  EXPECT_EQ(txn.get(Table::kEvents, "empty"), "");
  EXPECT_EQ(txn.get(Table::kEvents, "large"), large);
}

TEST_F(Records, HaveKeysOfOneToFiveHundredElevenBytes) {
  const Strings keys = {std::string(1, '\0'), std::string(511, 'k')};
  put_all(keys);
  EXPECT_EQ(keys_of(env_->read().scan(Table::kEvents)), keys);
}

TEST_F(Records, AreReplacedAndErased) {
  put_all({"a", "b"});
  env_->write([](WriteTxn& txn) {
    txn.put(Table::kEvents, "a", "new");
    EXPECT_EQ(txn.get(Table::kEvents, "a"), "new") << "a write sees its own writes";
    EXPECT_TRUE(txn.erase(Table::kEvents, "b"));
    EXPECT_FALSE(txn.erase(Table::kEvents, "b"));
  });
  const auto txn = env_->read();
  EXPECT_EQ(txn.get(Table::kEvents, "a"), "new");
  EXPECT_EQ(txn.get(Table::kEvents, "b"), std::nullopt);
  EXPECT_EQ(txn.count(Table::kEvents), 1U);
}

TEST_F(Records, OutliveClosing) {
  put_all({"a"});
  const auto path = env_->path();
  env_.reset();
  env_ = Environment::open(path, Mode::kReadOnly);
  EXPECT_EQ(env_->read().get(Table::kEvents, "a"), "value of a");
  EXPECT_EQ(env_->format_version(), 7U);
  EXPECT_GT(env_->created_utc_seconds(), 1'600'000'000);
}

TEST_F(Records, CanBePutFromViewsOfTheSameTransaction) {
  put_all({"a", "b", "c"});
  env_->write([](WriteTxn& txn) {
    for (int i = 0; i < 200; ++i) {
      const auto key = "copy " + std::to_string(i);
      txn.put(Table::kEvents, key, *txn.get(Table::kEvents, "b"));
      txn.put(Table::kEvents, txn.scan(Table::kEvents, "copy").key(), *txn.get(Table::kEvents, "c"));
    }
  });
  EXPECT_EQ(env_->read().get(Table::kEvents, "copy 0"), "value of c");
  EXPECT_EQ(env_->read().get(Table::kEvents, "copy 150"), "value of b");
}

TEST_F(Records, AreScannedInOrderOfTheirKeys) {
  put_all({"b", "a", "ab", "c"});
  EXPECT_EQ(keys_of(env_->read().scan(Table::kEvents)), (Strings{"a", "ab", "b", "c"}));
}

TEST_F(Records, AreScannedWithinAPrefix) {
  put_all({"a", "b", "b\xFF", "b1", "b2", "c"});
  const auto txn = env_->read();
  EXPECT_EQ(keys_of(txn.scan(Table::kEvents, "b")), (Strings{"b", "b1", "b2", "b\xFF"}));
  EXPECT_EQ(keys_of(txn.scan(Table::kEvents, "bb")), Strings{});
  EXPECT_EQ(keys_of(txn.scan(Table::kEvents, "d")), Strings{});
  EXPECT_EQ(keys_of(txn.scan(Table::kRoles, "")), Strings{});
}

TEST_F(Records, AreSoughtWithinThePrefix) {
  put_all({"a", "b1", "b3", "c"});
  const auto txn = env_->read();
  auto cursor = txn.scan(Table::kEvents, "b");
  cursor.seek("b2");
  EXPECT_EQ(cursor.key(), "b3");
  EXPECT_EQ(cursor.value(), "value of b3");
  cursor.seek("a");
  EXPECT_EQ(cursor.key(), "b1") << "nothing before the prefix is shown";
  cursor.seek("c");
  EXPECT_FALSE(cursor.valid());
  cursor.seek("b1");
  EXPECT_EQ(cursor.key(), "b1") << "a cursor that ran out can be set again";
}

TEST_F(Records, AreSoughtBeforeAKeyOrFromTheFirst) {
  put_all({"a1", "b3", "b5", "c1"});
  const auto txn = env_->read();
  const auto from = [&](std::string_view prefix, std::string_view key) {
    return keys_of(txn.scan_before(Table::kEvents, prefix, key));
  };
  EXPECT_EQ(from("b", "b4"), (Strings{"b3", "b5"}));
  EXPECT_EQ(from("b", "b5"), (Strings{"b3", "b5"}));
  EXPECT_EQ(from("b", "b9"), (Strings{"b5"}));
  EXPECT_EQ(from("b", "b3"), (Strings{"b3", "b5"}));
  EXPECT_EQ(from("b", "b1"), (Strings{"b3", "b5"}));
  EXPECT_EQ(from("a", "a0"), (Strings{"a1"}));  // the first of all
  EXPECT_EQ(from("c", "c2"), (Strings{"c1"}));  // behind all
  EXPECT_EQ(from("bb", "bb1"), Strings{});
  EXPECT_EQ(from("d", "d1"), Strings{});
  EXPECT_EQ(from("", ""), (Strings{"c1"}));  // no key is above all
}

// In whichever order: with the next prefix, over some, back, and with one that no record has.
TEST_F(Records, ACursorGoesFromPrefixToPrefix) {
  put_all({"a1", "a2", "b1", "d1", "d2"});
  const auto txn = env_->read();
  const std::vector<std::pair<std::string, Strings>> expected = {
      {"a", {"a1", "a2"}}, {"b", {"b1"}}, {"c", {}}, {"d", {"d1", "d2"}}, {"e", {}}};
  for (const auto& [first, first_keys] : expected) {
    for (const auto& [second, second_keys] : expected) {
      for (const bool to_the_end : {true, false}) {
        auto cursor = txn.scan(Table::kEvents, first);
        while (to_the_end && cursor.valid()) {
          cursor.next();
        }
        cursor.change_prefix(second);
        EXPECT_EQ(keys_of(std::move(cursor)), second_keys) << first << ' ' << second;
      }
    }
  }
  auto cursor = txn.scan(Table::kEvents, "a");
  cursor.change_prefix("d", "d2");
  EXPECT_EQ(keys_of(std::move(cursor)), (Strings{"d1", "d2"}));
}

TEST_F(Records, AreWalkedBackFromTheLast) {
  put_all({"a", "b1", "b2", "c", "\xFF", "\xFF\xFF"});
  const auto txn = env_->read();
  auto cursor = txn.scan(Table::kEvents, "b");
  cursor.last();
  EXPECT_EQ(cursor.key(), "b2");
  cursor.prev();
  EXPECT_EQ(cursor.key(), "b1");
  cursor.prev();
  EXPECT_FALSE(cursor.valid());
  for (const auto* const prefix : {"", "\xFF"}) {
    auto end = txn.scan(Table::kEvents, prefix);
    end.last();
    EXPECT_EQ(end.key(), "\xFF\xFF");
  }
  auto none = txn.scan(Table::kEvents, "bb");
  none.last();
  EXPECT_FALSE(none.valid());
}

TEST_F(Records, CanBeErasedWhileScanned) {
  put_all({"a", "b", "c", "d"});
  env_->write([](WriteTxn& txn) {
    for (auto cursor = txn.scan(Table::kEvents); cursor.valid();) {
      const std::string key(cursor.key());
      txn.erase(Table::kEvents, key);
      cursor.seek(key);
    }
  });
  EXPECT_EQ(env_->read().count(Table::kEvents), 0U);
}

TEST_F(Records, OfASnapshotDoNotChange) {
  put_all({"a"});
  const auto before = env_->read();
  env_->write([](WriteTxn& txn) { txn.put(Table::kEvents, "a", "new"); });
  EXPECT_EQ(before.get(Table::kEvents, "a"), "value of a");
  EXPECT_EQ(env_->read().get(Table::kEvents, "a"), "new");
}

TEST_F(Records, ViewsLiveAsLongAsTheTransactionOrItsCursors) {
  put_all({"a"});
  auto cursor = [&] {
    auto txn = env_->read();
    const auto view = *txn.get(Table::kEvents, "a");
    const auto moved = std::move(txn);
    EXPECT_EQ(view, "value of a");
    return moved.scan(Table::kEvents);
  }();
  const auto view = cursor.value();
  for (int i = 0; i < 20; ++i) {  // would reuse the page, were the snapshot not kept
    env_->write([&](WriteTxn& txn) { txn.put(Table::kEvents, "a", std::to_string(i)); });
  }
  EXPECT_EQ(view, "value of a");
  auto other = std::move(cursor);
  other.next();
  EXPECT_FALSE(other.valid());
}

TEST_F(Records, OfAClosedEnvironmentStayReadableInItsTransaction) {
  put_all({"a"});
  const auto txn = env_->read();
  env_.reset();
  EXPECT_EQ(txn.get(Table::kEvents, "a"), "value of a");
}

TEST_F(Records, ACursorMayDieAfterItsWrite) {
  put_all({"a"});
  std::optional<Cursor> leaked;
  env_->write([&](WriteTxn& txn) { leaked = txn.scan(Table::kEvents); });
  leaked.reset();
  EXPECT_EQ(env_->read().get(Table::kEvents, "a"), "value of a");
}

}  // namespace
}  // namespace entente::store::tests
