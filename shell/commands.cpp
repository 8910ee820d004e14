#include "shell/commands.h"

#include <algorithm>
#include <array>

#include "shell/command_list.h"
#include "shell/error_pages.h"
#include "shell/failure.h"
#include "shell/help.h"
#include "shell/interruptible.h"
#include "shell/standard_files.h"
#include "shell/tell_screen.h"

namespace entente::shell {
namespace {

constexpr auto kCommands = std::to_array<Command>({
    {".help", "[TOPIC]", "a page about a word or a topic; alone, what there is", command::help},
    {".bodies", "[TEXT]", "organisations, agreements, groups, or those with TEXT", command::bodies},
    {".actors", "[TEXT]", "states and territories, likewise", command::actors},
    {".roles", "[TEXT]", "roles and the ladder that they form", command::roles},
    {".sources", "[TEXT]", "sources, and how many claims each makes", command::sources},
    {".recent", "[N]", "the last commits, the newest first", command::recent},
    {".explain", "QUERY", "how a query is read; .explain analyze: what takes long", command::explain},
    {".explain-error", "[CODE]", "what an error means, with examples; alone, all errors", command::explain_error},
    {".last", "[FORMAT]", "the last answer once more, nothing cut, or in FORMAT", command::last},
    {".expand", "", "the last answer once more, a line a cell", command::expand},
    {".format", "[FORMAT]", "how answers are shown; alone, which formats there are", command::format},
    {".null", "[TEXT]", "what stands where a value is missing; alone, the usual", command::null},
    {".timer", "on|off", "whether the time taken is shown", command::timer},
    {".pager", "on|off", "whether what exceeds the screen goes through $PAGER", command::pager},
    {".color", "on|off", "whether what is typed is coloured", command::color},
    {".keys", "vi|emacs", "whose keys edit what is typed", command::keys},
    {".param", "[NAME=VALUE]|unset NAME|clear", "sets $NAME, takes it or all back", command::param},
    {".default", "[CLAUSES|off]", "what holds where a query says nothing; alone, says it", command::set_default},
    {".edit", "[TEXT]", "opens the last statement, or TEXT, in $VISUAL, $EDITOR", command::edit},
    {".read", "FILE", "runs a script: all of it takes effect, or nothing", command::read},
    {".open", "[FILE]", "goes on with another database; alone, with the world", command::open},
    {".log", "FILE|off", "writes what the program does to the end of FILE", command::log},
    {".quit", "", "leaves, as Ctrl-D does; Ctrl-C stops what runs", command::quit},
});

struct OtherName {
  std::string_view written;
  std::string_view name;
};
/// Habits from other shells.
constexpr auto kOtherNames = std::to_array<OtherName>({{"help", ".help"},
                                                       {"quit", ".quit"},
                                                       {"exit", ".quit"},
                                                       {".exit", ".quit"},
                                                       {"\\q", ".quit"},
                                                       {"\\?", ".help"},
                                                       {"\\e", ".edit"},
                                                       {"\\x", ".expand"},
                                                       {"\\i", ".read"},
                                                       {"\\c", ".open"},
                                                       {"\\h", ".help"},
                                                       {"\\set", ".param"},
                                                       {"\\timing", ".timer"},
                                                       {"\\dt", ".bodies"},
                                                       {".mode", ".format"},
                                                       {".tables", ".bodies"},
                                                       {"\\d", ".bodies"},
                                                       {".schema", ".bodies"}});

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? "" : line.substr(begin, line.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view usual_name(std::string_view written) {
  const auto* const other =
      std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const OtherName& name) { return name.written == written; });
  return other == kOtherNames.end() ? written : other->name;
}

/// Help for who mistyped: the commands that begin alike.
std::string similar(std::string_view name) {
  std::string like;
  for (const auto& command : kCommands) {
    if (name.size() > 1 && command.name.starts_with(name.substr(0, 2)))
      like += (like.empty() ? "did you mean " : " ") + std::string(command.name);
  }
  return like.empty() ? "help commands lists them" : like + "? help commands tells what each does";
}

}  // namespace

std::vector<std::string_view> Command::words() const {
  std::vector<std::string_view> all;
  for (auto rest = argument; !rest.empty();) {
    const auto word = rest.substr(0, rest.find_first_of("|[] "));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (!word.empty() && word.front() >= 'a' && word.front() <= 'z')
      all.push_back(word);
  }
  return all;
}

std::span<const Command> commands() { return kCommands; }

bool is_command(std::string_view line) {
  auto command = trimmed(line);
  while (command.ends_with(';'))  // a habit of the hand
    command.remove_suffix(1);
  const bool is_help = command.starts_with("help ") && command.find(" of ") == std::string_view::npos;
  return command.starts_with('.') || command.starts_with('\\') || is_help || command == "help" || command == "quit" ||
         command == "exit";
}

CommandOutcome refuse(const std::string& message, const std::string& help) {
  tell_screen(failure(ErrorKind::kStatement, message, help).text);
  return CommandOutcome::kGoOn;
}

CommandOutcome say(const std::string& line) {
  tell_screen(line + "\n");
  return CommandOutcome::kGoOn;
}

CommandOutcome run_statements(Desk& desk, const std::string& text, RunMode mode, const std::string& source_name) {
  if (const auto error = find_bad_utf8(source_name, text)) {
    tell(error->text);
    return CommandOutcome::kGoOn;
  }
  const Interruptible interruptible(desk.runner);
  static_cast<void>(desk.runner.run({source_name, text, mode}));
  return CommandOutcome::kGoOn;
}

CommandOutcome command::help(Desk& /*desk*/, std::string_view topic) {
  tell_screen(help_page(topic));
  return CommandOutcome::kGoOn;
}

CommandOutcome command::explain_error(Desk& /*desk*/, std::string_view code) {
  tell_screen(code.empty() ? list_of_errors() : find_error_page(code).value_or(no_such_error(code)));
  return CommandOutcome::kGoOn;
}

CommandOutcome command::quit(Desk& /*desk*/, std::string_view /*argument*/) { return CommandOutcome::kLeave; }

CommandOutcome run_command(Desk& desk, std::string_view line) {
  const auto written = trimmed(line);
  const auto word = written.substr(0, written.find_first_of(" \t;"));
  const auto name = usual_name(word);
  auto argument = trimmed(written.substr(word.size()));
  if (argument.find_first_not_of(';') == std::string_view::npos)  // .quit;
    argument = "";
  for (const auto& command : kCommands) {
    if (command.name == name)
      return command.run(desk, argument);
  }
  return refuse("there is no command " + std::string(word), similar(word));
}

}  // namespace entente::shell
