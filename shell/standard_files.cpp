#include "shell/standard_files.h"

#include <fcntl.h>
#include <unistd.h>

#include "shell/whole_file.h"

namespace entente::shell {

void occupy_standard_files() {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(file, F_GETFD) != -1)
      continue;
    // The lowest free number is given out, and that is `file`. The mode is the one that makes the intended use fail.
    static_cast<void>(::open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

bool is_terminal(StandardFile file) { return ::isatty(static_cast<int>(file)) == 1; }

int write_all(StandardFile file, std::string_view text) { return write_all_to(static_cast<int>(file), text); }

void tell(std::string_view text) { static_cast<void>(write_all(StandardFile::kError, text)); }

}  // namespace entente::shell
