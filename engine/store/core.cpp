#include "engine/store/core.h"

#include <lmdb.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

constexpr int kAttemptsMax = 10;  // at beginning a transaction while other processes grow the map

std::filesystem::path beside(const std::filesystem::path& path, const char* suffix) {
  auto result = path;
  result += suffix;
  return result;
}

// How many forks lie between this process and the one that first asked. A reading begins and ends with this question, and getpid()
// is a system call.
std::uint64_t forks() noexcept {
  static std::atomic<std::uint64_t> count{0};
  static const int kRegistered = ::pthread_atfork(nullptr, nullptr, [] { count.fetch_add(1, std::memory_order_relaxed); });
  return kRegistered == 0 ? count.load(std::memory_order_relaxed) : static_cast<std::uint64_t>(::getpid());
}

std::filesystem::path canonical_of(const std::filesystem::path& path) {
  std::error_code code;
  auto result = std::filesystem::weakly_canonical(path, code);
  if (code) {
    fail_system(code.value(), path, "open");
  }
  return result;
}

}  // namespace

Core::Core(std::filesystem::path path, const Options& options, Purpose purpose)
    : path_(std::move(path)),
      canonical_(canonical_of(path_)),
      options_(options),
      purpose_(purpose),
      born_(forks()),
      writer_lock_(beside(canonical_, "-writer")) {
  if (purpose_ == Purpose::kExisting) {
    decide_writable();
  }
  try {
    open();
  } catch (...) {
    close();
    throw;
  }
}

Core::~Core() { close(); }

void Core::decide_writable() {
  struct stat status {};
  if (::access(canonical_.c_str(), W_OK) != 0) {
    const int code = errno;
    not_writable_.emplace(FaultKind::kPermission,
                          "cannot write to " + quoted(path_) +
                              (code == EROFS ? ": it lies on a read-only file system" : ": this user may only read it"));
  } else if (is_on_network(canonical_)) {
    not_writable_.emplace(FaultKind::kNetworkFileSystem,
                          "cannot write to " + quoted(path_) +
                              ": it lies on a network file system, where locks do not protect it; copy it to a local disk");
  } else if (::stat(canonical_.c_str(), &status) == 0 && status.st_nlink > 1) {
    not_writable_.emplace(FaultKind::kPermission, "cannot write to " + quoted(path_) +
                                                      ": it is one file under several names (hard links), and who uses " +
                                                      "the other name would not see the lock; copy it to a file of its own");
  }
}

bool Core::is_forked() const noexcept { return forks() != born_; }

void Core::check_process() const {
  if (is_forked()) {
    fail(FaultKind::kForked, "cannot use " + quoted(path_) + " in this process: it was opened before fork(); open it again here");
  }
}

void Core::check_writable() const {
  if (not_writable_) {
    fail(not_writable_->kind(), not_writable_->what());
  }
}

MDB_txn* Core::begin(Mode mode, std::shared_ptr<void>& kept) {
  check_process();
  int code = 0;
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    if (gate_.enter(options_.lock_timeout) != Gate::Outcome::kDone) {
      fail(FaultKind::kLocked, "cannot use " + quoted(path_) + ": another thread of this program is enlarging it");
    }
    if (env_ != nullptr && (mode == Mode::kReadWrite || code == MDB_READERS_FULL)) {
      mdb_reader_check(env_, nullptr);  // slots of dead readers keep free pages from being used again
    }
    MDB_txn* txn = mode == Mode::kReadOnly && env_ != nullptr ? renew_idle(kept) : nullptr;
    if (txn != nullptr) {
      return txn;
    }
    code = env_ == nullptr ? MDB_PANIC : mdb_txn_begin(env_, nullptr, mode == Mode::kReadOnly ? MDB_RDONLY : 0U, &txn);
    if (code == 0) {
      return txn;
    }
    gate_.leave(std::this_thread::get_id());
    if (code == MDB_MAP_RESIZED) {
      adopt_map();
    } else if (code == MDB_PANIC) {
      reopen();
    } else if (code != MDB_READERS_FULL || attempt > 0) {
      break;
    }
  }
  fail_lmdb(code, path_, mode == Mode::kReadOnly ? "read" : "write to");
}

