#include "engine/claims/stored_rows.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/claims/fresh_rows.h"
#include "engine/claims/ledger_rows.h"
#include "engine/claims/merged_blocks.h"
#include "engine/claims/owner_search.h"
#include "engine/claims/row_blocks.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

// How long a log is at most, in bytes, of which a claim has some 320 in five records: whoever first sees it reads and keeps it all,
// and a long log goes into its blocks with less work a key, for many blocks have several.
constexpr std::size_t kBytesOfKey = 64;
constexpr std::size_t kLogBytesFew = 40'000 * kBytesOfKey;
constexpr std::size_t kLogBytesMost = 400'000 * kBytesOfKey;
constexpr std::size_t kLogBytesOfBlock = 5 * kBytesOfKey;
constexpr std::size_t kLogBytesOfOneWrite = 50'000 * kBytesOfKey;

bool is_full(const FreshView& view, const store::Reader& reader) {
  const std::size_t bytes = view.bytes();
  return bytes >= kLogBytesMost || (bytes >= kLogBytesFew && bytes >= reader.count(store::Table::kByBody) * kLogBytesOfBlock);
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
    : reader_(reader), table_(table) {
  go_to(owner, first, last, false);
}

RowCursor::RowCursor(RowCursor&&) noexcept = default;
RowCursor::~RowCursor() = default;

void RowCursor::move_to(std::uint32_t owner, std::uint32_t first, std::uint32_t last) {
  go_to(owner, first, last, first == 0);  // who asks for some rows goes from here to there
}

void RowCursor::go_to(std::uint32_t owner, std::uint32_t first, std::uint32_t last, bool is_walk) {
  const FreshView& view = FreshView::of(reader_);
  last_ = last;
  kept_ = blocks_of_owner(reader_, view, table_, owner, is_walk);
  if (kept_ != nullptr) {
    at_ = first == 0 ? 0 : kept_->first_from(first);
  } else {
    search(owner, first);
    ask_fresh(view, owner, first);
  }
  settle();
}

void RowCursor::search(std::uint32_t owner, std::uint32_t first) {
  const Begin begin(table_, owner, first);
  if (!cursor_) {
    cursor_.emplace(begun(reader_, table_, begin, first == 0));
  } else if (first == 0) {
    cursor_->change_prefix(begin.prefix());
  } else {
    cursor_->change_prefix(begin.prefix(), begin.place());
  }
}

void RowCursor::ask_fresh(const FreshView& view, std::uint32_t owner, std::uint32_t first) {
  merge_ = nullptr;
  if (view.is_empty()) {
    return;
  }
  auto fresh = view.gather(reader_, table_, owner, {first, 0}, {last_, kNoRow});
  if (!fresh.empty()) {
    const auto only = first == last_ ? std::optional(first) : std::nullopt;
    merge_ = std::make_unique<MergedBlocks>(reader_, table_, std::move(fresh), only, last_);
  }
}

// Where rows behind the last key stand in this block, none stands in the next, which need not be read.
bool RowCursor::ends_here() const {
  if (last_ >= kNoRow - 1) {
    return false;
  }
  const PackedView& rows = view();
  return rows.size() > 0 && table_.key_of(rows, rows.size() - 1)[0] > last_;
}

void RowCursor::next() {
  if (kept_ == nullptr && merge_ != nullptr) {
    settle();
    return;
  }
  if (ends_here()) {
    valid_ = false;
    return;
  }
  if (kept_ != nullptr) {
    ++at_;
  } else {
    cursor_->next();
  }
  settle();
}

void RowCursor::settle() {
  if (kept_ != nullptr) {
    valid_ = at_ < kept_->size() && kept_->from(at_) <= last_;
    payload_ = valid_ ? kept_->payload(reader_, table_.table, at_) : std::string_view();
  } else if (merge_ != nullptr) {
    const auto block = merge_->next(*cursor_);
    valid_ = block.has_value();
    payload_ = valid_ ? block->payload : std::string_view();
  } else {
    valid_ = begins_by(table_, *cursor_, last_);
    payload_ = valid_ ? cursor_->value() : std::string_view();
  }
  if (valid_) {
    view_.emplace(payload_, table_.columns);
  }
}

void replace_rows(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                  std::span<const PackedRow> fresh) {
  FreshView& view = FreshView::of(txn);
  if (!view.is_direct() && view.own_bytes() + touched.size() * kBytesOfKey > kLogBytesOfOneWrite) {
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
