#include "tests/store/disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace entente::store::tests {

std::atomic<int> calls_until_failure = -1;
std::atomic<int> failure_code = EIO;

namespace {

DiskRecord* recording = nullptr;

bool fails_now() {
  if (calls_until_failure < 0 || calls_until_failure.fetch_sub(1) != 0) {
    return false;
  }
  errno = failure_code;
  return true;
}

void record(int file, DiskCall call) {
  if (recording != nullptr) {
    recording->take(file, std::move(call));
  }
}

ino_t number_of(const char* path) {
  struct stat status {};
  return ::stat(path, &status) == 0 ? status.st_ino : 0;
}

bool is_synced(int file) { return (::fcntl(file, F_GETFL) & O_DSYNC) != 0; }

}  // namespace

DiskRecord::DiskRecord(const std::filesystem::path& file) : file_(number_of(file.c_str())) { recording = this; }
DiskRecord::~DiskRecord() { recording = nullptr; }

void DiskRecord::take(int file, DiskCall call) {
  struct stat status {};
  if (::fstat(file, &status) == 0 && status.st_ino == file_) {
    calls_.push_back(std::move(call));
  }
}

extern "C" {
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  static const auto original = reinterpret_cast<decltype(&pwrite)>(::dlsym(RTLD_NEXT, "pwrite"));
  if (fails_now()) {
    return -1;
  }
  record(file, {DiskCall::What::kWrite, offset, {static_cast<const char*>(bytes), size}, is_synced(file)});
  return original(file, bytes, size, offset);
}
ssize_t writev(int file, const iovec* parts, int count) {
  static const auto original = reinterpret_cast<decltype(&writev)>(::dlsym(RTLD_NEXT, "writev"));
  if (fails_now()) {
    return -1;
  }
  std::string bytes;
  for (int i = 0; i < count; ++i) {
    bytes.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  }
  record(file, {DiskCall::What::kWrite, ::lseek(file, 0, SEEK_CUR), std::move(bytes), is_synced(file)});
  return original(file, parts, count);
}
int fdatasync(int file) {
  static const auto original = reinterpret_cast<decltype(&fdatasync)>(::dlsym(RTLD_NEXT, "fdatasync"));
  if (fails_now()) {
    record(file, {DiskCall::What::kFailedSync, 0, {}, false});
    return -1;
  }
  const int code = original(file);
  record(file, {DiskCall::What::kSync, 0, {}, false});
  return code;
}
int ftruncate(int file, off_t length) noexcept {
  static const auto original = reinterpret_cast<decltype(&ftruncate)>(::dlsym(RTLD_NEXT, "ftruncate"));
  record(file, {DiskCall::What::kLength, length, {}, false});
  return original(file, length);
}
}

}  // namespace entente::store::tests
