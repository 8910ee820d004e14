#include "shell/progress.h"

#include <signal.h>

#include <chrono>
#include <string>

#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr std::string_view kClear = "\r\x1b[K";

std::string line_of(std::size_t seconds, std::size_t rows) {
  return std::string(kClear) + std::to_string(seconds) + " s" + (rows > 0 ? ", " + std::to_string(rows) + " rows" : "") +
         "; Ctrl-C stops it";
}

}  // namespace

Progress::Progress() {
  if (!is_terminal(StandardFile::kError))
    return;
  // Signals are for the thread that runs statements.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { watch(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Progress::~Progress() { stop(); }

void Progress::stop() {
  if (!thread_.joinable())
    return;
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void Progress::watch() {
  std::unique_lock lock(mutex_);
  std::size_t seconds = 0;
  while (!ended_.wait_for(lock, std::chrono::seconds(1), [this] { return is_ended_; }))
    tell(line_of(++seconds, rows_));
  if (seconds > 0)
    tell(kClear);
}

}  // namespace entente::shell
