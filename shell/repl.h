// The prompt: reads statements as they are typed, runs each, until Ctrl-D or `.quit`.
#pragma once

#include <string>

#include "shell/exit_code.h"
#include "shell/log.h"
#include "shell/runner.h"
#include "shell/settings.h"

namespace entente::shell {

/// What a conversation is about. What is referred to must outlive it.
struct Subject {
  Runner& runner;
  Settings& settings;
  const Log& log;
  const OpenOptions& open_options;  // for `.open`
  bool is_world;
  bool reads_config;
};

/// Greets and talks until the user leaves. A failed statement does not end it; an unusable standard output does.
/// Prompts and greetings go to standard error: standard output holds results only.
[[nodiscard]] ExitCode converse(const Subject& subject);

/// One line; who starts for the first time gets three questions to try on the world database.
[[nodiscard]] std::string greeting_for(const std::string& caption_name);
[[nodiscard]] std::string questions_to_try();

}  // namespace entente::shell
