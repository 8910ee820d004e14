#include "engine/files/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/files/fault.h"

namespace entente::files {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;

bool is_packed_by_name(const std::string& name) { return name.ends_with(".gz"); }

[[noreturn]] void fail_to_open(const std::string& shown, int error) {
  const std::string name = "\"" + shown + "\"";
  if (error == ENOENT || error == ENOTDIR) {
    fail("F01", "there is no file " + name, "a path is relative to the directory in which the program was started");
  }
  if (error == EACCES || error == EPERM) {
    fail("F03", name + " may not be read", "ask who owns it for the permission to read");
  }
  fail("F16", name + " cannot be opened: " + std::strerror(error), "is the path right?");
}

// A pipe or a device may never end, and cannot be read twice.
int open_file(const std::string& path, const std::string& shown, std::uint64_t& bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    fail_to_open(shown, errno);
  }
  struct stat about {};
  const bool known = ::fstat(file, &about) == 0;
  if (known && S_ISREG(about.st_mode)) {
    bytes = static_cast<std::uint64_t>(about.st_size);
    return file;
  }
  ::close(file);
  const bool directory = known && S_ISDIR(about.st_mode);
  fail("F02", "\"" + shown + "\" is " + (directory ? "a directory" : "no file but a pipe or a device"),
       directory ? "name a file in it" : "write what comes from it into a file first");
}

}  // namespace

ByteStream::ByteStream(const std::string& path, std::string shown) : shown_(std::move(shown)) {
  const int file = open_file(path, shown_, file_bytes_);
  file_.reset(::gzdopen(file, "rb"));
  if (file_ == nullptr) {
    ::close(file);
    throw std::bad_alloc();
  }
  ::gzbuffer(file_.get(), kPieceBytes);
  pass_over_mark();
  if (is_packed_by_name(shown_) && !buffer_.empty() && ::gzdirect(file_.get()) == 1) {
    fail("F07", "\"" + shown_ + "\" is not packed with gzip", "take the ending .gz from its name");
  }
}

Extent ByteStream::extent() const {
  const auto at = ::gzoffset(file_.get());
  return {at < 0 ? 0 : static_cast<std::uint64_t>(at), file_bytes_};
}

void ByteStream::pass_over_mark() {
  if (peek(0) == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF) {
    take(3, 0);
  } else if ((peek(0) == 0xFF && peek(1) == 0xFE) || (peek(0) == 0xFE && peek(1) == 0xFF)) {
    fail("F08", "\"" + shown_ + "\" is in UTF-16", "save it as UTF-8, or: iconv -f UTF-16 -t UTF-8");
  }
}

void ByteStream::refill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + kPieceBytes);
  const int count = ::gzread(file_.get(), buffer_.data() + kept, static_cast<unsigned>(kPieceBytes));
  buffer_.resize(kept + static_cast<std::size_t>(count > 0 ? count : 0));
  if (count > 0) {
    return;
  }
  ended_ = true;
  const int system_error = errno;
  int error = Z_OK;
  const std::string message = ::gzerror(file_.get(), &error);
  if (error == Z_ERRNO) {
    fail("F16", "\"" + shown_ + "\" cannot be read: " + std::strerror(system_error), "is the disk well?");
  }
  if (error == Z_BUF_ERROR) {
    fail("F07", "\"" + shown_ + "\" ends in the middle of what was packed", "fetch it again, or pack it anew");
  }
  if (error != Z_OK && error != Z_STREAM_END) {
    fail("F07", "\"" + shown_ + "\" is packed with gzip and damaged", "fetch it again, or pack it anew: gzip -t tells");
  }
}

std::string_view ByteStream::buffered() {
  if (begin_ == buffer_.size() && !ended_) {
    refill();
  }
  return std::string_view(buffer_).substr(begin_);
}

int ByteStream::peek(std::size_t ahead) {
  while (buffer_.size() - begin_ <= ahead && !ended_) {
    refill();
  }
  return buffer_.size() - begin_ <= ahead ? -1 : static_cast<unsigned char>(buffer_[begin_ + ahead]);
}

bool ByteStream::take_line_end(std::string* text) {
  std::size_t bytes = 0;
  if (peek(0) == '\n') {
    bytes = 1;
  } else if (peek(0) == '\r') {
    bytes = peek(1) == '\n' ? 2 : peek(1) == '\r' && peek(2) == '\n' ? 3 : 1;
  } else {
    return false;
  }
  if (text != nullptr) {
    text->append(buffer_, begin_, bytes);
  }
  begin_ += bytes;
  ++at_.line;
  at_.column = 1;
  return true;
}

}  // namespace entente::files
