#include "shell/progress.h"

#include <algorithm>
#include <cmath>

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

void ProgressLine::begin() { began_ = shown_ = Clock::now(); }

void ProgressLine::show(const Progress& progress) {
  const auto now = Clock::now();
  if (!is_terminal(StandardFile::kError) || now - began_ < kPatience || now - shown_ < kBetween)
    return;
  shown_ = now;
  is_shown_ = true;
  tell(kWipe + progress_text(progress, std::chrono::duration<double>(now - began_).count()));
}

void ProgressLine::end() {
  if (is_shown_)
    tell(kWipe);
  is_shown_ = false;
}

}  // namespace entente::shell
