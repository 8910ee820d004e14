#include "engine/store/snapshot.h"

#include <lmdb.h>

#include <cassert>
#include <utility>

#include "engine/store/checksum.h"
#include "engine/store/core.h"
#include "engine/store/frame.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

constexpr std::size_t kKeyBytesMax = 511;

MDB_val to_val(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }

std::string_view to_view(const MDB_val& val) { return {static_cast<const char*>(val.mv_data), val.mv_size}; }

[[maybe_unused]] bool is_key(std::string_view key) { return !key.empty() && key.size() <= kKeyBytesMax; }

}  // namespace

Snapshot::Snapshot(std::shared_ptr<Environment> owner, Core& core, Mode mode)
    : owner_(std::move(owner)), core_(core), mode_(mode), txn_(core.begin(mode, kept_)), began_by_(std::this_thread::get_id()) {}

Snapshot::~Snapshot() { abort(); }

const std::filesystem::path& Snapshot::path() const noexcept { return core_.path(); }

MDB_txn* Snapshot::live() const {
  assert(txn_ != nullptr && "a transaction or cursor is used after its write has ended");
  return txn_;
}

std::optional<std::string_view> Snapshot::get(Table table, std::string_view key) const {
  assert(is_key(key) && "a key has 1 to 511 bytes");
  auto k = to_val(key);
  MDB_val value{};
  const int code = mdb_get(live(), core_.table(table), &k, &value);
  if (code == MDB_NOTFOUND) {
    return std::nullopt;
  }
  if (code != 0) {
    fail_lmdb(code, path(), "read");
  }
  note_read();
  return unframe(table, key, to_view(value), path());
}

void Snapshot::each_place(Table table, std::string_view from, std::string_view to,
                          const std::function<void(const Place&)>& take) const {
  const std::unique_ptr<MDB_cursor, std::function<void(MDB_cursor*)>> cursor(open_cursor(table),
                                                                             [this](MDB_cursor* it) { close_cursor(it); });
  auto key = to_val(from);
  MDB_val value{};
  int code = mdb_cursor_get(cursor.get(), &key, &value, MDB_SET_RANGE);
  for (; code == 0 && (to.empty() || to_view(key) < to); code = mdb_cursor_get(cursor.get(), &key, &value, MDB_NEXT)) {
    take({to_view(key), to_view(value), checksum_seed(table, to_view(key))});
  }
  if (code != 0 && code != MDB_NOTFOUND) {
    fail_lmdb(code, path(), "read");
  }
}

std::string_view Snapshot::at(Table table, const Place& place) const {
  note_read();
  return unframe(table, place.key, place.seed, place.stored, path());
}

void Snapshot::survey(Table table, const Reader::Survey& survey) const {
  MDB_cursor* const cursor = open_cursor(table);
  MDB_val key{};
  MDB_val value{};
  std::string before;
  std::uint64_t seen = 0;
  int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  for (; code == 0; code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
    note_read();
    const std::string_view at = to_view(key);
    if (seen++ > 0 && at <= before) {
      survey.on_damage("records of table " + std::string(name_of(table)) + " are out of order");
    }
    before = at;
    try {
      survey.on_record(at, unframe(table, at, to_view(value), path()));
    } catch (const Fault& fault) {
      survey.on_damage(fault.what());
    }
  }
  close_cursor(cursor);
  if (code != MDB_NOTFOUND) {
    fail_lmdb(code, path(), "read");
  }
  if (seen != count(table)) {
    survey.on_damage("table " + std::string(name_of(table)) + " has " + std::to_string(seen) + " records, and says that it has " +
                     std::to_string(count(table)));
  }
}

std::uint64_t Snapshot::number() const { return mdb_txn_id(live()); }

std::uint64_t Snapshot::count(Table table) const {
  MDB_stat stat{};
  if (const int code = mdb_stat(live(), core_.table(table), &stat); code != 0) {
    fail_lmdb(code, path(), "read");
  }
  return stat.ms_entries;
}

void Snapshot::put(Table table, std::string_view key, std::string_view payload) { put(table, key, payload, 0); }

void Snapshot::append(Table table, std::string_view key, std::string_view payload) { put(table, key, payload, MDB_APPEND); }

void Snapshot::put(Table table, std::string_view key, std::string_view payload, unsigned flags) {
  assert(is_key(key) && "a key has 1 to 511 bytes");
  key_.assign(key);
  frame(table, key_, payload, framed_);
  auto k = to_val(key_);
  auto value = to_val(framed_);
  if (const int code = mdb_put(live(), core_.table(table), &k, &value, flags); code != 0) {
    fail_write(code);
  }
  note_.put(table, key_, std::string_view(framed_).substr(0, framed_.size() - kChecksumBytes));
}

bool Snapshot::erase(Table table, std::string_view key) {
  assert(is_key(key) && "a key has 1 to 511 bytes");
  key_.assign(key);
  auto k = to_val(key_);
  const int code = mdb_del(live(), core_.table(table), &k, nullptr);
  if (code != 0 && code != MDB_NOTFOUND) {
    fail_write(code);
  }
  if (code == 0) {
    note_.erase(table, key_);
  }
  return code == 0;
}

void Snapshot::clear(Table table) {
  if (const int code = mdb_drop(live(), core_.table(table), 0); code != 0) {
    fail_write(code);
  }
  note_.spoil();
}

KeptWithFile& Snapshot::kept_with_file() const noexcept { return core_.kept(); }

void Snapshot::fail_write(int code) {
  if (full_ || code == MDB_MAP_FULL) {
    full_ = true;
    throw MapFull{};
  }
  if (failed_) {
    std::rethrow_exception(failed_);
  }
  try {
    fail_lmdb(code, path(), "write to");
  } catch (...) {
    failed_ = std::current_exception();
    throw;
  }
}

MDB_cursor* Snapshot::open_cursor(Table table) const {
  MDB_cursor* cursor = nullptr;
  if (const int code = mdb_cursor_open(live(), core_.table(table), &cursor); code != 0) {
    fail_lmdb(code, path(), "read");
  }
  return cursor;
}

void Snapshot::close_cursor(MDB_cursor* cursor) const noexcept {
  // The end of a write transaction frees its cursors.
  if (cursor != nullptr && txn_ != nullptr) {
    mdb_cursor_close(cursor);
  }
}

void Snapshot::commit() {
  if (full_) {
    throw MapFull{};
  }
  if (failed_) {
    std::rethrow_exception(failed_);
  }
  const std::uint64_t number = this->number();
  const bool is_noted = core_.note(number, note_.operations());
  const int code = mdb_txn_commit(std::exchange(txn_, nullptr));
  if (code == 0) {
    core_.fill_up();
  } else if (is_noted) {
    core_.wipe(number);
  }
  core_.leave(began_by_);
  if (code != 0) {
    fail_write(code);
  }
}

void Snapshot::abort() noexcept {
  if (txn_ == nullptr) {
    return;
  }
  // In a forked child this is the parent's transaction, and ending it would free the parent's reader slot.
  if (!core_.is_forked()) {
    if (mode_ == Mode::kReadOnly) {
      core_.end_reading(txn_, std::move(kept_), began_by_);
    } else {
      mdb_txn_abort(txn_);
      core_.leave(began_by_);
    }
  }
  txn_ = nullptr;
}

}  // namespace entente::store
