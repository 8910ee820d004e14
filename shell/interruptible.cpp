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

/// Whether the terminal throws away what was typed ahead when Ctrl-C is pressed.
void set_flushing(bool is_flushing) {
  termios mode{};
  if (::tcgetattr(STDIN_FILENO, &mode) != 0)
    return;
  mode.c_lflag = is_flushing ? mode.c_lflag & ~static_cast<tcflag_t>(NOFLSH) : mode.c_lflag | NOFLSH;
  ::tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

}  // namespace

Interruptible::Interruptible(Runner& runner) {
  running = &runner;
  struct sigaction action {};
  action.sa_handler = interrupt_running;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, &before_);
  set_flushing(false);
}

Interruptible::~Interruptible() {
  set_flushing(true);
  ::sigaction(SIGINT, &before_, nullptr);
  running = nullptr;
}

}  // namespace entente::shell
