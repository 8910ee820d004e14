#include "shell/repl.h"

#include <signal.h>

#include <algorithm>

#include "entente/version.h"
#include "shell/command_list.h"
#include "shell/completion.h"
#include "shell/folders.h"
#include "shell/open_database.h"
#include "shell/read_file.h"
#include "shell/standard_files.h"
#include "shell/statement_reader.h"
#include "shell/tell_screen.h"
#include "shell/typing.h"

namespace entente::shell {
namespace {

constexpr const char* kSourceName = "input";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// What is to be done after a line.
enum class Next : std::uint8_t { kGoOn, kLeave, kGiveUp };

/// Takes what stands before the next command out of `rest`: all of it where none follows a whole statement.
std::string take_statements(std::string_view& rest) {
  std::string taken;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    if (is_command(line) && is_complete_statement(taken))
      break;
    taken += std::string(line) + "\n";
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return taken;
}

/// What was entered may hold several statements and commands: a script that was pasted.
Next run_entered(Desk& desk, std::string_view rest) {
  while (!rest.empty() && desk.runner.can_show()) {
    const auto line = rest.substr(0, rest.find('\n'));
    if (!is_command(line)) {
      if (const auto statements = take_statements(rest); !is_blank(statements))
        static_cast<void>(run_statements(desk, statements, RunMode::kInteractive, kSourceName));
      continue;
    }
    if (run_command(desk, line) == CommandOutcome::kLeave)
      return Next::kLeave;
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return desk.runner.can_show() ? Next::kGoOn : Next::kGiveUp;
}

Next take_entered(Desk& desk) {
  const auto entered = desk.reader.read(desk.runner.in_transaction());
  if (entered.kind == Entered::Kind::kEnd)
    return Next::kLeave;
  return entered.kind == Entered::Kind::kText ? run_entered(desk, entered.text) : Next::kGoOn;
}

std::string history_path() {
  const auto folder = state_folder();
  return folder ? (*folder / "history").string() : "";
}

/// The commands of the user's configuration: a line each, `#` begins a comment. No file is no fault.
void run_config(Desk& desk) {
  const auto folder = config_folder();
  const auto text = folder ? read_file(*folder / "config") : Outcome<std::string>(std::string());
  if (!text)
    return;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with('.')) {
      static_cast<void>(run_command(desk, line));
    } else if (!is_blank(line) && !line.starts_with('#')) {
      tell("note: " + (*folder / "config").string() + " holds commands alone, not: " + std::string(line) + "\n");
    }
  }
}

Desk::Opener opener_of(const Subject& subject) {
  return [&subject](const std::optional<std::string>& file) -> std::optional<Error> {
    const auto database = open_database(file, subject.open_options);
    if (!database)
      return database.error();
    subject.settings.caption_name = caption_name(file);
    subject.runner.replace_session(make_session(*database, subject.settings));
    return std::nullopt;
  };
}

/// While it lives, a Ctrl-C that comes when nobody waits for it, between reading and running, ends nothing. A program that is
/// started is not kept from it, as it would be were the signal ignored.
class UnmovedByInterrupts {
 public:
  UnmovedByInterrupts() {
    struct sigaction nothing {};
    nothing.sa_handler = [](int /*signal*/) {};
    nothing.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &nothing, &before_);
  }
  UnmovedByInterrupts(const UnmovedByInterrupts&) = delete;
  UnmovedByInterrupts& operator=(const UnmovedByInterrupts&) = delete;
  ~UnmovedByInterrupts() { ::sigaction(SIGINT, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

}  // namespace

std::string greeting_for(const std::string& caption_name) {
  return std::string("Entente ") + kVersion + ", database " + caption_name + "; .help says more, .quit leaves\n";
}

std::string questions_to_try() {
  return "Try:  members of SCO on 2014-10-21;\n"
         "      members of NATO and dialogue partners of SCO on 2014-10-21;\n"
         "      memberships of Belarus in SCO ever | sort began;\n"
         "Tab completes, Ctrl-R searches what was asked before.\n";
}

ExitCode converse(const Subject& subject) {
  auto& [runner, settings, log, open_options, is_world, reads_config] = subject;
  const UnmovedByInterrupts unmoved;
  History history(history_path());
  Completer completer(runner, history, settings);
  TypedLanguage language(completer);
  const auto reader = make_reader(language, history, settings.editing);
  const auto opener = opener_of(subject);
  Desk desk{runner, settings, *reader, history, log, opener};
  tell_screen(greeting_for(settings.caption_name) + (is_world && history.entries().empty() ? questions_to_try() : ""));
  if (reads_config)
    run_config(desk);
  auto next = Next::kGoOn;
  while (next == Next::kGoOn)
    next = take_entered(desk);
  if (runner.in_transaction())
    tell("note: begin without commit: nothing of it was kept\n");
  return next == Next::kLeave ? ExitCode::kDone : ExitCode::kInputOutput;
}

}  // namespace entente::shell
