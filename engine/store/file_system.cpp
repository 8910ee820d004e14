#include "engine/store/file_system.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <ctime>

#include "engine/store/fault.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {
namespace {

constexpr std::uint64_t kNearlyFullBytes = std::uint64_t{1} << 20U;

// From statfs(2), where not all have a name.
constexpr std::array<std::uint32_t, 9> kNetworkMagics = {
    0x6969,      // NFS
    0xFF534D42,  // CIFS
    0xFE534D42,  // SMB2
    0x517B,      // SMB
    0x65735546,  // FUSE: sshfs, rclone and other remote ones cannot be told from local ones
    0x01021997,  // 9p
    0x5346414F,  // AFS
    0x00C36400,  // Ceph
    0x0BD00BD0,  // Lustre
};

FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

void sync_path(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) {
    fail_system(errno, path, "open");
  }
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (code != 0 && code != EINVAL) {
    fail_system(code, path, "write");
  }
}

}  // namespace

FileId identify(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    fail_system(errno, path, "open");
  }
  if (S_ISDIR(status.st_mode)) {
    fail_system(EISDIR, path, "open");
  }
  if (!S_ISREG(status.st_mode)) {
    fail(FaultKind::kNotADatabase, "cannot open " + quoted(path) + ": it is not a regular file");
  }
  return id_of(status);
}

FileId identify(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 ? id_of(status) : FileId{};
}

std::optional<FileId> find_file(const std::filesystem::path& path) noexcept {
  struct statx status {};
  if (::statx(AT_FDCWD, path.c_str(), 0, STATX_INO, &status) != 0) {
    return std::nullopt;
  }
  return FileId{::makedev(status.stx_dev_major, status.stx_dev_minor), status.stx_ino};
}

std::optional<std::uint64_t> length_of(int descriptor) noexcept {
  struct statx status {};
  return ::statx(descriptor, "", AT_EMPTY_PATH, STATX_SIZE, &status) == 0 ? std::optional<std::uint64_t>(status.stx_size)
                                                                          : std::nullopt;
}

bool is_on_network(const std::filesystem::path& path) {
  struct statfs status {};
  if (::statfs(path.c_str(), &status) != 0) {
    return false;
  }
  const auto magic = static_cast<std::uint32_t>(status.f_type);
  return std::find(kNetworkMagics.begin(), kNetworkMagics.end(), magic) != kNetworkMagics.end();
}

bool is_disk_full(const std::filesystem::path& path) {
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize < kNearlyFullBytes) {
    return true;
  }
  struct rlimit limit {};
  struct stat file {};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && ::stat(path.c_str(), &file) == 0 &&
         static_cast<std::uint64_t>(file.st_size) + kNearlyFullBytes > limit.rlim_cur;
}

void sync_directory(const std::filesystem::path& directory) { sync_path(directory, O_RDONLY | O_DIRECTORY); }

void sync_file(const std::filesystem::path& file) { sync_path(file, O_RDWR); }

bool rename_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to) {
  int code = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
  if (code == EINVAL || code == ENOSYS) {  // not every file system can; a hard link never replaces either
    code = ::link(from.c_str(), to.c_str()) == 0 ? 0 : errno;
    if (code == 0) {
      ::unlink(from.c_str());
    }
  }
  if (code != 0 && code != EEXIST) {
    fail_system(code, to, "create");
  }
  return code == 0;
}

SizeSignalBlock::SizeSignalBlock() noexcept {
  sigset_t signals{};
  sigemptyset(&signals);
  sigaddset(&signals, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &signals, &before_);
  was_blocked_ = sigismember(&before_, SIGXFSZ) == 1;
}

SizeSignalBlock::~SizeSignalBlock() {
  if (was_blocked_) {
    return;
  }
  sigset_t signals{};
  sigemptyset(&signals);
  sigaddset(&signals, SIGXFSZ);
  const timespec at_once{};
  while (sigtimedwait(&signals, nullptr, &at_once) > 0) {
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace entente::store
