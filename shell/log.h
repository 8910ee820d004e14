// The log of a run: to standard error, or to a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "entente/database.h"
#include "shell/options.h"

namespace entente::shell {

/// Where the log of a run goes; that can be changed while it runs.
class Log {
 public:
  /// As `options` ask. Error: the log file cannot be opened (kMachine).
  [[nodiscard]] static Outcome<Log> make(const Options& options);

  /// Writes what comes here, for as long as anybody has it.
  [[nodiscard]] Logger logger() const;
  /// From here on everything goes to the end of a file. On an error all stays as it was.
  [[nodiscard]] std::optional<Error> write_to(const std::string& file) const;
  void stop() const;

 private:
  struct Target;
  explicit Log(std::shared_ptr<Target> target) : target_(std::move(target)) {}
  std::shared_ptr<Target> target_;
};

}  // namespace entente::shell
