// The state behind a transaction and its cursors: one LMDB transaction, ended exactly once, in the right process.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "engine/store/commit_note.h"
#include "engine/store/environment.h"
#include "engine/store/table.h"

struct MDB_cursor;
struct MDB_txn;

namespace entente::store {

/// Thrown through the closure of a write when the map is full. No std::exception, so that no closure takes it for a failure of
/// its own; Environment::write catches it.
struct MapFull {};

class Snapshot {
 public:
  /// `owner` keeps the core alive; it is null only while a database is created or opened.
  Snapshot(std::shared_ptr<Environment> owner, Core& core, Mode mode);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot();

  [[nodiscard]] std::optional<std::string_view> get(Table table, std::string_view key) const;
  void each_place(Table table, std::string_view from, std::string_view to, const std::function<void(const Place&)>& take) const;
  [[nodiscard]] std::string_view at(Table table, const Place& place) const;
  [[nodiscard]] std::uint64_t count(Table table) const;
  void survey(Table table, const Reader::Survey& survey) const;
  [[nodiscard]] std::uint64_t number() const;
  /// A record was read; and how many were so far.
  void note_read() const {
    ++records_read_;
    if (on_read_) {
      on_read_();
    }
  }
  void set_on_read(std::function<void()> on_read) { on_read_ = std::move(on_read); }
  [[nodiscard]] std::uint64_t records_read() const noexcept { return records_read_; }
  void put(Table table, std::string_view key, std::string_view payload);
  void append(Table table, std::string_view key, std::string_view payload);
  bool erase(Table table, std::string_view key);
  void clear(Table table);
  void without_note() { note_.spoil(); }

  [[nodiscard]] bool is_writing() const noexcept { return mode_ == Mode::kReadWrite; }
  [[nodiscard]] std::shared_ptr<void>& kept() noexcept { return kept_; }
  [[nodiscard]] KeptWithFile& kept_with_file() const noexcept;

  [[nodiscard]] MDB_cursor* open_cursor(Table table) const;
  void close_cursor(MDB_cursor* cursor) const noexcept;

  /// Throws MapFull, or the Fault of the write that failed, even when the closure swallowed it.
  void commit();
  void abort() noexcept;

  [[nodiscard]] bool is_full() const noexcept { return full_; }
  [[nodiscard]] bool has_ended() const noexcept { return txn_ == nullptr; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept;

 private:
  [[nodiscard]] MDB_txn* live() const;
  void put(Table table, std::string_view key, std::string_view payload, unsigned flags);
  [[noreturn]] void fail_write(int code);

  std::shared_ptr<Environment> owner_;
  Core& core_;
  Mode mode_;
  std::shared_ptr<void> kept_;
  MDB_txn* txn_;
  std::thread::id began_by_;
  bool full_ = false;
  mutable std::uint64_t records_read_ = 0;
  std::function<void()> on_read_;
  std::exception_ptr failed_;
  CommitNote note_;
  std::string key_;  // copies: what is given to a write may be a view into the page that the write moves
  std::string framed_;
};

}  // namespace entente::store
