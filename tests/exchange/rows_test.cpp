// What `check` says of packed rows that stand where they should not, and what it and `restore` make of when pairs changed. Damage
// that no checksum shows: it is written as any record is.
#include "engine/claims/ledger.h"
#include "engine/claims/ledger_rows.h"
#include "engine/claims/packed_rows.h"
#include "engine/claims/pair_histories.h"
#include "engine/claims/stored_rows.h"
#include "engine/store/codec.h"
#include "engine/store/environment.h"
#include "tests/session/support.h"

namespace entente::tests {
namespace {

using claims::PackedRow;
using claims::PackedView;
using claims::RowTable;
using store::Table;

class Rows : public WorldTest {
 protected:
  void SetUp() override { change(claims::write_blocks); }

  void change(const std::function<void(store::WriteTxn&)>& body) const {
    store::Environment::open(path, store::Mode::kReadWrite)->write(body);
  }
  [[nodiscard]] std::string findings() const { return text_of(Database::check(path).table); }

  struct Block {
    std::string key;
    std::vector<std::string> rests;
    std::vector<PackedRow> rows;  // views of the rests
  };
  /// The first block of that table with at least two rows.
  static Block block_of(const store::Reader& reader, Table table) {
    const RowTable& rows_of = *claims::row_table_of(table);
    for (auto cursor = reader.scan(table); cursor.valid(); cursor.next()) {
      const PackedView view(cursor.value(), rows_of.columns);
      if (view.size() < 2) {
        continue;
      }
      Block out{std::string(cursor.key()), {}, {}};
      for (std::size_t row = 0; row < view.size(); ++row) {
        out.rests.emplace_back(view.row(row).rest);
        out.rows.push_back(view.row(row));
      }
      for (std::size_t row = 0; row < view.size(); ++row) {
        out.rows[row].rest = out.rests[row];
      }
      return out;
    }
    ADD_FAILURE() << "no block has two rows";
    return {};
  }
  /// The key of a block of the same owner that begins with that row.
  static std::string key_like(const Block& block, const RowTable& table, const PackedRow& first) {
    store::KeyWriter key;
    key.bytes(block.key.substr(0, 4));
    for (std::size_t i = 0; i < table.key_size; ++i) {
      key.u32(table.key_of(first)[i]);
    }
    return key.u16(0).take();
  }
};

TEST_F(Rows, ThatDescendAreFoundInEveryTable) {
  for (const Table table : {Table::kByBody, Table::kByActor, Table::kPairs}) {
    SCOPED_TRACE(store::name_of(table));
    const RowTable& rows_of = *claims::row_table_of(table);
    Block block;
    change([&](store::WriteTxn& txn) {
      block = block_of(txn, table);
      auto rows = block.rows;
      std::reverse(rows.begin(), rows.end());
      txn.erase(table, block.key);
      txn.put(table, key_like(block, rows_of, rows.front()), claims::packed(rows, rows_of.columns));
    });
    const auto found = findings();
    EXPECT_NE(found.find("table " + std::string(store::name_of(table)) + " the block of "), std::string::npos) << found;
    EXPECT_NE(found.find(" behind "), std::string::npos) << found;
    change([&](store::WriteTxn& txn) {
      txn.erase(table, key_like(block, rows_of, block.rows.back()));
      txn.put(table, block.key, claims::packed(block.rows, rows_of.columns));
    });
    EXPECT_EQ(findings(), "");
  }
}

TEST_F(Rows, BlocksBeginWithTheRowOfTheirKey) {
  change([](store::WriteTxn& txn) {
    const RowTable& rows_of = *claims::row_table_of(Table::kByBody);
    const Block block = block_of(txn, Table::kByBody);
    PackedRow lower = block.rows.front();
    lower.cells[rows_of.key_columns[0]] = 0;
    txn.erase(Table::kByBody, block.key);
    txn.put(Table::kByBody, key_like(block, rows_of, lower), claims::packed(block.rows, rows_of.columns));
  });
  EXPECT_NE(findings().find(" begins with the row "), std::string::npos) << findings();
}

TEST_F(Rows, BlocksAreNumbered) {
  change([](store::WriteTxn& txn) {
    const RowTable& rows_of = *claims::row_table_of(Table::kByBody);
    const Block block = block_of(txn, Table::kByBody);
    std::string key = block.key;
    key.back() = 7;
    txn.erase(Table::kByBody, block.key);
    txn.put(Table::kByBody, key, claims::packed(block.rows, rows_of.columns));
  });
  EXPECT_NE(findings().find(" is number 7 of those that begin so"), std::string::npos) << findings();
}

TEST_F(Rows, OfTheLogHaveTheKeysThatItNames) {
  change([](store::WriteTxn& txn) {
    const RowTable& rows_of = *claims::row_table_of(Table::kPairs);
    store::Writer out;
    out.u8(static_cast<std::uint8_t>(rows_of.table));
    out.u8(static_cast<std::uint8_t>(rows_of.key_size | rows_of.columns << 4U));
    for (const unsigned number : {1U, 3U, 1U}) {  // the owner, a key, one row
      out.varint(number);
    }
    for (std::size_t column = 0; column < rows_of.columns; ++column) {
      out.varint(2 * 4);  // the key of another
    }
    out.text("");
    const std::string key = store::KeyWriter().u32(7).u32(1).take();
    txn.put(Table::kFresh, key, out.view());
  });
  EXPECT_NE(findings().find("table fresh a record of fresh rows has rows of other keys"), std::string::npos) << findings();
}

// What was recorded last lies in the log alone; a record of it that is damaged is lost, and no other.
TEST_F(Rows, OfTheLogAreSavedFromDamage) {
  ASSERT_EQ(world.ask("record India as member of NATO since 2001 according to news quote \"the first\""), "");
  ASSERT_EQ(world.ask("record India as member of SCO since 2002 according to news"), "");
  change([](store::WriteTxn& txn) {
    for (auto cursor = txn.scan(Table::kFresh); cursor.valid(); cursor.next()) {
      if (cursor.value().find("the first") != std::string_view::npos) {
        const std::string key(cursor.key());
        txn.put(Table::kFresh, key, std::string(cursor.value().substr(0, 9)));
        return;
      }
    }
    ADD_FAILURE() << "no record has the quote";
  });
  EXPECT_NE(findings(), "");
  const auto saved = (dir / "saved.ent").string();
  ASSERT_EQ(world.ask("dump salvaging to \"" + saved + "\""), "");
  EXPECT_NE(world.answers.front().caption.front().find("; 1 loss"), std::string::npos) << world.answers.front().caption.front();
  Asking restored(*Database::open((dir / "restored.entente").string()));
  ASSERT_EQ(restored.ask("restore from \"" + saved + "\""), "");
  EXPECT_EQ(restored.ask("memberships of India as member ever | select body"), "SCO");
  EXPECT_EQ(restored.ask("check"), "");
}

class Histories : public Rows {
 protected:
  /// Of every pair, in every body: actor, body, first commit, last change.
  static std::string histories_in(const std::string& path) {
    const auto environment = store::Environment::open(path, store::Mode::kReadOnly);
    const auto txn = environment->read();
    std::string out;
    for (std::uint32_t body = 1; body < 20; ++body) {
      for (const auto& history : claims::histories_of_body(txn, BodyId{body})) {
        out += std::to_string(history.actor.value) + "/" + std::to_string(body) + ":" + std::to_string(history.first.value) + "-" +
               std::to_string(history.changed.value) + " ";
      }
    }
    return out;
  }
  void set(std::uint32_t first, std::uint32_t changed) const {
    change([&](store::WriteTxn& txn) {
      const Block block = block_of(txn, Table::kPairs);
      PackedRow row = block.rows.front();
      row.cells[1] = static_cast<std::int32_t>(first);
      row.cells[2] = static_cast<std::int32_t>(changed);
      const RowTable& rows_of = *claims::row_table_of(Table::kPairs);
      const claims::RowKey key = rows_of.key_of(row);
      claims::replace_rows(txn, rows_of, store::KeyReader(block.key).u32(), {&key, 1}, {&row, 1});
    });
  }
};

TEST_F(Histories, AreCheckedAgainstTheClaims) {
  ASSERT_EQ(world.ask("record China as observer of SCO since 2001-07-01 until 2001-08-01 according to news"), "");  // commit 2
  EXPECT_EQ(findings(), "");
  set(1, 1);
  EXPECT_NE(findings().find("since commit 1, and it last changed in commit 2"), std::string::npos) << findings();
  set(2, 2);
  EXPECT_NE(findings().find("begun in commit 2, and its first claim is of commit 1"), std::string::npos) << findings();
  set(1, 3);
  EXPECT_NE(findings().find("since commit 3, and it last changed in commit 2"), std::string::npos) << findings();
  set(1, 2);
  EXPECT_EQ(findings(), "");
}

// Each statement is a commit: claims, ends, retractions, and what claims are read by.
TEST_F(Histories, AreRestoredAsTheyWere) {
  for (const auto* statement :
       {"record Turkey as observer of NATO since 1950 until 1951 according to news", "define source news published 2014-10-22",
        "define state IND since 1947-08-15", "record India as observer of NATO since 2001 according to charter",
        "retract India as observer of NATO because \"no\"", "define source charter covers members of SCO on 2005-01-01",
        "define organisation NATO until 2040", "record state:KOR as observer of SCO since 2011 according to charter",
        "define state CHN named \"The People's Republic\""}) {
    world.run(statement);
  }
  const std::string before = histories_in(path);
  const auto dump = (dir / "all.ent").string();
  const auto copy = (dir / "copy.entente").string();
  ASSERT_EQ(world.ask("dump to \"" + dump + "\""), "");
  Asking restored(*Database::open(copy));
  ASSERT_EQ(restored.ask("restore from \"" + dump + "\""), "");
  EXPECT_EQ(histories_in(copy), before);
  EXPECT_EQ(restored.ask("check"), "");
  // The list of SCO's members is commit 7, the end of NATO 8, Korea's claim 9; the name of China, 10, changes no claim.
  EXPECT_EQ(before, "1/7:1-7 2/7:1-7 3/7:1-7 4/7:1-7 5/7:9-9 3/8:5-8 4/8:1-8 ");
}

}  // namespace
}  // namespace entente::tests
