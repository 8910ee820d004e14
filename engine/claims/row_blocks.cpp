#include "engine/claims/row_blocks.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/store/codec.h"

namespace entente::claims {

std::string prefix_of(const RowTable& table, std::uint32_t owner) {
  store::KeyWriter key;
  if (table.has_owner) {
    key.u32(owner);
  }
  return key.take();
}

std::string place_of(const RowTable& table, std::uint32_t owner, const RowKey& from) {
  store::KeyWriter key;
  if (table.has_owner) {
    key.u32(owner);
  }
  for (std::size_t i = 0; i < table.key_size; ++i) {
    key.u32(from[i]);
  }
  return key.take();
}

std::string block_key(const RowTable& table, std::uint32_t owner, const RowKey& from, std::uint16_t number) {
  store::KeyWriter key;
  key.bytes(place_of(table, owner, from)).u16(number);
  return key.take();
}

BlockPlace place_in(const RowTable& table, std::string_view key) {
  store::KeyReader in(key);
  BlockPlace out;
  if (table.has_owner) {
    (void)in.u32();
  }
  for (std::size_t i = 0; i < table.key_size; ++i) {
    out.from[i] = in.u32();
  }
  out.number = in.u16();
  return out;
}

namespace {

// Calls `put(key, payload)` for each block of those rows. `first` is where the first one stood before, if it did.
template <class Put>
void each_block(const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows, bool even, BlockPlace first, Put put) {
  BlockPlace place = first;
  bool is_first = true;
  std::size_t at = 0;
  for (auto& payload : pack(rows, table.columns, even)) {
    const RowKey from = table.key_of(rows[at]);
    place.number = from != place.from ? 0 : is_first ? place.number : static_cast<std::uint16_t>(place.number + 1);
    place.from = from;
    is_first = false;
    at += PackedView(payload, table.columns).size();
    put(block_key(table, owner, place.from, place.number), std::move(payload));
  }
}

// Neighbouring blocks that are rewritten together.
class Region {
 public:
  Region(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner) : txn_(txn), table_(table), owner_(owner) {}

  // Reads the blocks that may hold rows of the first touched keys, and says for how many of those that is all.
  std::size_t read(std::span<const RowKey> touched) {
    auto cursor = txn_.scan_before(table_.table, prefix_of(table_, owner_), place_of(table_, owner_, touched.front()));
    std::size_t done = 0;
    is_last_ = true;
    while (cursor.valid()) {
      const BlockPlace place = place_in(table_, cursor.key());
      if (place.from[0] == kNoRow) {
        break;
      }
      done = static_cast<std::size_t>(std::lower_bound(touched.begin(), touched.end(), place.from) - touched.begin());
      const bool may_hold = keys_.empty() || (done < touched.size() && touched[done] == place.from) ||
                            (!rows_.empty() && table_.key_of(rows_.back()) == place.from);
      if (!may_hold) {
        is_last_ = false;
        return std::max<std::size_t>(done, 1);
      }
      take(cursor.key(), cursor.value(), place);
      cursor.next();
    }
    return touched.size();
  }

  void write(std::span<const RowKey> touched, std::span<const PackedRow> fresh) {
    const auto rows = merged(touched, fresh);
    const bool even = !keys_.empty() && !(is_last_ && goes_behind(fresh));  // what grows at its end fills its blocks
    each_block(table_, owner_, rows, even, first_, [&](const std::string& key, const std::string& payload) {
      txn_.put(table_.table, key, payload);
      keys_.erase(key);
    });
    for (const auto& key : keys_) {
      txn_.erase(table_.table, key);
    }
  }

 private:
  void take(std::string_view key, std::string_view payload, const BlockPlace& place) {
    if (keys_.empty()) {
      first_ = place;
    }
    keys_.emplace(key);
    kept_.push_back(std::make_unique<std::string>(payload));  // what rests are views of moves when a block is erased
    const PackedView view(*kept_.back(), table_.columns);
    for (std::size_t row = 0; row < view.size(); ++row) {
      rows_.push_back(view.row(row));
    }
  }

