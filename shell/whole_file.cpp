#include "shell/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "shell/failure.h"

namespace entente::shell {
namespace {

constexpr const char* kOpenFiles = "/proc/self/fd";
constexpr mode_t kMode = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;  // less what umask takes

Error unwritable(const std::string& path, int error_number) {
  return failure(ErrorKind::kMachine, "cannot write " + path + ": " + std::strerror(error_number));
}

std::string without_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> target(::realpath(path.c_str(), nullptr), &std::free);
  return target ? target.get() : path;
}

/// `-o /dev/stdout > all.txt`: what went there already, and what is still to come, is not ours to replace.
bool is_standard_output(const struct stat& status) {
  struct stat own {};
  return ::fstat(STDOUT_FILENO, &own) == 0 && own.st_dev == status.st_dev && own.st_ino == status.st_ino;
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

}  // namespace

int write_all_to(int file, std::string_view text, const std::atomic<bool>* stop) {
  constexpr std::size_t kPieceBytes = 65536;  // a terminal takes a while for them
  while (!text.empty()) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
      return ECANCELED;
    const auto written = ::write(file, text.data(), stop == nullptr ? text.size() : std::min(text.size(), kPieceBytes));
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      beside_(std::exchange(other.beside_, "")),
      mode_(other.mode_),
      file_(std::exchange(other.file_, -1)),
      is_direct_(other.is_direct_) {}

WholeFile::~WholeFile() {
  if (file_ >= 0)
    ::close(file_);
  if (!beside_.empty())
    ::unlink(beside_.c_str());
}

Outcome<WholeFile> WholeFile::create(const std::string& path) {
  WholeFile whole(path);
  if (const int code = whole.open(); code != 0)
    return unwritable(path, code);
  return whole;
}

int WholeFile::open() {
  target_ = without_links(path_);
  struct stat status {};
  const bool exists = ::stat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    return EISDIR;
  if (exists && ::access(target_.c_str(), W_OK) != 0)
    return errno;
  if (exists)
    mode_ = status.st_mode;
  const bool is_own = exists && is_standard_output(status);
  is_direct_ = is_own || (exists && !S_ISREG(status.st_mode));
  if (is_direct_) {
    file_ = is_own ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0) : ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    return file_ >= 0 ? 0 : errno;
  }
  // Without a name, so that nothing is left behind whatever ends the program. Not every file system can, and a name is given to it
  // by way of /proc, which not every root has.
  if (::access(kOpenFiles, X_OK) == 0)
    file_ = ::open(folder_of(target_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kMode);
  return file_ >= 0 ? 0 : open_beside();
}

int WholeFile::open_beside() {
  constexpr int kNamesMax = 100;
  for (int number = 1; number <= kNamesMax; ++number) {
    auto beside = target_ + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(number);
    file_ = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    if (file_ >= 0) {
      beside_ = std::move(beside);
      return 0;
    }
    if (errno != EEXIST)
      return errno;
  }
  return EEXIST;
}

int WholeFile::write(std::string_view text) const { return write_all_to(file_, text); }

int WholeFile::put_in_place() {
  if (mode_ && ::fchmod(file_, *mode_) != 0)
    return errno;
  if (::fsync(file_) != 0)
    return errno;
  if (beside_.empty()) {
    auto beside = target_ + "." + std::to_string(::getpid());
    if (::linkat(AT_FDCWD, (std::string(kOpenFiles) + "/" + std::to_string(file_)).c_str(), AT_FDCWD, beside.c_str(),
                 AT_SYMLINK_FOLLOW) != 0)
      return errno;
    beside_ = std::move(beside);
  }
  if (::rename(beside_.c_str(), target_.c_str()) != 0)
    return errno;
  beside_.clear();
  return 0;
}

std::optional<Error> WholeFile::commit() {
  const int code = is_direct_ ? 0 : put_in_place();
  return code == 0 ? std::nullopt : std::optional(unwritable(path_, code));
}

std::optional<Error> replace_file(const std::string& path, std::string_view text) {
  auto whole = WholeFile::create(path);
  if (!whole)
    return whole.error();
  if (const int code = whole->write(text); code != 0)
    return unwritable(path, code);
  return whole->commit();
}

}  // namespace entente::shell
