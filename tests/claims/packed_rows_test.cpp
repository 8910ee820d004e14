// Packed rows, their columns of days scanned, and tables of them: against plain vectors.
#include "engine/claims/packed_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

#include "engine/claims/claim_rows.h"
#include "engine/claims/column_scan.h"
#include "engine/claims/fresh_rows.h"
#include "engine/claims/stored_rows.h"
#include "engine/store/environment.h"
#include "engine/store/fault.h"
#include "tests/temp_dir.h"

namespace entente::claims {
namespace {

constexpr std::size_t kColumns = 3;

std::vector<PackedRow> random_rows(std::mt19937& random, std::size_t count, std::deque<std::string>& rests) {
  // Spans that need each width, and both ends of what there is.
  const std::array<std::int64_t, 6> spans = {0, 1, 253, 65'533, 16'777'213, 4'000'000'000};
  std::array<std::int64_t, kColumns> span{};
  std::array<std::int64_t, kColumns> low{};
  for (std::size_t c = 0; c < kColumns; ++c) {
    span[c] = spans[random() % spans.size()];
    low[c] = span[c] > 1'000'000'000 ? INT32_MIN + 1 : static_cast<std::int32_t>(random() % 100'000) - 50'000;
  }
  std::vector<PackedRow> rows(count);
  for (auto& row : rows) {
    for (std::size_t c = 0; c < kColumns; ++c) {
      const auto dice = random() % 20;
      row.cells[c] = dice == 0   ? kBeforeAll
                     : dice == 1 ? kAfterAll
                                 : static_cast<std::int32_t>(low[c] + static_cast<std::int64_t>(random()) % (span[c] + 1));
    }
    if (random() % 5 == 0) {
      row.rest = rests.emplace_back(random() % 30, 'x');
    }
  }
  return rows;
}

bool same(const PackedRow& a, const PackedRow& b) { return a.cells == b.cells && a.rest == b.rest; }

TEST(PackedRows, ComeBackAsTheyWent) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::deque<std::string> rests;
    const auto rows = random_rows(random, 1 + random() % 600, rests);
    for (const bool even : {false, true}) {
      std::size_t at = 0;
      for (const auto& block : pack(rows, kColumns, even)) {
        EXPECT_LE(block.size(), kSmallBlock);
        const PackedView view(block, kColumns);
        for (std::size_t row = 0; row < view.size(); ++row, ++at) {
          ASSERT_TRUE(same(view.row(row), rows[at])) << round << ' ' << row;
          for (std::size_t c = 0; c < kColumns; ++c) {
            ASSERT_EQ(view.number(c, row), rows[at].cells[c]);
          }
        }
      }
      EXPECT_EQ(at, rows.size());
    }
  }
}

// By the widest vectors and without any: the same rows, and those that comparing numbers finds.
void expect_scans_agree(const PackedView& view, std::span<const ColumnTest> tests, std::size_t first) {
  const std::size_t size = std::min(kScanRows, view.size() - first);
  const RowBits rows = rows_that_pass(tests, first, size);
  EXPECT_EQ(rows, rows_that_pass_portably(tests, first, size));
  std::vector<std::size_t> found;
  each_row(rows, first, [&](std::size_t row) { found.push_back(row); });
  std::vector<std::size_t> expected;
  for (std::size_t row = first; row < first + size; ++row) {
    if (std::all_of(tests.begin(), tests.end(), [&](const ColumnTest& test) {
          return test.least <= test.column->number(row) && test.column->number(row) <= test.most;
        })) {
      expected.push_back(row);
    }
  }
  EXPECT_EQ(found, expected);
}

TEST(PackedRows, ScansSayWhatComparingSays) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    std::deque<std::string> rests;
    const auto rows = random_rows(random, 1 + random() % 400, rests);
    const auto number = [&](std::size_t column) -> std::int32_t {
      const auto dice = random() % 6;
      const std::int32_t near = rows[random() % rows.size()].cells[column];
      return dice == 0                                 ? kBeforeAll
             : dice == 1                               ? kAfterAll
             : near == kBeforeAll || near == kAfterAll ? 0
                                                       : near + static_cast<std::int32_t>(random() % 3) - 1;
    };
    for (const auto& block : pack(rows, kColumns, false)) {
      const PackedView view(block, kColumns);
      for (int question = 0; question < 20; ++question) {
        ColumnTests tests;
        for (auto count = random() % 4; count > 0; --count) {
          const std::size_t column = random() % kColumns;
          tests.add({&view.column(column), number(column), number(column)});
        }
        expect_scans_agree(view, tests.all(), random() % view.size());
      }
    }
  }
}

