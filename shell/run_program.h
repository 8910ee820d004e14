// Other programs: an editor, a pager. Their names are words of the user's, perhaps with options, so a shell reads them.
#pragma once

#include <string>

namespace entente::shell {

/// Runs `command` with `sh -c` on our terminal, `argument` as its $1, and waits. Its exit code; 128 or more where a signal ended
/// it, -1 where it could not be started.
[[nodiscard]] int run_program(const std::string& command, const std::string& argument);

/// Runs `command` with `text` as its standard input, and waits. That it reads no further than it likes is no failure.
[[nodiscard]] int run_program_with_input(const std::string& command, const std::string& text);

}  // namespace entente::shell
