#include "engine/claims/fresh_rows.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace entente::claims {
namespace {

using store::Table;

constexpr std::uint32_t kAllRecords = UINT32_MAX;
constexpr std::size_t kBytesAround = 32;  // of what is kept of a record, however short it is

// What all snapshots of a file share.
struct OfFile {
  std::shared_ptr<FreshRows> rows;
  std::uint64_t number = 0;     // the last snapshot that asked, and what it sees
  std::uint64_t map_moves = 0;  // then
  std::shared_ptr<FreshView> view;
};

// Of the same table, the later one has the last word.
std::vector<FreshRow> united(std::vector<FreshRow> earlier, std::vector<FreshRow> later) {
  if (earlier.empty()) {
    return later;
  }
  std::vector<FreshRow> out;
  const auto by_key = [](const FreshRow& a, const FreshRow& b) { return a.key < b.key; };
  std::set_union(later.begin(), later.end(), earlier.begin(), earlier.end(), std::back_inserter(out), by_key);
  return out;
}

}  // namespace

void FreshRows::add(std::uint32_t number, const FreshChange& change) {
  OfTable& table = of(change.table);
  const std::unique_lock lock(table.mutex);
  add(table, table.owners[change.owner], number, change);
  table.loaded = number;
  bytes_.fetch_add(change.bytes + kBytesAround, std::memory_order_relaxed);
}

void FreshRows::add(OfTable& table, OfOwner& owner, std::uint32_t number, const FreshChange& change) {
  auto& entries = owner.entries;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < change.touched.size(); ++i) {
    Entry entry{change.touched[i], number, {change.rows.begin() + begin, change.rows.begin() + change.ends[i]}};
    begin = change.ends[i];
    for (PackedRow& row : entry.rows) {
      if (!row.rest.empty()) {
        row.rest = table.rests.emplace_back(row.rest);
      }
    }
    const auto place = std::upper_bound(entries.begin(), entries.end(), entry.key,
                                        [](const RowKey& key, const Entry& other) { return key < other.key; });
    entries.insert(place, std::move(entry));
  }
}

void FreshRows::note(OfTable& table, std::uint32_t number, const FreshNote& note) {
  table.notes.push_back(note_of(note.owner, number));
  table.loaded = number;
  bytes_.fetch_add(note.bytes + kBytesAround, std::memory_order_relaxed);
}

void FreshRows::put_in_order(OfTable& table) {
  constexpr std::size_t kFew = 64;
  if (table.notes.size() - table.ascending > kFew) {
    const auto behind = table.notes.begin() + static_cast<std::ptrdiff_t>(table.ascending);
    std::sort(behind, table.notes.end());
    std::inplace_merge(table.notes.begin(), behind, table.notes.end());
    table.ascending = table.notes.size();
  }
}

// The records of the owner up to that one which nobody has read, ascending.
std::vector<std::uint32_t> FreshRows::waiting(const OfTable& table, std::uint32_t owner, std::uint32_t up_to) {
  const auto found = table.owners.find(owner);
  const Note from = note_of(owner, found == table.owners.end() ? 0 : found->second.read_to);
  const Note to = note_of(owner, up_to);
  const auto few = table.notes.begin() + static_cast<std::ptrdiff_t>(table.ascending);
  std::vector<std::uint32_t> out;
  for (auto note = std::upper_bound(table.notes.begin(), few, from); note != few && *note <= to; ++note) {
    out.push_back(static_cast<std::uint32_t>(*note));
  }
  for (auto note = few; note != table.notes.end(); ++note) {  // later than all of those
    if (*note > from && *note <= to) {
      out.push_back(static_cast<std::uint32_t>(*note));
    }
  }
  return out;
}

// What a later snapshot noted can wait until one asks that sees it.
template <class Take>
void FreshRows::with_entries(const store::Reader& reader, OfTable& table, std::uint32_t owner, std::uint32_t up_to, Take take) {
  {
    const std::shared_lock lock(table.mutex);
    if (waiting(table, owner, up_to).empty()) {
      if (const auto found = table.owners.find(owner); found != table.owners.end()) {
        take(found->second.entries);
      }
      return;
    }
  }
  const std::unique_lock lock(table.mutex);
  OfOwner& found = table.owners[owner];
  for (const std::uint32_t number : waiting(table, owner, up_to)) {
    add(table, found, number, change_of(reader, {generation_, number}));
    found.read_to = number;
  }
  take(found.entries);
}

