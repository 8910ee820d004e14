#include "shell/read_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "shell/failure.h"

namespace entente::shell {
namespace {

Error unreadable(const std::string& name, int error_number) {
  return failure(ErrorKind::kMachine, "cannot read " + name + ": " + std::strerror(error_number));
}

Outcome<std::string> read_all(int file, const std::string& name) {
  std::string text;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto count = ::read(file, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return unreadable(name, errno);
    if (count == 0)
      return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
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
