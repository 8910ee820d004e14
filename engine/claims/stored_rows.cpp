#include "engine/claims/stored_rows.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/claims/fresh_rows.h"
#include "engine/claims/ledger_rows.h"
#include "engine/claims/row_blocks.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

// How much a log says at most, in keys, of which a claim has five: whoever first sees it reads and keeps it all, and a long log
// goes into its blocks with less work a key, for many blocks have several.
constexpr std::size_t kLogKeysFew = 40'000;
constexpr std::size_t kLogKeysMost = 400'000;
constexpr std::size_t kLogKeysOfBlock = 5;
constexpr std::size_t kLogKeysOfOneWrite = 50'000;

bool is_full(const FreshView& view, const store::Reader& reader) {
  const std::size_t keys = view.keys();
  return keys >= kLogKeysMost || (keys >= kLogKeysFew && keys >= reader.count(store::Table::kByBody) * kLogKeysOfBlock);
}

// Owner by owner, so that each of their blocks is written once.
void settle_table(store::WriteTxn& txn, const FreshView& view, const RowTable& table) {
  std::vector<RowKey> touched;
  std::vector<PackedRow> rows;
  for (auto owner = view.owner_from(txn, table.table, 0); owner; owner = view.owner_from(txn, table.table, *owner + 1)) {
    touched.clear();
    rows.clear();
    for (const FreshRow& fresh : view.gather(txn, table, *owner, {}, {kNoRow, kNoRow})) {
      touched.push_back(fresh.key);
      rows.insert(rows.end(), fresh.rows.begin(), fresh.rows.end());
    }
    replace_in_blocks(txn, table, *owner, touched, rows);
    if (*owner == UINT32_MAX) {
      return;
    }
  }
}

void settle(store::WriteTxn& txn, FreshView& view) {
  if (view.is_empty()) {
    return;
  }
  for (std::size_t i = 0; i < store::kTableCount; ++i) {
    if (const RowTable* table = row_table_of(static_cast<store::Table>(i))) {
      settle_table(txn, view, *table);
    }
  }
  view.begin_anew(txn);
}

}  // namespace

// Stored blocks with the fresh rows of their stretch of keys; those that have none are handed out in place.
class RowCursor::Merge {
 public:
  /// Of `only`, where it is given, the rows whose keys begin with it are enough.
  Merge(const store::Reader& reader, const RowTable& table, std::vector<FreshRow> fresh, std::optional<std::uint32_t> only)
      : reader_(reader), table_(table), fresh_(std::move(fresh)), only_(only) {}

  /// The next block; none behind the last. `stands`: the stored blocks go on.
  template <class Stands>
  std::optional<std::string_view> next(store::Cursor& cursor, Stands stands) {
    for (;;) {
      if (made_ < blocks_.size()) {
        reader_.note_read();
        return blocks_[made_++];
      }
      const bool is_stored = stands();
      if (!is_stored && next_ == fresh_.size()) {
        return std::nullopt;
      }
      const std::string_view payload = is_stored ? cursor.value() : std::string_view();
      std::optional<RowKey> behind;  // with which the next block begins
      if (is_stored) {
        cursor.next();  // what a snapshot has stays where it is
        behind = stands() ? std::optional(place_in(table_, cursor.key()).from) : std::nullopt;
      }
      const std::size_t end = behind ? lower_bound(*behind) : fresh_.size();
      const bool ends_with_fresh = behind && end < fresh_.size() && fresh_[end].key == *behind;
      if (end == next_ && !ends_with_fresh) {
        return payload;
      }
      merge(payload, end);
    }
  }

