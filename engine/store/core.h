// The LMDB environment of one file: opened, guarded, grown, reopened. Exactly one per file and process; see Registry.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "engine/store/commit_note.h"
#include "engine/store/environment.h"
#include "engine/store/fault.h"
#include "engine/store/file_system.h"
#include "engine/store/gate.h"
#include "engine/store/meta.h"
#include "engine/store/table.h"
#include "engine/store/writer_lock.h"

struct MDB_env;
struct MDB_txn;

namespace entente::store {

/// Thread-safe, except for construction and destruction.
class Core {
 public:
  enum class Purpose : std::uint8_t { kExisting, kNew };

  /// Opens `path`, which LMDB sees in its canonical form: its lock file stands beside that one, whatever links lead there.
  /// kNew makes the file with its tables and its meta record; it must not be in use by others.
  Core(std::filesystem::path path, const Options& options, Purpose purpose);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  ~Core();

  /// Enters the gate and begins an LMDB transaction; each is followed by one leave() on behalf of the thread that began. `kept` is
  /// filled with what a reading of the same number left.
  [[nodiscard]] MDB_txn* begin(Mode mode, std::shared_ptr<void>& kept);
  void leave(std::thread::id began_by) noexcept { gate_.leave(began_by); }
  /// Ends a reading; the transaction, without its snapshot, and what was kept with it are there for the next one.
  void end_reading(MDB_txn* txn, std::shared_ptr<void> kept, std::thread::id began_by) noexcept;

  /// The writer's turn in this process, then among processes, waiting for which it calls `while_waiting`, if there is one. Checks
  /// that the file still is where it was.
  void take_turn(const std::function<void()>& while_waiting);
  void end_turn() noexcept;

  /// Before a commit of that number: notes what it does, where a note can hold it, so that its meta page need not be flushed; else
  /// it will be. See CommitNote.
  /// False: there is no note.
  [[nodiscard]] bool note(std::uint64_t number, std::string_view operations) noexcept;
  /// The commit with that note failed.
  void wipe(std::uint64_t number) noexcept;
  /// The note of the commit that would come next.
  [[nodiscard]] std::optional<Noted> noted_next();

  /// After a commit, before leave(): gives the file the length that its meta page speaks of. See inspect_file.
  void fill_up() noexcept;

  /// Doubles the map. No transaction of this thread may be open.
  void grow();

  /// Throws kForked in a child of the process that opened.
  void check_process() const;
  [[nodiscard]] bool is_forked() const noexcept;
  /// Throws why the file is open for reading only, if it is.
  void check_writable() const;
  [[nodiscard]] bool is_writable() const noexcept { return !not_writable_; }

  [[nodiscard]] unsigned table(Table table) const noexcept { return tables_[static_cast<std::size_t>(table)]; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] const std::filesystem::path& canonical_path() const noexcept { return canonical_; }
  [[nodiscard]] FileId id() const noexcept { return id_; }
  [[nodiscard]] const Meta& meta() const noexcept { return meta_; }
  [[nodiscard]] KeptWithFile& kept() noexcept { return kept_; }
  [[nodiscard]] Sizes sizes();
  [[nodiscard]] std::uint32_t readers();
  enum class Copy : std::uint8_t { kCompact, kWhole };
  /// False where LMDB finds pages that are neither used nor free. A transaction of this thread must be open.
  [[nodiscard]] bool copy_to(int file, Copy copy);

 private:
  void decide_writable();
  void open();
  void open_map(std::size_t map_bytes);
  int try_open(std::size_t map_bytes);
  void open_tables();
  void make_meta(MDB_txn* txn);
  void read_meta(MDB_txn* txn);
  void close() noexcept;
  // A reading that has ended: to begin it anew takes a tenth of the time.
  struct Idle {
    MDB_txn* txn;
    std::uint64_t number;
    std::shared_ptr<void> kept;
  };
  [[nodiscard]] MDB_txn* renew_idle(std::shared_ptr<void>& kept) noexcept;
  void drop_idle() noexcept;
  void close_gate(const char* reason);
  void adopt_map();
  void reopen();
  void check_in_place() const;

  std::filesystem::path path_;       // as given, for sentences
  std::filesystem::path canonical_;  // what LMDB opens
  Options options_;
  Purpose purpose_;
  std::uint64_t born_;  // after how many forks
  FileId id_;
  std::optional<Fault> not_writable_;
  MDB_env* env_ = nullptr;  // touched only inside the gate, or with the gate closed
  std::array<unsigned, kTableCount> tables_{};
  Meta meta_;
  std::mutex idle_mutex_;
  std::vector<Idle> idle_;  // none while the gate is closed
  Gate gate_;
  WriterLock writer_lock_;
  KeptWithFile kept_;
};

}  // namespace entente::store