MDB_txn* Core::renew_idle(std::shared_ptr<void>& kept) noexcept {
  const std::lock_guard lock(idle_mutex_);
  if (idle_.empty()) {
    return nullptr;
  }
  const auto idle = std::move(idle_.back());
  idle_.pop_back();
  if (mdb_txn_renew(idle.txn) != 0) {
    mdb_txn_abort(idle.txn);  // what is wrong is said by the one that is begun instead
    return nullptr;
  }
  if (mdb_txn_id(idle.txn) == idle.number) {
    kept = idle.kept;
  } else {
    for (Idle& other : idle_) {
      other.kept.reset();  // of an earlier number, most likely, and it may be large
    }
  }
  return idle.txn;
}

void Core::end_reading(MDB_txn* txn, std::shared_ptr<void> kept, std::thread::id began_by) noexcept {
  constexpr std::size_t kIdleMax = 8;
  {
    const std::lock_guard lock(idle_mutex_);
    if (idle_.size() < kIdleMax) {
      const std::uint64_t number = mdb_txn_id(txn);
      mdb_txn_reset(txn);
      idle_.push_back({txn, number, std::move(kept)});
      txn = nullptr;
    }
  }
  if (txn != nullptr) {
    mdb_txn_abort(txn);
  }
  leave(began_by);
}

// Before the map moves or goes: its transactions go with it.
void Core::drop_idle() noexcept {
  const std::lock_guard lock(idle_mutex_);
  for (const Idle& idle : idle_) {
    mdb_txn_abort(idle.txn);
  }
  idle_.clear();
}

void Core::check_in_place() const {
  if (find_file(canonical_) != id_) {
    fail(FaultKind::kMissing, "cannot write to " + quoted(path_) + ": the file was deleted, moved or replaced while it was open");
  }
}

void Core::take_turn(const std::function<void()>& while_waiting) {
  check_process();
  switch (gate_.take_turn(options_.lock_timeout)) {
    case Gate::Outcome::kDone:
      break;
    case Gate::Outcome::kHeldByThisThread:
      fail(FaultKind::kLocked,
           "cannot write to " + quoted(path_) + ": this thread is writing to it already, and writes do not nest");
    case Gate::Outcome::kTimedOut:
      fail(FaultKind::kLocked, "cannot write to " + quoted(path_) + ": another thread of this program is writing to it");
  }
  try {
    check_in_place();
    if (purpose_ == Purpose::kExisting) {
      if (const auto holder = writer_lock_.take(options_.lock_timeout, while_waiting)) {
        fail(FaultKind::kLocked, "cannot write to " + quoted(path_) + ": it is being written by " + describe_process(*holder));
      }
    }
  } catch (...) {
    gate_.end_turn();
    throw;
  }
}

void Core::end_turn() noexcept {
  if (purpose_ == Purpose::kExisting) {
    writer_lock_.drop();
  }
  gate_.end_turn();
}

void Core::close_gate(const char* reason) {
  const auto outcome = gate_.close(options_.lock_timeout);
  if (outcome == Gate::Outcome::kDone) {
    drop_idle();
    const std::lock_guard lock(kept_.mutex);
    ++kept_.map_moves;
    return;
  }
  fail(FaultKind::kLocked, "cannot go on with " + quoted(path_) + ": " + reason + ", but " +
                               (outcome == Gate::Outcome::kTimedOut ? "other threads of this program keep" : "this thread keeps") +
                               " reading; let open readings end first");
}

bool Core::note(std::uint64_t number, std::string_view operations) noexcept {
  int descriptor = -1;
  const bool may_note = !operations.empty() && purpose_ == Purpose::kExisting && meta_.format_version >= kFirstWithNotes;
  const bool is_noted =
      may_note && mdb_env_get_fd(env_, &descriptor) == 0 && write_note(descriptor, meta_.page_bytes, number, operations);
  mdb_env_set_flags(env_, MDB_NOMETASYNC, is_noted ? 1 : 0);
  return is_noted;
}

void Core::wipe(std::uint64_t number) noexcept {
  int descriptor = -1;
  if (mdb_env_get_fd(env_, &descriptor) == 0) {
    wipe_note(descriptor, meta_.page_bytes, number);
  }
}

