// One consistent view of a database, for reading or for writing. LMDB types never show here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/cursor.h"
#include "engine/store/fault.h"
#include "engine/store/table.h"

namespace entente::store {

class Environment;
class Snapshot;

/// See Reader::kept_with_file.
struct KeptWithFile {
  std::mutex mutex;
  std::shared_ptr<void> what;
  std::uint64_t map_moves = 0;  // how often the map may have moved, and every Place with it; not while a snapshot is open
};

/// Where a record lies. Good in snapshots of one number, until the map moves.
struct Place {
  std::string_view key;
  std::string_view stored;
  std::uint64_t seed = 0;  // of the checksum: so that the key, which lies elsewhere, need not be looked at
};

/// What can be read in any transaction; functions that only read take `const Reader&`.
///
/// Payloads come verified against their checksum. Views point into the database map: those of a ReadTxn die with it, those of a
/// WriteTxn at its next put, append or erase. A transaction belongs to one thread at a time. All calls throw Fault (kCorrupt, kIo).
class Reader {
 public:
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The payload under exactly `key`; nothing when there is none.
  [[nodiscard]] std::optional<std::string_view> get(Table table, std::string_view key) const;

  /// A cursor on the first record whose key begins with `prefix`.
  [[nodiscard]] Cursor scan(Table table, std::string_view prefix = {}) const;

  /// The same, on the last record whose key is less than `key` (an empty one is above all keys), or, where no such record begins
  /// with `prefix`, on the first that does.
  [[nodiscard]] Cursor scan_before(Table table, std::string_view prefix, std::string_view key) const;

  /// Calls `take` with where each record lies whose key is not less than `from` (which is not empty), but less than `to` (empty:
  /// above all keys), in their order; none is verified.
  void each_place(Table table, std::string_view from, std::string_view to, const std::function<void(const Place&)>& take) const;

  /// The payload of one of them, verified as if it were searched.
  [[nodiscard]] std::string_view at(Table table, const Place& place) const;

  /// How many records the table says it has, in constant time. A full scan that finds another number has found damage.
  [[nodiscard]] std::uint64_t count(Table table) const;

  /// What a look at a whole table finds. The views are good during the call.
  struct Survey {
    std::function<void(std::string_view key, std::string_view payload)> on_record;
    std::function<void(const std::string& sentence)> on_damage;  // the record is passed over
  };
  /// Goes through all records, damaged ones too, and compares their order and their number. Throws Fault (kIo) only where the
  /// machine fails, or LMDB cannot go on.
  void survey(Table table, const Survey& survey) const;

  /// Snapshots of one number are the same, as long as the file is open; a write has the number that its commit would give.
  [[nodiscard]] std::uint64_t number() const;

  /// True for a WriteTxn.
  [[nodiscard]] bool is_writing() const;

  /// What the layer above keeps with this snapshot, and with the file, for all its snapshots; the store does not look at it. The
  /// latter is kept as long as the file is open; whoever touches it holds its mutex.
  [[nodiscard]] std::shared_ptr<void>& kept() const;
  [[nodiscard]] KeptWithFile& kept_with_file() const;

  /// How many records were read so far, by whomever, in this transaction.
  [[nodiscard]] std::uint64_t records_read() const;
  /// Something that was read before is read again from memory: as if it were another record.
  void note_read() const;
  /// From here on it is called whenever a record was read; what it throws ends the reading. An empty one: no more.
  void set_on_read(std::function<void()> on_read) const;

 protected:
  explicit Reader(std::shared_ptr<Snapshot> snapshot);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  std::shared_ptr<Snapshot> snapshot_;
};

/// A snapshot: later commits do not show. While it lives its pages cannot be reused and the map cannot grow, so keep it short:
/// one per statement, none while waiting for a person. Keeps its Environment open.
class ReadTxn : public Reader {
 public:
  ReadTxn(ReadTxn&&) noexcept = default;
  ReadTxn& operator=(ReadTxn&&) noexcept = default;

 private:
  friend class Environment;
  explicit ReadTxn(std::shared_ptr<Snapshot> snapshot) : Reader(std::move(snapshot)) {}
};

/// The one writer; lives only inside Environment::write and Environment::create. Reads see its own writes.
/// After a Fault from put, append or erase the transaction can only fail, even when the Fault is caught.
class WriteTxn : public Reader {
 public:
  /// Sets the record. Keys are 1 to 511 bytes. Values over about 2,000 bytes are allowed, but each then takes whole pages of its
  /// own that must be adjacent, so the file may grow although it has free pages.
  void put(Table table, std::string_view key, std::string_view value);

  /// The same, of a key greater than all others of the table: what comes in order fills its pages.
  void append(Table table, std::string_view key, std::string_view value);

  /// Removes the record; false when there was none.
  bool erase(Table table, std::string_view key);

  /// Removes all records of the table.
  void clear(Table table);

  /// The commit is flushed twice instead of being noted: see CommitNote.
  void without_note();

 private:
  friend class Environment;
  explicit WriteTxn(std::shared_ptr<Snapshot> snapshot) : Reader(std::move(snapshot)) {}
};

}  // namespace entente::store
