#include "shell/read_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "shell/failure.h"

namespace entente::shell {
namespace {

Error unreadable(const std::string& name, int error_number) {
  return failure(ErrorKind::kMachine, "cannot read " + name + ": " + std::strerror(error_number));
}

/// What is read at each start is short: room grows as it fills.
Outcome<std::string> read_all(int file, const std::string& name) {
  constexpr std::size_t kFirstBytes = 1024;
  std::string text(kFirstBytes, '\0');
  std::size_t size = 0;
  while (true) {
    const auto count = ::read(file, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return unreadable(name, errno);
    size += static_cast<std::size_t>(count);
    if (count == 0) {
      text.resize(size);
      return text;
    }
    if (size == text.size())
      text.resize(2 * size);
  }
}

}  // namespace

Outcome<std::string> read_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return unreadable(path, errno);
  auto text = read_all(file, path);  // of a directory, this is what fails
  ::close(file);
  return text;
}

Outcome<std::string> read_standard_input() { return read_all(STDIN_FILENO, "standard input"); }

}  // namespace entente::shell
