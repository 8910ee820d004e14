// Ctrl-C while a statement runs at the prompt.
#pragma once

#include <signal.h>

#include "shell/runner.h"

namespace entente::shell {

/// While it lives, Ctrl-C stops the statement that runs and nothing else; what was typed ahead is kept. SIGTERM gives the terminal
/// back.
class Interruptible {
 public:
  explicit Interruptible(Runner& runner);
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  struct sigaction interrupt_before_ {};
  bool is_terminal_ = false;
};

}  // namespace entente::shell
