#include "shell/repl.h"

#include "entente/version.h"
#include "shell/commands.h"
#include "shell/line_reader.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr std::string_view kPrompt = "entente> ";
constexpr std::string_view kContinuation = "     -> ";
constexpr const char* kSourceName = "input";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// What failed has been told, and the next statement may do better.
void run_typed(Runner& runner, const std::string& text) {
  if (const auto error = find_bad_utf8(kSourceName, text)) {
    tell(error->text);
  } else {
    static_cast<void>(runner.run({kSourceName, text, RunMode::kInteractive}));
  }
}

/// What is to be done after a line.
enum class Next : std::uint8_t { kGoOn, kLeave, kGiveUp };

class Conversation {
 public:
  explicit Conversation(Runner& runner) : runner_(runner) {}

  Next take_line() {
    const auto line = reader_.read(typed_.empty() ? kPrompt : kContinuation);
    if (line.kind == TypedLine::Kind::kEnd)
      return leave();
    if (line.kind == TypedLine::Kind::kInterrupt)
      return drop();
    if (typed_.empty() && is_blank(line.text))
      return Next::kGoOn;
    if (typed_.empty() && is_command(line.text))
      return command(line.text);
    typed_ += line.text + "\n";
    return is_complete_statement(typed_) ? run() : Next::kGoOn;
  }

 private:
  Next leave() {
    tell("\n");
    if (!typed_.empty())
      tell("note: what was typed last was not run: it has no ; at its end\n");
    return Next::kLeave;
  }

  Next drop() {
    tell("\n");
    typed_.clear();
    return Next::kGoOn;
  }

  static Next command(const std::string& line) {
    const auto outcome = run_command(line);
    tell(outcome.text);
    return outcome.leaves ? Next::kLeave : Next::kGoOn;
  }

  Next run() {
    run_typed(runner_, typed_);
    typed_.clear();
    return runner_.can_show() ? Next::kGoOn : Next::kGiveUp;
  }

  Runner& runner_;
  LineReader reader_;
  std::string typed_;  // the lines of a statement that is not complete
};

}  // namespace

std::string greeting_for(const std::string& caption_name) {
  return std::string("Entente ") + kVersion + ", database " + caption_name + "; .help says more, .quit leaves\n";
}

std::string questions_to_try() {
  return "Try:  members of SCO on 2014-10-21;\n"
         "      members of NATO and dialogue partners of SCO on 2014-10-21;\n"
         "      memberships of Belarus in SCO ever | sort began;\n";
}

ExitCode converse(Runner& runner, const std::string& greeting) {
  tell(greeting);
  Conversation conversation(runner);
  auto next = Next::kGoOn;
  while (next == Next::kGoOn)
    next = conversation.take_line();
  if (runner.in_transaction())
    tell("note: begin without commit: nothing of it was kept\n");
  return next == Next::kLeave ? ExitCode::kDone : ExitCode::kInputOutput;
}

}  // namespace entente::shell
