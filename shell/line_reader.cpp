#include "shell/line_reader.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "shell/standard_files.h"

namespace entente::shell {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void note_interrupt(int /*signal*/) { interrupted = 1; }

/// While it lives, SIGINT is held back, to be let through inside ppoll() alone: none can slip in between a look at the flag and the
/// wait.
class HeldInterrupt {
 public:
  HeldInterrupt() {
    interrupted = 0;
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigprocmask(SIG_BLOCK, &held, &before_);
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    sigaction(SIGINT, &action, &action_before_);
  }
  HeldInterrupt(const HeldInterrupt&) = delete;
  HeldInterrupt& operator=(const HeldInterrupt&) = delete;
  ~HeldInterrupt() {
    sigaction(SIGINT, &action_before_, nullptr);
    sigprocmask(SIG_SETMASK, &before_, nullptr);
  }

  /// Waits until there is something to read, or an interrupt. Returns false on the interrupt.
  [[nodiscard]] bool wait_for_input() const {
    while (interrupted == 0) {
      pollfd input{STDIN_FILENO, POLLIN, 0};
      if (::ppoll(&input, 1, nullptr, &before_) >= 0 || errno != EINTR)
        return true;
    }
    return false;
  }

 private:
  sigset_t before_{};
  struct sigaction action_before_ {};
};

}  // namespace

TypedLine LineReader::read(std::string_view prompt) {
  const HeldInterrupt held;
  tell(prompt);
  while (true) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      auto line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return {TypedLine::Kind::kText, std::move(line)};
    }
    if (!held.wait_for_input()) {
      pending_.clear();
      return {TypedLine::Kind::kInterrupt, ""};
    }
    std::array<char, 4096> buffer{};
    const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0)
      return {TypedLine::Kind::kEnd, ""};
    pending_.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace entente::shell
