// A walk over the records of one table whose keys begin with a prefix, in the order of their keys.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/store/table.h"

struct MDB_cursor;

namespace entente::store {

struct Place;
class Reader;
class Snapshot;

/// Stands on one record or is not valid(). Each record is verified when the cursor reaches it.
///
/// key() and value() may be called only while valid(); their views die when the cursor moves, at the next write of the
/// same transaction, and with the transaction. After a put or an erase, seek() before reading on. A cursor of a ReadTxn keeps
/// its snapshot open; a cursor of a WriteTxn is dead once the transaction has ended.
/// Moves throw Fault (kCorrupt when a record or a page is damaged). One thread at a time, as its transaction.
class Cursor {
 public:
  Cursor(Cursor&& other) noexcept;
  Cursor& operator=(Cursor&& other) noexcept;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor();

  [[nodiscard]] bool valid() const noexcept { return valid_; }
  [[nodiscard]] std::string_view key() const;
  [[nodiscard]] std::string_view value() const;
  /// Where the record lies: see Reader::at.
  [[nodiscard]] Place place() const;

  /// To the record after / before this one; not valid() behind the last / before the first of the prefix. Requires valid().
  void next();
  void prev();

  /// To the first record whose whole key (prefix included) is not less than `key`.
  void seek(std::string_view key);

  /// To the last record whose whole key is less than `key`; not valid() if none of the prefix is. The records between are not read.
  void seek_before(std::string_view key);

  /// The same, but to the first record of the prefix where none of it is less. An empty key is above all others.
  void seek_before_or_first(std::string_view key);

  /// To the last record of the prefix.
  void last();

  /// To the first record of another prefix; where it is the next one behind the last of this prefix, nothing is searched.
  void change_prefix(std::string_view prefix);
  /// To that of another prefix which seek_before_or_first finds.
  void change_prefix(std::string_view prefix, std::string_view key);

 private:
  friend class Reader;
  enum class Start : std::uint8_t { kFirst, kNowhere };
  Cursor(std::shared_ptr<Snapshot> snapshot, Table table, std::string_view prefix, Start start = Start::kFirst);

  bool move(int operation, std::string_view from);  // false: LMDB has no such record
  void take(std::string_view stored);
  void close() noexcept;

  std::shared_ptr<Snapshot> snapshot_;
  MDB_cursor* cursor_ = nullptr;
  std::string prefix_;
  std::string_view key_;
  std::string_view value_;
  std::string_view stored_;  // the value with its checksum
  std::string_view behind_;  // what is stored under key_ where that is the first behind the prefix; not verified yet
  Table table_;
  bool valid_ = false;
};

}  // namespace entente::store
