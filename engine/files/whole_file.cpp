#include "engine/files/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace entente::files {
namespace {

constexpr std::size_t kPendingBytes = std::size_t{256} << 10U;

Diagnostic cannot_write(const std::string& shown, int error) {
  return {"F19",
          "\"" + shown + "\" cannot be written: " + std::strerror(error),
          std::nullopt,
          {},
          error == ENOENT ? "is there such a directory?" : "nothing was changed there; choose another place, or make room"};
}

// Where a link leads; the path itself where nothing stands there.
std::string followed(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

// The name of a new file beside the target, which it opens: its number, or -1 and errno.
int open_beside(const std::string& target, std::string& beside) {
  static std::atomic<unsigned> counter = 0;
  beside = target + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(++counter);
  return ::open(beside.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

}  // namespace

Result<std::unique_ptr<WholeFile>> WholeFile::create(const std::string& path, const std::string& shown) {
  const std::string target = followed(path);
  struct stat about {};
  const bool stands_there = ::stat(target.c_str(), &about) == 0;
  if (stands_there && !S_ISREG(about.st_mode)) {
    return Diagnostic{"F02",
                      "\"" + shown + "\" is " + (S_ISDIR(about.st_mode) ? "a directory" : "no file but a pipe or a device"),
                      std::nullopt,
                      {},
                      "name a file"};
  }
  if (stands_there && ::access(target.c_str(), W_OK) != 0) {
    return cannot_write(shown, errno);
  }
  std::string beside;
  const int file = open_beside(target, beside);
  if (file < 0) {
    return cannot_write(shown, errno);
  }
  if (stands_there) {
    static_cast<void>(::fchmod(file, about.st_mode & 07777U));
  }
  return std::unique_ptr<WholeFile>(new WholeFile(target, std::move(beside), shown, file));
}

WholeFile::WholeFile(std::string target, std::string beside, std::string shown, int file)
    : target_(std::move(target)), beside_(std::move(beside)), shown_(std::move(shown)), file_(file) {
  if (shown_.ends_with(".gz")) {
    packed_ = ::gzdopen(::dup(file_), "wb");
    error_ = packed_ == nullptr ? ENOMEM : 0;
  }
}

WholeFile::~WholeFile() {
  if (packed_ != nullptr) {
    ::gzclose(packed_);
  }
  ::close(file_);
  if (!done_) {
    ::unlink(beside_.c_str());
  }
}

void WholeFile::write(std::string_view bytes) {
  pending_ += bytes;
  if (pending_.size() >= kPendingBytes) {
    flush();
  }
}

void WholeFile::flush() {
  std::string_view rest = pending_;
  while (!rest.empty() && error_ == 0) {
    const auto most = static_cast<unsigned>(std::min(rest.size(), std::size_t{1} << 30U));
    const auto count = packed_ != nullptr ? ::gzwrite(packed_, rest.data(), most) : ::write(file_, rest.data(), rest.size());
    if (count <= 0 && errno != EINTR) {
      error_ = errno == 0 ? EIO : errno;
    }
    rest.remove_prefix(count <= 0 ? 0 : static_cast<std::size_t>(count));
  }
  pending_.clear();
}

Result<Done> WholeFile::finish() {
  flush();
  if (packed_ != nullptr && ::gzclose(std::exchange(packed_, nullptr)) != Z_OK && error_ == 0) {
    error_ = errno == 0 ? EIO : errno;
  }
  if (error_ == 0 && (::fsync(file_) != 0 || ::rename(beside_.c_str(), target_.c_str()) != 0)) {
    error_ = errno;
  }
  if (error_ != 0) {
    return cannot_write(shown_, error_);
  }
  done_ = true;
  return Done{};
}

}  // namespace entente::files
