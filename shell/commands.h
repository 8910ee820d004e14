// The commands of the prompt, `.help` and its like: they are about the shell, so no script knows them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/editor/history.h"
#include "shell/log.h"
#include "shell/runner.h"
#include "shell/settings.h"
#include "shell/statement_reader.h"

namespace entente::shell {

/// What commands work on.
struct Desk {
  /// Makes the runner ask another database; none: the world.
  using Opener = std::function<std::optional<Error>(const std::optional<std::string>& file)>;

  Runner& runner;
  Settings& settings;
  StatementReader& reader;
  History& history;
  const Log& log;
  const Opener& opener;
};

enum class CommandOutcome : std::uint8_t { kGoOn, kLeave };

struct Command {
  std::string_view name;      // with its point
  std::string_view argument;  // as help shows it; empty: it takes none
  std::string_view meaning;
  CommandOutcome (*run)(Desk& desk, std::string_view argument);

  /// Those that its argument names: vi and emacs of `vi|emacs`.
  [[nodiscard]] std::vector<std::string_view> words() const;
};

/// In the order in which help shows them.
[[nodiscard]] std::span<const Command> commands();

/// True for a line that begins a command: `.` or `\` before anything else; also `help`, `quit` and `exit`, alone on their line.
[[nodiscard]] bool is_command(std::string_view line);

/// Does what the command says. One that does not exist is told, with those that are like it.
[[nodiscard]] CommandOutcome run_command(Desk& desk, std::string_view line);

}  // namespace entente::shell