// Cells of each width, as many as leave some of a vector and of a word empty.
TEST(PackedRows, ScansReadCellsOfEachWidthToTheLast) {
  std::mt19937 random(3);
  for (const std::int32_t spread : {100, 20'000, 5'000'000, 2'000'000'000}) {
    for (const std::size_t count : {1U, 15U, 16U, 17U, 63U, 64U, 65U, 130U, 256U}) {
      std::vector<PackedRow> rows(count);
      for (auto& row : rows) {
        row.cells[0] = static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(spread)) - 50;
      }
      const auto block = std::make_unique<std::string>(packed(rows, 1));  // by itself: sanitizers see what is read behind it
      const PackedView view(*block, 1);
      const std::int32_t middle = rows[random() % count].cells[0];
      const std::array<ColumnTest, 1> tests{{{&view.column(0), middle, middle + spread / 2}}};
      expect_scans_agree(view, tests, 0);
      expect_scans_agree(view, tests, count / 2);
      std::vector<std::uint32_t> ids;
      add_ids(view.column(0), rows_that_pass({}, 0, count), 0, ids);
      ASSERT_EQ(ids.size(), count);
      for (std::size_t row = 0; row < count; ++row) {
        EXPECT_EQ(ids[row], static_cast<std::uint32_t>(rows[row].cells[0]));
      }
    }
  }
}

TEST(PackedRows, AreFoundByTheColumnTheyAreSortedBy) {
  std::vector<PackedRow> rows;
  for (std::int32_t key = 0; key < 60; key += 2) {
    for (std::int32_t i = 0; i < key % 5; ++i) {
      rows.emplace_back().cells[0] = key;
    }
  }
  const auto blocks = pack(rows, 1, false);
  ASSERT_EQ(blocks.size(), 1U);
  const PackedView view(blocks.front(), 1);
  for (std::int32_t key = -1; key < 62; ++key) {
    const auto [begin, end] = view.equal(0, key);
    const auto count = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const PackedRow& row) { return row.cells[0] == key; }));
    EXPECT_EQ(end - begin, count) << key;
  }
}

// A table of rows beside a map of them, changed at random.
class StoredRows : public ::testing::TestWithParam<std::size_t> {
 protected:
  using Key = std::pair<std::uint32_t, std::uint32_t>;
  static constexpr RowTable kTable = kCurrentClaims;
  using Model = std::map<std::uint32_t, std::multimap<Key, std::string>>;
  Model model_;
  std::mt19937 random_{7};

  void change(store::WriteTxn& txn, std::uint32_t owner, std::uint32_t spread) {
    std::set<Key> keys;
    const bool few = random_() % 2 == 0;
    for (std::size_t i = random_() % (few ? 3 : 40) + 1; i > 0; --i) {
      keys.insert({random_() % spread + 1, random_() % 3});
    }
    std::vector<RowKey> touched;
    std::vector<PackedRow> fresh;
    std::deque<std::string> rests;
    auto& rows = model_[owner];
    for (const auto& key : keys) {
      touched.push_back({key.first, key.second});
      rows.erase(key);
      for (std::size_t i = few ? 1 : random_() % 4; i > 0; --i) {
        PackedRow& row = fresh.emplace_back();
        row.cells = {static_cast<std::int32_t>(key.first), static_cast<std::int32_t>(key.second)};
        row.rest = rests.emplace_back(few || random_() % 2 == 0 ? "" : std::to_string(random_()));
        rows.emplace(key, row.rest);
      }
    }
    replace_rows(txn, kTable, owner, touched, fresh);
  }

  static void compare_all(const store::Reader& reader, std::uint32_t owner, const std::multimap<Key, std::string>& rows) {
    auto next = rows.begin();
    for (RowCursor blocks(reader, kTable, owner); blocks.valid(); blocks.next()) {
      const PackedView view = blocks.view();
      for (std::size_t row = 0; row < view.size(); ++row, ++next) {
        ASSERT_NE(next, rows.end());
        ASSERT_EQ((Key{view.id(0, row), view.id(1, row)}), next->first);
        ASSERT_EQ(view.row(row).rest, next->second);
      }
    }
    ASSERT_EQ(next, rows.end());
  }

  static void compare(const store::Reader& reader, const Model& model) {
    std::uint32_t before = 0;
    for (const auto& [owner, rows] : model) {
      if (!rows.empty()) {
        ASSERT_LE(owner_from(reader, kTable, before + 1), owner);
        ASSERT_GE(last_owner(reader, kTable), owner);
      }
      before = owner;
      compare_all(reader, owner, rows);
      for (std::uint32_t first = 0; first < 50; ++first) {
        std::size_t found = 0;
        for (RowCursor blocks(reader, kTable, owner, first, first); blocks.valid(); blocks.next()) {
          const auto [begin, end] = blocks.view().equal(0, static_cast<std::int32_t>(first));
          found += end - begin;
        }
        const auto expected = std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first.first == first; });
        ASSERT_EQ(found, static_cast<std::size_t>(expected)) << first;
      }
      compare_all(reader, owner, rows);  // which is not searched any more
    }
  }
};