std::optional<Noted> Core::noted_next() {
  std::optional<Noted> noted;
  if (meta_.format_version >= kFirstWithNotes && gate_.enter(options_.lock_timeout) == Gate::Outcome::kDone) {
    MDB_envinfo info{};
    int descriptor = -1;
    if (env_ != nullptr && mdb_env_info(env_, &info) == 0 && mdb_env_get_fd(env_, &descriptor) == 0) {
      noted = read_note(descriptor, meta_.page_bytes, info.me_last_txnid + 1);
    }
    gate_.leave(std::this_thread::get_id());
  }
  return noted;
}

void Core::fill_up() noexcept {
  MDB_envinfo info{};
  int descriptor = -1;
  if (mdb_env_info(env_, &info) != 0 || mdb_env_get_fd(env_, &descriptor) != 0) {
    return;
  }
  const auto wanted = (std::uint64_t{info.me_last_pgno} + 1) * meta_.page_bytes;
  if (const auto length = length_of(descriptor); length && *length < wanted) {
    // Failing does no harm: it costs the next one who opens the file a closer look.
    static_cast<void>(::ftruncate(descriptor, static_cast<off_t>(wanted)) == 0);
  }
}

void Core::grow() {
  close_gate("it must be enlarged");
  MDB_envinfo info{};
  mdb_env_info(env_, &info);
  mdb_reader_check(env_, nullptr);
  const int code = mdb_env_set_mapsize(env_, 2 * info.me_mapsize);
  // A failed call leaves no map at all: take the old one again.
  const bool lost = code != 0 && mdb_env_set_mapsize(env_, info.me_mapsize) != 0;
  if (lost) {
    close();
  }
  gate_.reopen();
  if (code != 0) {
    fail_lmdb(code, path_, "enlarge");
  }
}

void Core::adopt_map() {
  close_gate("another process has enlarged it");
  const int code = env_ == nullptr ? MDB_PANIC : mdb_env_set_mapsize(env_, 0);
  gate_.reopen();
  if (code != 0) {
    fail_lmdb(code, path_, "read");
  }
}

void Core::reopen() {
  close_gate("it must be opened again after a failed write");
  try {
    close();
    {
      const std::lock_guard lock(kept_.mutex);
      kept_.what.reset();  // it may be of a commit that was undone
    }
    open();
  } catch (...) {
    close();
    gate_.reopen();
    throw;
  }
  gate_.reopen();
}

std::uint32_t Core::readers() {
  check_process();
  MDB_envinfo info{};
  if (gate_.enter(options_.lock_timeout) == Gate::Outcome::kDone) {
    if (env_ != nullptr) {
      mdb_reader_check(env_, nullptr);
      mdb_env_info(env_, &info);
    }
    gate_.leave(std::this_thread::get_id());
  }
  return info.me_numreaders;
}

bool Core::copy_to(int file, Copy copy) {
  const int code = mdb_env_copyfd2(env_, file, copy == Copy::kCompact ? MDB_CP_COMPACT : 0U);
  if (code == MDB_INCOMPATIBLE || code == MDB_CORRUPTED) {
    if (::ftruncate(file, 0) != 0 || ::lseek(file, 0, SEEK_SET) != 0) {
      fail_lmdb(errno, path_, "copy");
    }
    return false;
  }
  if (code != 0) {
    fail_lmdb(code, path_, "copy");
  }
  return true;
}

Sizes Core::sizes() {
  check_process();
  if (gate_.enter(options_.lock_timeout) != Gate::Outcome::kDone) {
    fail(FaultKind::kLocked, "cannot use " + quoted(path_) + ": another thread of this program is enlarging it");
  }
  MDB_envinfo info{};
  struct stat status {};
  int descriptor = -1;
  if (env_ != nullptr) {
    mdb_env_info(env_, &info);
    mdb_env_get_fd(env_, &descriptor);
    ::fstat(descriptor, &status);
  }
  gate_.leave(std::this_thread::get_id());
  const auto page = meta_.page_bytes;
  return {static_cast<std::uint64_t>(status.st_size), (std::uint64_t{info.me_last_pgno} + 1) * page, info.me_mapsize, page};
}

}  // namespace entente::store
