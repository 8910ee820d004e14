// Whole files as text.
#pragma once

#include <string>

#include "entente/error.h"

namespace entente::shell {

/// All of `path`, as bytes. Errors name the path and are kMachine: missing, a directory, no permission, a failed read.
[[nodiscard]] Outcome<std::string> read_file(const std::string& path);

/// All of standard input, as bytes.
[[nodiscard]] Outcome<std::string> read_standard_input();

}  // namespace entente::shell
