#include "shell/interruptible.h"

#include <termios.h>
#include <unistd.h>

#include <atomic>

namespace entente::shell {
namespace {

// A handler can reach nothing else.
std::atomic<Runner*> running = nullptr;
static_assert(std::atomic<Runner*>::is_always_lock_free);

void interrupt_running(int /*signal*/) {
  if (Runner* const runner = running.load())
    runner->interrupt();
}

termios before_running{};

/// Gives the terminal back, then dies of the signal as anybody would; what was not committed is not kept.
void give_back(int signal) {
  static_cast<void>(::tcsetattr(STDIN_FILENO, TCSANOW, &before_running));
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void handle(int signal, void (*handler)(int), struct sigaction* before) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, before);
}

}  // namespace

Interruptible::Interruptible(Runner& runner) {
  running = &runner;
  is_terminal_ = ::tcgetattr(STDIN_FILENO, &before_running) == 0;
  handle(SIGINT, interrupt_running, &interrupt_before_);
  if (!is_terminal_)
    return;
  handle(SIGTERM, give_back, nullptr);
  auto mode = before_running;
  mode.c_lflag |= NOFLSH;  // Ctrl-C throws away nothing of what was typed ahead
  ::tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

Interruptible::~Interruptible() {
  if (is_terminal_) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_running);
    ::signal(SIGTERM, SIG_DFL);
  }
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  running = nullptr;
}

}  // namespace entente::shell
