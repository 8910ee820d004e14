#include "shell/commands.h"

#include <algorithm>
#include <array>

#include "shell/edit_text.h"
#include "shell/error_pages.h"
#include "shell/failure.h"
#include "shell/standard_files.h"

namespace entente::shell {
namespace {

constexpr const char* kHelp = R"(Statements end with ; and may run over several lines. To begin with:
  members of SCO on 2014-10-21;                    who is in a body, on a day
  organisations of Turkey;                         what an actor is in, today
  memberships of Belarus in SCO ever;              every role it held there, and since when
  members of SCO and members of NATO;              in both; also `or`, `except`
  roles; organisations; sources;                   what is known here
Commands:
)";

CommandOutcome refuse(const std::string& message, const std::string& help) {
  tell(failure(ErrorKind::kStatement, message, help).text);
  return CommandOutcome::kGoOn;
}

CommandOutcome help(Desk& /*desk*/, std::string_view /*argument*/) {
  std::string text = kHelp;
  for (const auto& command : commands()) {
    auto line = "  " + std::string(command.name) + " " + std::string(command.argument);
    line.resize(std::max<std::size_t>(line.size() + 1, 24), ' ');
    text += line + std::string(command.meaning) + "\n";
  }
  tell(text);
  return CommandOutcome::kGoOn;
}

CommandOutcome explain_error(Desk& /*desk*/, std::string_view code) {
  tell(code.empty() ? list_of_errors() : find_error_page(code).value_or(no_such_error(code)));
  return CommandOutcome::kGoOn;
}

CommandOutcome quit(Desk& /*desk*/, std::string_view /*argument*/) { return CommandOutcome::kLeave; }

CommandOutcome edit(Desk& desk, std::string_view argument) {
  if (desk.settings.is_safe)
    return refuse("--safe starts no editor", "");
  const auto& entries = desk.history.entries();
  auto text = std::string(argument);
  for (auto i = entries.size(); text.empty() && i-- > 0;) {
    if (!is_command(entries[i]))
      text = entries[i];
  }
  auto edited = edit_text(text);
  if (edited && !desk.reader.begin_with(*edited))
    return refuse("a terminal of this kind cannot show the edited text for you to run",
                  "write it to a file, and run that with .read FILE");
  return CommandOutcome::kGoOn;
}

CommandOutcome keys(Desk& desk, std::string_view argument) {
  if (argument != "vi" && argument != "emacs")
    return refuse(std::string("the keys are those of ") + (desk.settings.editing.has_vi_keys ? "vi" : "emacs"),
                  ".keys vi or .keys emacs");
  desk.settings.editing.has_vi_keys = argument == "vi";
  return CommandOutcome::kGoOn;
}

constexpr auto kCommands = std::to_array<Command>({
    {".help", "", "this text", help},
    {".explain-error", "[CODE]", "what an error means, with examples; without a code all errors", explain_error},
    {".edit", "[TEXT]", "opens the last statement, or TEXT, in $VISUAL or $EDITOR", edit},
    {".keys", "vi|emacs", "whose keys edit what is typed", keys},
    {".quit", "", "leaves, as Ctrl-D does; Ctrl-C drops what was typed, or stops what runs", quit},
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
                                                       {"\\e", ".edit"}});

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? "" : line.substr(begin, line.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view usual_name(std::string_view written) {
  const auto* const other =
      std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const OtherName& name) { return name.written == written; });
  return other == kOtherNames.end() ? written : other->name;
}

/// Those that begin alike; else all.
std::string similar(std::string_view name) {
  std::string like;
  std::string all;
  for (const auto& command : kCommands) {
    all += (all.empty() ? "" : " ") + std::string(command.name);
    if (command.name.starts_with(name.substr(0, 2)))
      like += (like.empty() ? "" : " ") + std::string(command.name);
  }
  return like.empty() ? all : like;
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
  const auto command = trimmed(line);
  return command.starts_with('.') || command.starts_with('\\') || command == "help" || command == "quit" || command == "exit";
}

CommandOutcome run_command(Desk& desk, std::string_view line) {
  const auto written = trimmed(line);
  const auto word = written.substr(0, written.find_first_of(" \t"));
  auto name = usual_name(word);
  const auto argument = trimmed(written.substr(word.size()));
  while (name.ends_with(';'))  // a habit of the hand
    name.remove_suffix(1);
  for (const auto& command : kCommands) {
    if (command.name == name)
      return command.run(desk, argument);
  }
  return refuse("there is no command " + std::string(word), "did you mean " + similar(word) + "? .help tells what each does");
}

}  // namespace entente::shell
