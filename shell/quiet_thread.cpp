#include "shell/quiet_thread.h"

#include <signal.h>

#include <utility>

namespace entente::shell {

std::jthread quiet_thread(std::function<void()> work) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // threads begin with the mask of who starts them
  std::jthread thread(std::move(work));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

}  // namespace entente::shell
