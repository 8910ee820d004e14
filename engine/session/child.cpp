#include "engine/session/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace entente::session {
namespace {

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(file, text.data(), text.size());
    if (count < 0 && errno != EINTR) {
      ::_exit(1);
    }
    text.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
}

[[noreturn]] void be_child(int file, const std::function<void(const std::function<void(const std::string&)>&)>& work) {
  if (const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0) {
    ::dup2(nowhere, STDERR_FILENO);
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {  // whatever the program does with them
    ::signal(signal, SIG_DFL);
  }
  try {
    work([file](const std::string& line) { write_all(file, line); });
  } catch (...) {  // what went wrong was said before
    ::_exit(1);
  }
  ::_exit(0);
}

std::string read_all(int file) {
  std::string text;
  std::array<char, 4096> piece{};
  while (true) {
    const auto count = ::read(file, piece.data(), piece.size());
    if (count > 0) {
      text.append(piece.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      return text;
    }
  }
}

}  // namespace

ChildEnd run_in_child(const std::function<void(const std::function<void(const std::string&)>& say)>& work) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return {"", "", false};
  }
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    be_child(pipe[1], work);
  }
  ::close(pipe[1]);
  ChildEnd end;
  end.started = child > 0;
  end.text = child > 0 ? read_all(pipe[0]) : "";
  ::close(pipe[0]);
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child > 0 && WIFSIGNALED(status)) {
    end.crash = ::strsignal(WTERMSIG(status));
  }
  return end;
}

}  // namespace entente::session
