#include "shell/progress.h"

#include <algorithm>
#include <cmath>

#include "shell/quiet_thread.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr std::chrono::seconds kPatience{1};
constexpr std::chrono::milliseconds kBetween{200};
constexpr const char* kWipe = "\r\033[K";

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3)
    digits.insert(at - 3, ",");
  return digits;
}

/// Of a statement that does not say how far it is.
std::string waiting_text(std::size_t rows, double seconds) {
  return grouped(static_cast<std::uint64_t>(seconds)) + " s" + (rows > 0 ? " · " + grouped(rows) + " rows" : "");
}

}  // namespace

std::string progress_text(const Progress& progress, double seconds) {
  const auto rate = seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(progress.rows) / seconds) : 0;
  std::string text = grouped(progress.rows) + " rows · " + grouped(rate) + " rows/s";
  if (progress.all == 0 || progress.done == 0)
    return text;
  const double share = std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(progress.all));
  const auto left = static_cast<std::uint64_t>(std::ceil(seconds * (1 - share) / share));
  return text + " · " + std::to_string(static_cast<int>(100 * share)) + " % · " + grouped(left) + " s left";
}

ProgressLine::ProgressLine() {
  if (!is_terminal(StandardFile::kError))
    return;
  thread_ = quiet_thread([this] { watch(); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable())
    return;
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void ProgressLine::show(const Progress& progress) {
  const std::lock_guard lock(mutex_);
  progress_ = progress;
}

void ProgressLine::add_rows(std::size_t count) {
  const std::lock_guard lock(mutex_);
  rows_ += count;
}

void ProgressLine::restart() {
  const std::lock_guard lock(mutex_);
  wipe();
  began_ = Clock::now();
  progress_.reset();
  rows_ = 0;
}

void ProgressLine::wipe() {
  if (is_shown_)
    tell(kWipe);
  is_shown_ = false;
}

void ProgressLine::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, kBetween, [this] { return is_ended_; })) {
    const auto taken = Clock::now() - began_;
    if (taken < kPatience)
      continue;
    const auto seconds = std::chrono::duration<double>(taken).count();
    is_shown_ = true;
    tell(kWipe + (progress_ ? progress_text(*progress_, seconds) : waiting_text(rows_, seconds)) + "; Ctrl-C stops it");
  }
  wipe();
}

}  // namespace entente::shell