// In the log, in blocks, or some here and some there; as a write sees them, as later snapshots do, and as earlier ones still do.
TEST_P(StoredRows, AreThoseOfTheModel) {
  enum How : std::uint8_t { kIntoTheLog, kIntoBlocks, kIntoBlocksAtLast };
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "rows.entente", [](store::WriteTxn&) {});
  std::deque<std::pair<store::ReadTxn, Model>> earlier;
  for (int round = 0; round < 120; ++round) {
    SCOPED_TRACE(round);
    env->write([&](store::WriteTxn& txn) {
      const auto how = random_() % 8;  // the log, as a rule
      if (how == kIntoBlocks) {
        write_blocks(txn);
      }
      for (const std::uint32_t owner : {1U, 2U, 9U}) {
        change(txn, owner, static_cast<std::uint32_t>(GetParam()));
      }
      compare(txn, model_);
      if (how == kIntoBlocksAtLast) {
        write_blocks(txn);
        EXPECT_LE(txn.count(store::Table::kFresh), 1U);
        compare(txn, model_);
      }
    });
    earlier.emplace_back(env->read(), model_);
    compare(earlier.back().first, model_);
    compare(earlier.front().first, earlier.front().second);
    if (earlier.size() > 5) {
      earlier.pop_front();
    }
  }
}

// More than a block may have.
TEST(FreshRows, OfAnOwnerMayBeMany) {
  constexpr std::uint32_t kMany = 150'000;
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "rows.entente", [](store::WriteTxn&) {});
  env->write([&](store::WriteTxn& txn) {
    std::vector<RowKey> keys;
    std::vector<PackedRow> rows;
    for (std::uint32_t i = 1; i <= kMany; ++i) {
      keys.push_back({i, 0});
      rows.emplace_back().cells[0] = static_cast<std::int32_t>(i);
    }
    FreshView::of(txn).append(txn, kCurrentClaims, 1, keys, rows);
    EXPECT_GT(FreshView::of(txn).own_bytes(), kMany);
  });
  std::uint32_t seen = 0;
  const auto txn = env->read();
  for (RowCursor blocks(txn, kCurrentClaims, 1); blocks.valid(); blocks.next()) {
    for (std::size_t row = 0; row < blocks.view().size(); ++row) {
      ASSERT_EQ(blocks.view().id(0, row), ++seen);
    }
  }
  EXPECT_EQ(seen, kMany);
}

TEST_P(StoredRows, OfAWriteThatFailsAreForgotten) {
  const tests::TempDir dir;
  const auto env = store::Environment::create(dir / "rows.entente", [](store::WriteTxn&) {});
  for (int round = 0; round < 20; ++round) {
    const Model before = model_;
    const bool fails = round % 2 == 0;
    try {
      env->write([&](store::WriteTxn& txn) {
        change(txn, 1, static_cast<std::uint32_t>(GetParam()));
        compare(txn, model_);
        if (fails) {
          throw std::runtime_error("no");
        }
      });
    } catch (const std::runtime_error&) {
      model_ = before;
    }
    compare(env->read(), model_);
  }
}

// Few keys with many rows each, and many keys with few.
INSTANTIATE_TEST_SUITE_P(Keys, StoredRows, ::testing::Values(1, 3, 40, 5000));

TEST(PackedRows, CutShortTheyAreAFault) {
  std::mt19937 random(3);
  std::deque<std::string> rests;
  const auto block = pack(random_rows(random, 20, rests), kColumns, false).front();
  const std::size_t columns_end = block.size() - PackedView(block, kColumns).behind().size();
  for (std::size_t size = 0; size < columns_end; ++size) {
    EXPECT_THROW(PackedView(std::string_view(block).substr(0, size), kColumns), store::Fault) << size;
  }
}

TEST(ClaimRows, OfNoKindStanceOrWayAreAFault) {
  Claim claim;
  claim.id = ClaimId{1};
  claim.body = BodyId{2};
  claim.role = RoleId{3};
  claim.recorded = CommitId{1};
  for (const std::int32_t words : {0, 3, 5 << 2, 5 << 5}) {
    ClaimRows rows;
    rows.add(claim);
    PackedRow row = rows.rows().front();
    row.cells[static_cast<std::size_t>(ClaimColumn::kWords)] = words;
    const std::string bytes = packed({&row, 1}, kClaimColumns);
    const PackedView view(bytes, kClaimColumns);
    if (words == 0) {
      EXPECT_EQ(claim_of(view.row(0), ActorId{}), claim);
    } else {
      EXPECT_THROW((void)claim_of(view.row(0), ActorId{}), store::Fault) << words;
    }
  }
}

}  // namespace
}  // namespace entente::claims
