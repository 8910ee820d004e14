#include "engine/claims/merged_blocks.h"

#include <algorithm>

#include "engine/claims/packed_rows.h"
#include "engine/claims/row_blocks.h"

namespace entente::claims {

bool begins_by(const RowTable& table, const store::Cursor& cursor, std::uint32_t last) {
  return cursor.valid() && (last == kNoRow || place_in(table, cursor.key()).from[0] <= last);
}

std::optional<MergedBlocks::Block> MergedBlocks::next(store::Cursor& cursor) {
  for (;;) {
    if (made_ < blocks_.size()) {
      reader_.note_read();
      return Block{blocks_[made_++], std::nullopt};
    }
    const bool is_stored = begins_by(table_, cursor, last_);
    if (!is_stored && next_ == fresh_.size()) {
      return std::nullopt;
    }
    Block stored;
    std::optional<RowKey> behind;  // with which the next block begins
    if (is_stored) {
      stored = {cursor.value(), cursor.place()};
      cursor.next();  // what a snapshot has stays where it is
      behind = begins_by(table_, cursor, last_) ? std::optional(place_in(table_, cursor.key()).from) : std::nullopt;
    }
    const std::size_t end = behind ? lower_bound(*behind) : fresh_.size();
    const bool ends_with_fresh = behind && end < fresh_.size() && fresh_[end].key == *behind;
    if (end == next_ && !ends_with_fresh) {
      return stored;
    }
    merge(stored.payload, end);
  }
}

std::size_t MergedBlocks::lower_bound(const RowKey& key) const {
  const auto begin = fresh_.begin();
  return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(next_), fresh_.end(), key,
                                                   [](const FreshRow& fresh, const RowKey& other) { return fresh.key < other; }) -
                                  begin);
}

void MergedBlocks::put_before(const RowKey& key, std::size_t end) {
  for (; next_ < end && fresh_[next_].key < key; ++next_) {
    rows_.insert(rows_.end(), fresh_[next_].rows.begin(), fresh_[next_].rows.end());
  }
}

// Those of a block whose keys are not touched, and what is fresh up to `end`.
void MergedBlocks::merge(std::string_view payload, std::size_t end) {
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

}  // namespace entente::claims
