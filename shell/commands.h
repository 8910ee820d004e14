// The commands of the prompt, `.help`, `.explain-error` and `.quit`: they are about the shell, so no script knows them.
#pragma once

#include <string>
#include <string_view>

namespace entente::shell {

struct CommandOutcome {
  std::string text;  // to be shown; may be empty
  bool leaves = false;
};

/// True for a line that begins a command: `.` or `\` before anything else; also `help`, `quit` and `exit`, alone on their line.
[[nodiscard]] bool is_command(std::string_view line);

/// What the command does. One that does not exist gives a text that names those that do.
[[nodiscard]] CommandOutcome run_command(std::string_view line);

}  // namespace entente::shell
