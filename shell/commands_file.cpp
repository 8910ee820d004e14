// Commands that open files or start programs; --safe takes none of them.
#include "shell/command_list.h"
#include "shell/edit_text.h"
#include "shell/folders.h"
#include "shell/read_file.h"
#include "shell/tell_screen.h"

namespace entente::shell::command {
namespace {

CommandOutcome refuse_safe(std::string_view what) { return refuse("--safe " + std::string(what), "start entente without it"); }

/// `~/x` is in the home; quotes are for names with blanks, and may be left out.
std::string path_of(std::string_view argument) {
  if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"')
    argument = argument.substr(1, argument.size() - 2);
  const auto home = home_folder();
  return argument.starts_with("~/") && home ? (*home / argument.substr(2)).string() : std::string(argument);
}

}  // namespace

CommandOutcome open(Desk& desk, std::string_view argument) {
  if (desk.settings.is_safe)
    return refuse_safe("opens no other database");
  if (desk.runner.in_transaction())
    return refuse("a begin waits for its commit", "commit; or rollback; first");
  const auto file = argument.empty() ? std::nullopt : std::optional(path_of(argument));
  if (auto error = desk.opener(file)) {
    tell_screen(error->text);
    return CommandOutcome::kGoOn;
  }
  return say("database " + desk.settings.caption_name);
}

CommandOutcome read(Desk& desk, std::string_view argument) {
  if (desk.settings.is_safe)
    return refuse_safe("reads no file");
  if (argument.empty())
    return refuse("which script?", ".read facts.ent runs it: all of it takes effect, or nothing");
  const auto path = path_of(argument);
  auto text = read_file(path);
  if (!text) {
    tell_screen(text.error().text);
    return CommandOutcome::kGoOn;
  }
  return run_statements(desk, *text, RunMode::kScript, path);
}

CommandOutcome edit(Desk& desk, std::string_view argument) {
  if (desk.settings.is_safe)
    return refuse_safe("starts no editor");
  const auto& entries = desk.history.entries();
  auto text = std::string(argument);
  for (auto i = entries.size(); text.empty() && i-- > 0;) {
    if (!is_command(entries[i]))
      text = entries[i];
  }
  const auto edited = edit_text(text);
  if (edited && !desk.reader.begin_with(*edited))
    return refuse("a terminal of this kind cannot show the edited text for you to run",
                  "write it to a file, and run that with .read FILE");
  return CommandOutcome::kGoOn;
}

CommandOutcome log(Desk& desk, std::string_view argument) {
  if (desk.settings.is_safe)
    return refuse_safe("writes no log");
  if (argument.empty())
    return refuse("where to?", ".log FILE adds to the end of FILE, .log off ends that");
  if (argument == "off") {
    desk.log.stop();
  } else if (const auto error = desk.log.write_to(path_of(argument))) {
    tell_screen(error->text);
  }
  return CommandOutcome::kGoOn;
}

}  // namespace entente::shell::command