  [[nodiscard]] bool goes_behind(std::span<const PackedRow> fresh) const {
    return rows_.empty() || fresh.empty() || table_.key_of(rows_.back()) < table_.key_of(fresh.front());
  }

  [[nodiscard]] std::vector<PackedRow> merged(std::span<const RowKey> touched, std::span<const PackedRow> fresh) const {
    std::vector<PackedRow> out;
    out.reserve(rows_.size() + fresh.size());
    auto next = fresh.begin();
    auto touch = touched.begin();
    for (const auto& row : rows_) {
      const RowKey key = table_.key_of(row);
      for (; next != fresh.end() && table_.key_of(*next) < key; ++next) {
        out.push_back(*next);
      }
      while (touch != touched.end() && *touch < key) {
        ++touch;
      }
      if (touch == touched.end() || *touch != key) {
        out.push_back(row);
      }
    }
    out.insert(out.end(), next, fresh.end());
    return out;
  }

  store::WriteTxn& txn_;
  const RowTable& table_;
  std::uint32_t owner_;
  std::vector<PackedRow> rows_;
  std::vector<std::unique_ptr<std::string>> kept_;
  std::set<std::string> keys_;
  BlockPlace first_;
  bool is_last_ = true;
};

// A single row put into its block, which stays as it is otherwise: false where that cannot be.
bool put_one(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, const RowKey& key, const PackedRow& row) {
  auto cursor = txn.scan_before(table.table, prefix_of(table, owner), place_of(table, owner, key));
  if (!cursor.valid() || !(place_in(table, cursor.key()).from < key)) {
    return false;
  }
  const PackedView view(cursor.value(), table.columns);
  std::size_t begin = 0;
  for (std::size_t left = view.size(); left > 0;) {
    const std::size_t half = left / 2;
    const bool is_before = table.key_of(view, begin + half) < key;
    begin = is_before ? begin + half + 1 : begin;
    left = is_before ? left - half - 1 : half;
  }
  const auto has_key = [&](std::size_t at) { return at < view.size() && table.key_of(view, at) == key; };
  const bool instead = has_key(begin);
  if (instead && (has_key(begin + 1) || begin + 1 == view.size())) {
    return false;  // several, or perhaps more of them in the next block
  }
  auto payload = spliced(cursor.value(), table.columns, begin, row, instead);
  if (!payload || payload->size() > kBlockBytes) {
    return false;
  }
  const std::string block(cursor.key());
  if (begin == view.size()) {
    cursor.next();
    if (cursor.valid() && place_in(table, cursor.key()).from == key) {
      return false;
    }
  }
  txn.put(table.table, block, *payload);
  return true;
}

}  // namespace

void replace_in_blocks(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                       std::span<const PackedRow> fresh) {
  constexpr std::size_t kFew = 8;
  const bool one_by_one = touched.size() <= kFew;
  while (!touched.empty()) {
    const bool is_one =
        !fresh.empty() && table.key_of(fresh[0]) == touched[0] && (fresh.size() == 1 || table.key_of(fresh[1]) != touched[0]);
    if (one_by_one && is_one && put_one(txn, table, owner, touched[0], fresh[0])) {
      touched = touched.subspan(1);
      fresh = fresh.subspan(1);
      continue;
    }
    Region region(txn, table, owner);
    const auto done = touched.first(region.read(touched));
    const auto own =
        std::find_if(fresh.begin(), fresh.end(), [&](const PackedRow& row) { return done.back() < table.key_of(row); });
    region.write(done, {fresh.begin(), own});
    fresh = {own, fresh.end()};
    touched = touched.subspan(done.size());
  }
}

std::vector<StoredBlock> blocks_of(const RowTable& table, std::uint32_t owner, std::span<const PackedRow> rows) {
  std::vector<StoredBlock> out;
  each_block(table, owner, rows, false, {}, [&](std::string key, std::string payload) {
    out.push_back({std::move(key), std::move(payload)});
  });
  return out;
}

void append_blocks(store::WriteTxn& txn, const RowTable& table, std::span<const StoredBlock> blocks) {
  for (const auto& [key, payload] : blocks) {
    txn.append(table.table, key, payload);
  }
}

}  // namespace entente::claims
