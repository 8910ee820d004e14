#include "shell/repl.h"

#include <signal.h>

#include <algorithm>
#include <atomic>

#include "entente/version.h"
#include "shell/commands.h"
#include "shell/completion.h"
#include "shell/edit_text.h"
#include "shell/folders.h"
#include "shell/standard_files.h"
#include "shell/statement_reader.h"
#include "shell/typing.h"

namespace entente::shell {
namespace {

constexpr const char* kSourceName = "input";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A handler can reach nothing else.
std::atomic<Runner*> running = nullptr;
static_assert(std::atomic<Runner*>::is_always_lock_free);

void interrupt_running(int /*signal*/) {
  if (Runner* const runner = running.load())
    runner->interrupt();
}

/// While it lives, Ctrl-C stops the statement that runs and nothing else.
class Interruptible {
 public:
  explicit Interruptible(Runner& runner) {
    running = &runner;
    struct sigaction action {};
    action.sa_handler = interrupt_running;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, &before_);
  }
  ~Interruptible() {
    ::sigaction(SIGINT, &before_, nullptr);
    running = nullptr;
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  struct sigaction before_ {};
};

/// What failed has been told, and the next statement may do better.
void run_typed(Runner& runner, const std::string& text) {
  if (const auto error = find_bad_utf8(kSourceName, text)) {
    tell(error->text);
    return;
  }
  const Interruptible interruptible(runner);
  static_cast<void>(runner.run({kSourceName, text, RunMode::kInteractive}));
}

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
        run_typed(desk.runner, statements);
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

}  // namespace

std::string greeting_for(const std::string& caption_name) {
  return std::string("Entente ") + kVersion + ", database " + caption_name + "; .help says more, .quit leaves\n";
}

std::string questions_to_try() {
  return "Try:  members of SCO on 2014-10-21;\n"
         "      members of NATO and dialogue partners of SCO on 2014-10-21;\n"
         "      memberships of Belarus in SCO ever | sort began;\n";
}

ExitCode converse(Runner& runner, Settings& settings, const std::string& greeting) {
  tell(greeting);
  History history(history_path());
  Completer completer(runner, history, settings);
  TypedLanguage language(completer);
  if (!settings.is_safe)
    settings.editing.edit_elsewhere = edit_text;
  const auto reader = make_reader(language, history, settings.editing);
  Desk desk{runner, settings, *reader, history};
  auto next = Next::kGoOn;
  while (next == Next::kGoOn)
    next = take_entered(desk);
  if (runner.in_transaction())
    tell("note: begin without commit: nothing of it was kept\n");
  return next == Next::kLeave ? ExitCode::kDone : ExitCode::kInputOutput;
}

}  // namespace entente::shell
