// `--fmt`: scripts rewritten in canonical layout. Opens no database.
#pragma once

#include <string>
#include <vector>

#include "shell/exit_code.h"

namespace entente::shell {

/// Rewrites each of `files` that is not in canonical layout; `-` is standard input, written to standard output. With `only_check`
/// nothing is written: those that would change are named, and the exit code is that of a failed statement. A script with an error
/// is reported and left as it is, and so is every other: either all files are read and right, or none is written.
[[nodiscard]] ExitCode format_files(const std::vector<std::string>& files, bool only_check);

}  // namespace entente::shell
