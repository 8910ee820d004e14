// The prompt: reads statements as they are typed, runs each, until Ctrl-D or `.quit`.
#pragma once

#include <string>

#include "shell/exit_code.h"
#include "shell/runner.h"
#include "shell/settings.h"

namespace entente::shell {

/// Greets and talks until the user leaves. A failed statement does not end it; an unusable standard output does.
/// Prompts and greetings go to standard error: standard output holds results only.
[[nodiscard]] ExitCode converse(Runner& runner, Settings& settings, const std::string& greeting);

/// One line; for the world database three questions to try follow.
[[nodiscard]] std::string greeting_for(const std::string& caption_name);
[[nodiscard]] std::string questions_to_try();

}  // namespace entente::shell
