// Where results go: to standard output, to a file, or to a screen that is looked at page by page.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "entente/error.h"
#include "shell/settings.h"

namespace entente::shell {

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  virtual ~Output() = default;

  /// Returns 0, or the errno of what failed; ECANCELED where somebody looks, once what stop_when() named is set.
  [[nodiscard]] virtual int write(std::string_view text) = 0;
  void stop_when(const std::atomic<bool>* stop) { stop_ = stop; }
  /// After each run, when nothing of the database is held any more.
  virtual void flush() {}
  /// All is written and was right: what is to appear as a whole, appears.
  [[nodiscard]] virtual std::optional<Error> finish() { return std::nullopt; }
  /// True where whoever looks wants whole answers rather than their rows one by one.
  [[nodiscard]] virtual bool wants_whole() const { return false; }
  /// True while what was written waits for flush(), so that what is told would come before it.
  [[nodiscard]] virtual bool waits() const { return false; }
  /// True where what exceeds the screen is shown by a pager.
  [[nodiscard]] virtual bool pages() const { return false; }
  /// The columns of the screen; 0: it is none.
  [[nodiscard]] virtual std::size_t columns() const { return 0; }

 protected:
  const std::atomic<bool>* stop_ = nullptr;
};

/// Standard output as it is: a pipe, a file, or a screen that runs on.
[[nodiscard]] std::unique_ptr<Output> standard_output();
/// A file that is there when all has gone well, and else is as it was.
[[nodiscard]] Outcome<std::unique_ptr<Output>> output_file(const std::string& path);
/// A terminal with somebody before it: what exceeds the screen is shown by a pager, if the settings have it so. They must outlive
/// it.
[[nodiscard]] std::unique_ptr<Output> screen_output(const Settings& settings);

}  // namespace entente::shell
