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

CommandOutcome help(Desk& desk, std::string_view topic);
CommandOutcome explain_error(Desk& desk, std::string_view code);
CommandOutcome quit(Desk& desk, std::string_view argument);

// What is in the database, and what was answered.
CommandOutcome bodies(Desk& desk, std::string_view wanted);
CommandOutcome actors(Desk& desk, std::string_view wanted);
CommandOutcome roles(Desk& desk, std::string_view wanted);
CommandOutcome sources(Desk& desk, std::string_view wanted);
CommandOutcome recent(Desk& desk, std::string_view argument);
CommandOutcome explain(Desk& desk, std::string_view query);
CommandOutcome last(Desk& desk, std::string_view name);
CommandOutcome expand(Desk& desk, std::string_view argument);

// How answers are shown and statements typed.
CommandOutcome format(Desk& desk, std::string_view name);
CommandOutcome null(Desk& desk, std::string_view text);
CommandOutcome pager(Desk& desk, std::string_view argument);
CommandOutcome timer(Desk& desk, std::string_view argument);
CommandOutcome color(Desk& desk, std::string_view argument);
CommandOutcome keys(Desk& desk, std::string_view argument);

// What statements mean.
CommandOutcome param(Desk& desk, std::string_view definition);
CommandOutcome set_default(Desk& desk, std::string_view clauses);

// Files.
CommandOutcome open(Desk& desk, std::string_view argument);
CommandOutcome read(Desk& desk, std::string_view argument);
CommandOutcome edit(Desk& desk, std::string_view argument);
CommandOutcome log(Desk& desk, std::string_view argument);

}  // namespace command
}  // namespace entente::shell