 private:
  [[nodiscard]] std::size_t lower_bound(const RowKey& key) const {
    const auto begin = fresh_.begin();
    return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(next_), fresh_.end(), key,
                                                     [](const FreshRow& fresh, const RowKey& other) { return fresh.key < other; }) -
                                    begin);
  }

  void put_before(const RowKey& key, std::size_t end) {
    for (; next_ < end && fresh_[next_].key < key; ++next_) {
      rows_.insert(rows_.end(), fresh_[next_].rows.begin(), fresh_[next_].rows.end());
    }
  }

  // Those of a block whose keys are not touched, and what is fresh up to `end`.
  void merge(std::string_view payload, std::size_t end) {
    rows_.clear();
    if (!payload.empty()) {
      const PackedView stored(payload, table_.columns);
      const auto [begin, behind] =
          only_ ? stored.equal(table_.key_columns[0], static_cast<std::int32_t>(*only_)) : PackedView::Rows{0, stored.size()};
      for (std::size_t row = begin; row < behind; ++row) {
        const RowKey key = table_.key_of(stored, row);
        put_before(key, end);
        if (next_ == fresh_.size() || fresh_[next_].key != key) {
          rows_.push_back(stored.row(row));
        }
      }
    }
    put_before({kNoRow, kNoRow}, end);
    blocks_ = pack(rows_, table_.columns, false, table_.block_bytes);
    made_ = 0;
  }

  const store::Reader& reader_;
  const RowTable& table_;
  std::vector<FreshRow> fresh_;
  std::optional<std::uint32_t> only_;
  std::size_t next_ = 0;
  std::vector<PackedRow> rows_;
  std::vector<std::string> blocks_;  // those that were made of one stretch, and how many were handed out
  std::size_t made_ = 0;
};

namespace {

// Where a cursor begins: the owner, and perhaps the first number of a row. Few bytes, made without asking for memory.
class Begin {
 public:
  Begin(const RowTable& table, std::uint32_t owner, std::uint32_t first) : prefix_size_(table.has_owner ? kPart : 0) {
    put(owner, 0);
    put(first, prefix_size_);
    size_ = prefix_size_ + kPart * table.key_size;
  }
  [[nodiscard]] std::string_view prefix() const { return {bytes_.data(), prefix_size_}; }
  [[nodiscard]] std::string_view place() const { return {bytes_.data(), size_}; }

 private:
  static constexpr std::size_t kPart = sizeof(std::uint32_t);
  void put(std::uint32_t number, std::size_t at) {
    for (std::size_t i = 0; i < kPart; ++i) {
      bytes_[at + i] = static_cast<char>(static_cast<unsigned char>(number >> (8 * (kPart - 1 - i))));
    }
  }

  std::array<char, 3 * kPart> bytes_{};
  std::size_t prefix_size_;
  std::size_t size_;
};

store::Cursor begun(const store::Reader& reader, const RowTable& table, const Begin& begin, bool at_first) {
  return at_first ? reader.scan(table.table, begin.prefix()) : reader.scan_before(table.table, begin.prefix(), begin.place());
}

}  // namespace

RowCursor::RowCursor(const store::Reader& reader, const RowTable& table, std::uint32_t owner, std::uint32_t first,
                     std::uint32_t last)
    : reader_(reader), table_(table), last_(last), cursor_(begun(reader, table, Begin(table, owner, first), first == 0)) {
  ask_fresh(owner, first);
  settle();
}

RowCursor::RowCursor(RowCursor&&) noexcept = default;
RowCursor::~RowCursor() = default;

void RowCursor::ask_fresh(std::uint32_t owner, std::uint32_t first) {
  const FreshView& view = FreshView::of(reader_);
  if (view.is_empty()) {
    return;
  }
  auto fresh = view.gather(reader_, table_, owner, {first, 0}, {last_, kNoRow});
  merge_ = fresh.empty()
               ? nullptr
               : std::make_unique<Merge>(reader_, table_, std::move(fresh), first == last_ ? std::optional(first) : std::nullopt);
}

void RowCursor::move_to(std::uint32_t owner, std::uint32_t first, std::uint32_t last) {
  last_ = last;
  const Begin begin(table_, owner, first);
  if (first == 0) {
    cursor_.change_prefix(begin.prefix());
  } else {
    cursor_.change_prefix(begin.prefix(), begin.place());
  }
  ask_fresh(owner, first);
  settle();
}

bool RowCursor::stands_in_range() const {
  return cursor_.valid() && (last_ == kNoRow || place_in(table_, cursor_.key()).from[0] <= last_);
}

