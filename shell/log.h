// The log of a run: to standard error, or to a file.
#pragma once

#include "entente/database.h"
#include "shell/options.h"

namespace entente::shell {

/// A logger that writes what `options` ask for. Error: the log file cannot be opened (kMachine).
[[nodiscard]] Outcome<Logger> make_logger(const Options& options);

}  // namespace entente::shell
