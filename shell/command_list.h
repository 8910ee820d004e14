// What each command does; one function each, in the files commands_*.cpp. Internal to the commands.
#pragma once

#include "shell/commands.h"

namespace entente::shell {

/// Tells an error of the command, and goes on.
CommandOutcome refuse(const std::string& message, const std::string& help);
/// Tells a line.
CommandOutcome say(const std::string& line);
/// Runs statements as if they had been typed.
CommandOutcome run_statements(Desk& desk, const std::string& text, RunMode mode = RunMode::kInteractive,
                              const std::string& source_name = "command");

namespace command {

CommandOutcome help(Desk& desk, std::string_view argument);
CommandOutcome explain_error(Desk& desk, std::string_view argument);
CommandOutcome quit(Desk& desk, std::string_view argument);

// What is in the database, and what was answered.
CommandOutcome bodies(Desk& desk, std::string_view argument);
CommandOutcome actors(Desk& desk, std::string_view argument);
CommandOutcome roles(Desk& desk, std::string_view argument);
CommandOutcome sources(Desk& desk, std::string_view argument);
CommandOutcome recent(Desk& desk, std::string_view argument);
CommandOutcome explain(Desk& desk, std::string_view argument);
CommandOutcome last(Desk& desk, std::string_view argument);
CommandOutcome expand(Desk& desk, std::string_view argument);

// How answers are shown and statements typed.
CommandOutcome format(Desk& desk, std::string_view argument);
CommandOutcome null(Desk& desk, std::string_view argument);
CommandOutcome pager(Desk& desk, std::string_view argument);
CommandOutcome timer(Desk& desk, std::string_view argument);
CommandOutcome color(Desk& desk, std::string_view argument);
CommandOutcome keys(Desk& desk, std::string_view argument);

// What statements mean.
CommandOutcome param(Desk& desk, std::string_view argument);
CommandOutcome set_default(Desk& desk, std::string_view argument);

// Files.
CommandOutcome open(Desk& desk, std::string_view argument);
CommandOutcome read(Desk& desk, std::string_view argument);
CommandOutcome edit(Desk& desk, std::string_view argument);
CommandOutcome log(Desk& desk, std::string_view argument);

}  // namespace command
}  // namespace entente::shell