void FreshRows::load(const store::Reader& reader, Table table, std::uint32_t up_to) {
  OfTable& own = of(table);
  {
    const std::shared_lock lock(own.mutex);
    if (own.loaded >= up_to) {
      return;
    }
  }
  if (reader.is_writing()) {
    load_all(reader, up_to);
    return;
  }
  const std::unique_lock lock(own.mutex);
  each_note(reader, {generation_, own.loaded}, up_to, table,
            [&](std::uint32_t number, const FreshNote& noted) { note(own, number, noted); });
  put_in_order(own);
  own.loaded = std::max(own.loaded, up_to);
}

void FreshRows::load_all(const store::Reader& reader, std::uint32_t up_to) {
  std::uint32_t least = up_to;
  for (const OfTable& table : tables_) {
    const std::shared_lock lock(table.mutex);
    least = std::min(least, table.loaded);
  }
  each_note(reader, {generation_, least}, up_to, std::nullopt, [&](std::uint32_t number, const FreshNote& noted) {
    OfTable& table = of(noted.table);
    const std::unique_lock lock(table.mutex);
    if (number > table.loaded) {
      note(table, number, noted);
    }
  });
  for (OfTable& table : tables_) {
    const std::unique_lock lock(table.mutex);
    put_in_order(table);
    table.loaded = std::max(table.loaded, up_to);
  }
}

void FreshRows::gather(const store::Reader& reader, Table table, std::uint32_t owner, const RowKey& from, const RowKey& to,
                       std::uint32_t up_to, std::vector<FreshRow>& out) {
  with_entries(reader, of(table), owner, up_to, [&](const std::vector<Entry>& entries) {
    auto entry = std::lower_bound(entries.begin(), entries.end(), from,
                                  [](const Entry& other, const RowKey& key) { return other.key < key; });
    bool is_new = true;
    for (; entry != entries.end() && entry->key <= to; ++entry) {
      if (entry->number > up_to) {
        continue;
      }
      is_new = is_new || out.back().key != entry->key;
      if (is_new) {
        out.push_back({entry->key, entry->rows});
      } else {
        out.back().rows = entry->rows;
      }
      is_new = false;
    }
  });
}

std::optional<std::uint32_t> FreshRows::owner_from(Table table, std::uint32_t owner) const {
  const OfTable& own = of(table);
  const std::shared_lock lock(own.mutex);
  std::optional<std::uint32_t> out;
  const auto take = [&](std::uint32_t other) { out = std::min(out.value_or(other), other); };
  if (const auto found = own.owners.lower_bound(owner); found != own.owners.end()) {
    take(found->first);
  }
  const auto few = own.notes.begin() + static_cast<std::ptrdiff_t>(own.ascending);
  if (const auto note = std::lower_bound(own.notes.begin(), few, note_of(owner, 0)); note != few) {
    take(owner_of(*note));
  }
  std::for_each(few, own.notes.end(), [&](Note note) {
    if (owner_of(note) >= owner) {
      take(owner_of(note));
    }
  });
  return out;
}

std::optional<std::uint32_t> FreshRows::last_owner(Table table) const {
  const OfTable& own = of(table);
  const std::shared_lock lock(own.mutex);
  auto out = own.owners.empty() ? std::nullopt : std::optional(own.owners.rbegin()->first);
  const auto few = own.ascending - std::min<std::size_t>(own.ascending, 1);  // the last of those in order among them
  std::for_each(own.notes.begin() + static_cast<std::ptrdiff_t>(few), own.notes.end(),
                [&](Note note) { out = std::max(out, std::optional(owner_of(note))); });
  return out;
}

std::optional<RowKey> FreshRows::last_key(const store::Reader& reader, Table table, std::uint32_t owner, std::uint32_t up_to) {
  std::optional<RowKey> out;
  with_entries(reader, of(table), owner, up_to, [&](const std::vector<Entry>& entries) {
    const auto seen = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& entry) { return entry.number <= up_to; });
    out = seen == entries.rend() ? std::nullopt : std::optional(seen->key);
  });
  return out;
}

