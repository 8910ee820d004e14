#include "shell/run_program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "shell/whole_file.h"

namespace entente::shell {
namespace {

constexpr int kSignalBase = 128;

/// While another program has the terminal, Ctrl-C is its affair, and a pipe that it closes is none of ours.
class Aside {
 public:
  Aside() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &interrupt_);
    ::sigaction(SIGQUIT, &ignore, &quit_);
    ::sigaction(SIGPIPE, &ignore, &pipe_);
  }
  ~Aside() {
    ::sigaction(SIGINT, &interrupt_, nullptr);
    ::sigaction(SIGQUIT, &quit_, nullptr);
    ::sigaction(SIGPIPE, &pipe_, nullptr);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

 private:
  struct sigaction interrupt_ {};
  struct sigaction quit_ {};
  struct sigaction pipe_ {};
};

/// -1: it could not be started.
pid_t start(const std::string& command, const std::string& argument, const posix_spawn_file_actions_t* files) {
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t signals;
  ::sigemptyset(&signals);
  ::posix_spawnattr_setsigmask(&attributes, &signals);
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE})
    ::sigaddset(&signals, signal);
  ::posix_spawnattr_setsigdefault(&attributes, &signals);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  std::string shell = "sh";
  std::string option = "-c";
  std::string words = command;
  std::string value = argument;
  std::array<char*, 6> arguments{shell.data(), option.data(), words.data(), shell.data(), value.data(), nullptr};
  pid_t process = -1;
  const int code = ::posix_spawn(&process, "/bin/sh", files, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  return code == 0 ? process : -1;
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR)
      return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
}

}  // namespace

int run_program(const std::string& command, const std::string& argument) {
  const Aside aside;
  const auto process = start(command, argument, nullptr);
  return process < 0 ? -1 : wait_for(process);
}

int run_program_with_input(const std::string& command, const std::string& text) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return -1;
  const Aside aside;
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
  const auto process = start(command, "", &files);
  ::posix_spawn_file_actions_destroy(&files);
  ::close(ends[0]);
  if (process > 0)
    static_cast<void>(write_all_to(ends[1], text));
  ::close(ends[1]);
  return process < 0 ? -1 : wait_for(process);
}

}  // namespace entente::shell
