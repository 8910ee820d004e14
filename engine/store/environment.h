// One database file, opened. All access to it in this process goes through here, however its path is spelt.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "engine/store/transaction.h"

namespace entente::store {

class Core;

struct Options {
  /// Address space to reserve at first, not disk; grows by doubling, and begins smaller where the system grants less.
  std::size_t map_bytes = std::size_t{1} << 30U;
  /// How long to wait for another writer, or for readers of this process when the map must grow, before kLocked.
  std::chrono::milliseconds lock_timeout = std::chrono::seconds(5);
};

enum class Mode : std::uint8_t { kReadOnly, kReadWrite };

/// How large things are, in bytes.
struct Sizes {
  std::uint64_t file = 0;  // the file itself
  std::uint64_t used = 0;  // pages up to the last one in use; free pages among them count
  std::uint64_t map = 0;   // address space
  std::uint32_t page = 0;
};

/// Thread-safe. Opening a file that is open already in the same mode gives the same Environment with the options it was first
/// opened with; the file itself is opened once per process, for writing where permitted, whatever the mode asked for. After
/// fork() the child must open its own: every call on an inherited one is a Fault kForked.
class Environment : public std::enable_shared_from_this<Environment> {
 public:
  /// Opens an existing database. Faults: kMissing, kDirectory, kNotADatabase, kOtherApplication, kNewerFormat, kOlderFormat,
  /// kLmdbVersion, kTruncated, kCorrupt, kPermission, kNetworkFileSystem (kReadWrite only), kIo. Where a power failure cut the last
  /// commit off, it is finished, whatever the mode, as by a write: kLocked and kDiskFull too.
  static std::shared_ptr<Environment> open(const std::filesystem::path& path, Mode mode, const Options& options = {});

  /// Creates a database and opens it for writing. `fill` runs in one write transaction on a new file beside `path` (again when
  /// the map was too small), which is made durable and only then gets its name: a crash leaves either all or nothing under `path`.
  /// A file that stands there is never overwritten: kExists. When another process creates the same meanwhile, its file wins,
  /// ours is dropped, and theirs is opened.
  static std::shared_ptr<Environment> create(const std::filesystem::path& path, const std::function<void(WriteTxn&)>& fill,
                                             const Options& options = {});

  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

  /// Begins a snapshot. Faults: kForked, kTooManyReaders, kLocked (the map must grow while this thread reads), kIo.
  [[nodiscard]] ReadTxn read();

  /// Runs `body` in the write transaction and makes what it did durable. `body` may run several times (the map was full) and
  /// must have no effect outside of the transaction that cannot be repeated. When it throws, nothing is written and the
  /// exception comes out. Must not be nested; the thread should hold no ReadTxn, for the map cannot grow under it (kLocked).
  /// While another process writes, `while_waiting` is called every few milliseconds, if there is one; what it throws comes out.
  /// Faults: kReadOnly, kLocked, kMissing (file deleted or moved meanwhile), kDiskFull, kIo, kPermission, kForked.
  void write(const std::function<void(WriteTxn&)>& body, const std::function<void()>& while_waiting = {});

  /// As the first opener spelt it.
  [[nodiscard]] const std::filesystem::path& path() const noexcept;
  [[nodiscard]] Mode mode() const noexcept { return mode_; }
  [[nodiscard]] Sizes sizes() const;
  /// Slots of readers that are in use, in all processes; readings that have ended keep theirs for a while.
  [[nodiscard]] std::uint32_t readers() const;
  /// Writes a copy of a snapshot to an open, empty file, without the pages that are free. Others may write meanwhile. Faults: kIo,
  /// kDiskFull, kLocked (where the free pages cannot be left out, the writer's turn is taken).
  void copy_to(int file);
  /// Format version and time of creation (UTC seconds) from the meta record.
  [[nodiscard]] std::uint32_t format_version() const noexcept;
  [[nodiscard]] std::int64_t created_utc_seconds() const noexcept;

 private:
  friend class Registry;
  Environment(Core& core, Mode mode) : core_(core), mode_(mode) {}
  static void run(Core& core, const std::shared_ptr<Environment>& owner, const std::function<void(WriteTxn&)>& body,
                  const std::function<void()>& while_waiting = {});
  static void write_in_turn(Core& core, const std::shared_ptr<Environment>& owner, const std::function<void(WriteTxn&)>& body);
  // When a file is opened: does again what a power failure undid of the last commit, of which a note is left.
  static void redo_noted(Core& core);

  Core& core_;  // kept by the registry for as long as any Environment of it lives
  Mode mode_;
};

}  // namespace entente::store