FreshView& FreshView::of(const store::Reader& reader) {
  std::shared_ptr<void>& kept = reader.kept();
  if (kept != nullptr) {
    return *static_cast<FreshView*>(kept.get());
  }
  auto& with_file = reader.kept_with_file();
  const auto of_file = [&]() -> OfFile& {
    if (with_file.what == nullptr) {
      with_file.what = std::make_shared<OfFile>();
    }
    return *static_cast<OfFile*>(with_file.what.get());
  };
  if (!reader.is_writing()) {
    const std::lock_guard lock(with_file.mutex);
    if (of_file().view != nullptr && of_file().number == reader.number() && of_file().map_moves == with_file.map_moves) {
      kept = of_file().view;
      return *of_file().view;
    }
  }
  const LogEnd end = log_end(reader);
  const std::lock_guard lock(with_file.mutex);
  OfFile& file = of_file();
  if (file.rows == nullptr || file.rows->generation() < end.generation) {
    file.rows = std::make_shared<FreshRows>(end.generation);
  }
  auto rows = file.rows->generation() == end.generation ? file.rows : std::make_shared<FreshRows>(end.generation);
  auto view = std::make_shared<FreshView>(end, std::move(rows), reader.is_writing());
  if (!reader.is_writing() && reader.number() >= file.number) {
    file.number = reader.number();
    file.map_moves = with_file.map_moves;
    file.view = view;
  }
  kept = view;
  return *view;
}

FreshView::FreshView(LogEnd committed, std::shared_ptr<FreshRows> shared, bool is_writing)
    : end_(committed),
      committed_(committed.records),
      shared_(std::move(shared)),
      own_(is_writing ? std::make_unique<FreshRows>(committed.generation) : nullptr),
      blocks_(is_writing ? nullptr : std::make_unique<KeptBlocks>()) {}

void FreshView::load(const store::Reader& reader, Table table) const {
  if (committed_ > 0) {
    shared_->load(reader, table, committed_);
  }
}

std::vector<FreshRow> FreshView::gather(const store::Reader& reader, const RowTable& table, std::uint32_t owner, const RowKey& from,
                                        const RowKey& to) const {
  load(reader, table.table);
  std::vector<FreshRow> out;
  if (committed_ > 0) {
    shared_->gather(reader, table.table, owner, from, to, committed_, out);
  }
  if (own_ != nullptr) {
    std::vector<FreshRow> own;
    own_->gather(reader, table.table, owner, from, to, kAllRecords, own);
    return united(std::move(out), std::move(own));
  }
  return out;
}

std::optional<std::uint32_t> FreshView::owner_from(const store::Reader& reader, Table table, std::uint32_t owner) const {
  load(reader, table);
  auto out = shared_->owner_from(table, owner);
  const auto own = own_ == nullptr ? std::nullopt : own_->owner_from(table, owner);
  return out && own ? std::min(out, own) : out ? out : own;
}

std::optional<std::uint32_t> FreshView::last_owner(const store::Reader& reader, Table table) const {
  load(reader, table);
  return std::max(shared_->last_owner(table), own_ == nullptr ? std::nullopt : own_->last_owner(table));
}

std::optional<RowKey> FreshView::last_key(const store::Reader& reader, Table table, std::uint32_t owner) const {
  load(reader, table);
  return std::max(shared_->last_key(reader, table, owner, committed_),
                  own_ == nullptr ? std::nullopt : own_->last_key(reader, table, owner, kAllRecords));
}

void FreshView::append(store::WriteTxn& txn, const RowTable& table, std::uint32_t owner, std::span<const RowKey> touched,
                       std::span<const PackedRow> rows) {
  load(txn, table.table);
  append_change(txn, end_, table, owner, touched, rows,
                [&](std::uint32_t number, const FreshChange& change) { own_->add(number, change); });
}

void FreshView::begin_anew(store::WriteTxn& txn) {
  claims::begin_anew(txn, end_);
  committed_ = 0;
  shared_ = std::make_shared<FreshRows>(end_.generation);
  own_ = std::make_unique<FreshRows>(end_.generation);
}

}  // namespace entente::claims
