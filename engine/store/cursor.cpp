#include "engine/store/cursor.h"

#include <lmdb.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/store/checksum.h"
#include "engine/store/frame.h"
#include "engine/store/lmdb_fault.h"
#include "engine/store/snapshot.h"

namespace entente::store {
namespace {

/// The least byte string above all those that begin with `prefix`; empty when there is none.
std::string after(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') {
    prefix.pop_back();
  }
  if (!prefix.empty()) {
    prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1U);
  }
  return prefix;
}

}  // namespace

Cursor::Cursor(std::shared_ptr<Snapshot> snapshot, Table table, std::string_view prefix, Start start)
    : snapshot_(std::move(snapshot)), cursor_(snapshot_->open_cursor(table)), prefix_(prefix), table_(table) {
  if (start == Start::kNowhere) {
    return;
  }
  try {
    seek(prefix_);
  } catch (...) {
    close();
    throw;
  }
}

Cursor::Cursor(Cursor&& other) noexcept
    : snapshot_(std::move(other.snapshot_)),
      cursor_(std::exchange(other.cursor_, nullptr)),
      prefix_(std::move(other.prefix_)),
      key_(other.key_),
      value_(other.value_),
      stored_(other.stored_),
      behind_(other.behind_),
      table_(other.table_),
      valid_(std::exchange(other.valid_, false)) {}

Cursor& Cursor::operator=(Cursor&& other) noexcept {
  if (this != &other) {
    close();
    snapshot_ = std::move(other.snapshot_);
    cursor_ = std::exchange(other.cursor_, nullptr);
    prefix_ = std::move(other.prefix_);
    key_ = other.key_;
    value_ = other.value_;
    stored_ = other.stored_;
    behind_ = other.behind_;
    table_ = other.table_;
    valid_ = std::exchange(other.valid_, false);
  }
  return *this;
}

Cursor::~Cursor() { close(); }

void Cursor::close() noexcept {
  if (snapshot_ != nullptr) {
    snapshot_->close_cursor(std::exchange(cursor_, nullptr));
  }
  snapshot_.reset();
}

std::string_view Cursor::key() const {
  assert(valid_ && "a cursor is read where there is no record");
  return key_;
}

std::string_view Cursor::value() const {
  assert(valid_ && "a cursor is read where there is no record");
  return value_;
}

Place Cursor::place() const {
  assert(valid_ && "a cursor is read where there is no record");
  return {key_, stored_, checksum_seed(table_, key_)};
}

void Cursor::next() {
  assert(valid_ && "a cursor moves on from no record");
  move(MDB_NEXT, {});
}

void Cursor::prev() {
  assert(valid_ && "a cursor moves back from no record");
  move(MDB_PREV, {});
}

void Cursor::seek(std::string_view key) {
  const auto from = std::max(key, std::string_view(prefix_));
  if (from.empty()) {  // no key for LMDB
    move(MDB_FIRST, {});
  } else {
    move(MDB_SET_RANGE, from);
  }
}

void Cursor::last() { seek_before(after(prefix_)); }

void Cursor::seek_before(std::string_view key) {
  if (!key.empty()) {  // else above all keys
    MDB_val from{key.size(), const_cast<char*>(key.data())};
    MDB_val value{};
    const int code = mdb_cursor_get(cursor_, &from, &value, MDB_SET_RANGE);
    if (code == 0) {
      move(MDB_PREV, {});
      return;
    }
    if (code != MDB_NOTFOUND) {
      valid_ = false;
      fail_lmdb(code, snapshot_->path(), "read");
    }
  }
  move(MDB_LAST, {});
}

void Cursor::seek_before_or_first(std::string_view key) {
  if (key.empty()) {  // above all keys
    last();
    return;
  }
  MDB_val from{key.size(), const_cast<char*>(key.data())};
  MDB_val value{};
  const int code = mdb_cursor_get(cursor_, &from, &value, MDB_SET_RANGE);
  if (code != 0 && code != MDB_NOTFOUND) {
    valid_ = false;
    fail_lmdb(code, snapshot_->path(), "read");
  }
  if (code == MDB_NOTFOUND) {
    move(MDB_LAST, {});
    return;
  }
  const bool may_be_first = std::string_view(static_cast<const char*>(from.mv_data), from.mv_size).starts_with(prefix_);
  const bool has_before = move(MDB_PREV, {});
  if (!valid_ && may_be_first) {
    move(has_before ? MDB_NEXT : MDB_GET_CURRENT, {});
  }
}

bool Cursor::move(int operation, std::string_view from) {
  assert(!snapshot_->has_ended() && "a cursor is used after its write has ended");
  valid_ = false;
  behind_ = {};
  MDB_val key{from.size(), const_cast<char*>(from.data())};
  MDB_val value{};
  const int code = mdb_cursor_get(cursor_, &key, &value, static_cast<MDB_cursor_op>(operation));
  if (code == MDB_NOTFOUND) {
    return false;
  }
  if (code != 0) {
    fail_lmdb(code, snapshot_->path(), "read");
  }
  key_ = {static_cast<const char*>(key.mv_data), key.mv_size};
  const std::string_view stored{static_cast<const char*>(value.mv_data), value.mv_size};
  if (key_.starts_with(prefix_)) {
    take(stored);
  } else if (operation == MDB_NEXT) {
    behind_ = stored;
  }
  return true;
}

void Cursor::take(std::string_view stored) {
  snapshot_->note_read();
  stored_ = stored;
  value_ = unframe(table_, key_, stored, snapshot_->path());
  valid_ = true;
}

void Cursor::change_prefix(std::string_view prefix) {
  const bool is_next = !valid_ && behind_.data() != nullptr && prefix > std::string_view(prefix_) && key_.starts_with(prefix);
  prefix_ = prefix;
  if (is_next) {
    take(std::exchange(behind_, {}));
  } else {
    seek(prefix_);
  }
}

void Cursor::change_prefix(std::string_view prefix, std::string_view key) {
  prefix_ = prefix;
  seek_before_or_first(key);
}

}  // namespace entente::store
