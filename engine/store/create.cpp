// Environment::create: a database is made under a name of its own and gets its real name only when it is whole and on disk.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <string>

#include "engine/store/core.h"
#include "engine/store/environment.h"
#include "engine/store/lmdb_fault.h"
#include "engine/store/registry.h"
#include "engine/store/writer_lock.h"

namespace entente::store {
namespace {

/// The new file and its lock file; whatever of them is left when it dies is removed.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& target) {
    static std::atomic<unsigned> counter = 0;
    const auto unique = std::to_string(::getpid()) + "-" + std::to_string(++counter);
    path_ = target.parent_path() / ("." + target.filename().string() + ".new-" + unique);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() { remove(); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  void remove() const noexcept {
    for (const auto* suffix : {"", "-lock"}) {
      ::unlink((path_.string() + suffix).c_str());
    }
  }

 private:
  std::filesystem::path path_;
};

std::filesystem::path resolve(const std::filesystem::path& path) {
  std::error_code code;
  const auto full = std::filesystem::absolute(path, code);
  const auto directory = code ? std::filesystem::path() : std::filesystem::canonical(full.parent_path(), code);
  if (code) {
    fail_system(code.value(), path, "create");
  }
  if (full.filename().empty() || std::filesystem::is_directory(full, code)) {
    fail_system(EISDIR, path, "create");
  }
  return directory / full.filename();
}

bool stands_there(const std::filesystem::path& path) {
  return std::filesystem::symlink_status(path).type() != std::filesystem::file_type::not_found;
}

// A database that was deleted while open leaves its lock file in use, which must not serve another database at the same time.
void refuse_lock_in_use(const std::filesystem::path& target, const std::filesystem::path& path) {
  const auto lock_path = target.string() + "-lock";
  const int descriptor = ::open(lock_path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) {
    return;
  }
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool used = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(descriptor);
  if (used && !stands_there(target)) {  // else another process was faster, and the lock is that of its database
    fail(FaultKind::kLocked, "cannot create " + quoted(path) + ": a database of this name was deleted, but " +
                                 describe_process(lock.l_pid) + " still has it open");
  }
}

}  // namespace

std::shared_ptr<Environment> Environment::create(const std::filesystem::path& path, const std::function<void(WriteTxn&)>& fill,
                                                 const Options& options) {
  const auto target = resolve(path);
  if (stands_there(target)) {
    fail_system(EEXIST, path, "create");
  }
  Registry::instance().refuse_path_in_use(target);
  if (is_on_network(target.parent_path())) {
    fail(FaultKind::kNetworkFileSystem, "cannot create " + quoted(path) +
                                            ": it would lie on a network file system, where locks do not protect it; " +
                                            "use a local disk");
  }
  {
    const NewFile file(target);
    {
      Core core(file.path(), options, Core::Purpose::kNew);
      run(core, nullptr, fill);
    }
    sync_file(file.path());
    refuse_lock_in_use(target, path);
    static_cast<void>(rename_without_replacing(file.path(), target));  // else somebody was faster, and theirs is opened
  }
  sync_directory(target.parent_path());
  return open(path, Mode::kReadWrite, options);
}

}  // namespace entente::store