// Where rows behind the last key stand in this block, none stands in the next, which need not be read.
void RowCursor::next() {
  if (merge_ == nullptr) {
    if (last_ < kNoRow - 1) {
      const PackedView& rows = view();
      if (rows.size() > 0 && table_.key_of(rows, rows.size() - 1)[0] > last_) {
        valid_ = false;
        return;
      }
    }
    cursor_.next();
  }
  settle();
}

void RowCursor::settle() {
  if (merge_ == nullptr) {
    valid_ = stands_in_range();
    payload_ = valid_ ? cursor_.value() : std::string_view();
  } else {
    const auto block = merge_->next(cursor_, [this] { return stands_in_range(); });
    valid_ = block.has_value();
    payload_ = block.value_or(std::string_view());
  }
  if (valid_) {
    view_.emplace(payload_, table_.columns);
  }
}

void replace_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                  std::span<const PackedRow> fresh) {
  FreshView& view = FreshView::of(txn);
  if (!view.is_direct() && view.own_keys() + touched.size() > kLogKeysOfOneWrite) {
    write_blocks(txn);
  }
  if (view.is_direct()) {
    replace_in_blocks(txn, table, owner, touched, fresh);
    return;
  }
  if (is_full(view, txn)) {
    settle(txn, view);
  }
  view.append(txn, table, owner, touched, fresh);
}

void write_blocks(store::WriteTxn& txn) {
  FreshView& view = FreshView::of(txn);
  settle(txn, view);
  view.set_direct();
}

std::uint32_t last_owner(const store::Reader& reader, const RowTable& table) {
  if (reader.is_writing() && !FreshView::of(reader).is_direct()) {
    return UINT32_MAX;
  }
  try {
    auto cursor = reader.scan(table.table);
    cursor.last();
    const std::uint32_t stored = cursor.valid() ? store::KeyReader(cursor.key()).u32() : 0;
    const FreshView& view = FreshView::of(reader);
    return view.is_empty() ? stored : std::max(stored, view.last_owner(reader, table.table).value_or(0));
  } catch (const store::Fault&) {
    return UINT32_MAX;  // a block of somebody's is damaged: that concerns who asks for it, and nothing is put behind it
  }
}

std::optional<RowKey> last_key(const store::Reader& reader, const RowTable& table) {
  auto cursor = reader.scan_before(table.table, {}, {});
  std::optional<RowKey> stored;
  if (cursor.valid()) {
    const PackedView rows(cursor.value(), table.columns);
    if (rows.size() == 0) {
      store::fail(store::FaultKind::kCorrupt, "the last block of a table has no rows");
    }
    stored = table.key_of(rows, rows.size() - 1);
  }
  const FreshView& view = FreshView::of(reader);
  return view.is_empty() ? stored : std::max(stored, view.last_key(reader, table.table, 0));
}

std::optional<std::uint32_t> owner_from(const store::Reader& reader, const RowTable& table, std::uint32_t owner) {
  auto cursor = reader.scan(table.table);
  if (owner > 0) {
    cursor.seek(prefix_of(table, owner));
  }
  const auto stored = cursor.valid() ? std::optional(store::KeyReader(cursor.key()).u32()) : std::nullopt;
  const FreshView& view = FreshView::of(reader);
  const auto fresh = view.is_empty() ? std::nullopt : view.owner_from(reader, table.table, owner);
  return stored && fresh ? std::min(stored, fresh) : stored ? stored : fresh;
}

void append_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows) {
  if (FreshView::of(txn).is_direct()) {
    append_blocks(txn, table, blocks_of(table, owner, rows));
    return;
  }
  std::vector<RowKey> keys;
  for (const PackedRow& row : rows) {
    const RowKey key = table.key_of(row);
    if (keys.empty() || keys.back() != key) {
      keys.push_back(key);
    }
  }
  replace_rows(txn, table, owner, keys, rows);
}

store::Cursor scan_behind_rows(const store::Reader& reader, const RowTable& table, std::uint32_t owner) {
  return reader.scan(table.table, place_of(table, owner, {kNoRow, kNoRow}));
}

std::string behind_rows(const RowTable& table, std::uint32_t owner, std::uint16_t number) {
  return block_key(table, owner, {kNoRow, kNoRow}, number);
}

}  // namespace entente::claims
