#include "shell/commands.h"

#include "shell/error_pages.h"

namespace entente::shell {
namespace {

constexpr const char* kHelp = R"(Statements end with ; and may run over several lines. To begin with:
  members of SCO on 2014-10-21;                    who is in a body, on a day
  organisations of Turkey;                         what an actor is in, today
  memberships of Belarus in SCO ever;              every role it held there, and since when
  members of SCO and members of NATO;              in both; also `or`, `except`
  roles; organisations; sources;                   what is known here
Commands:
  .help                 this text
  .explain-error N02    what an error means, with examples; without a code all errors
  .quit                 leaves, as Ctrl-D does; Ctrl-C drops what was typed
)";

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? "" : line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

constexpr std::string_view kExplainError = ".explain-error";

std::string explain_error(std::string_view code) {
  if (code.empty())
    return list_of_errors();
  return find_error_page(code).value_or(no_such_error(code));
}

bool is_word_of_other_shells(std::string_view line) { return line == "help" || line == "quit" || line == "exit"; }

}  // namespace

bool is_command(std::string_view line) {
  const auto command = trimmed(line);
  return command.starts_with('.') || command.starts_with('\\') || is_word_of_other_shells(command);
}

CommandOutcome run_command(std::string_view line) {
  const auto command = trimmed(line);
  if (command == ".help" || command == "help" || command == "\\?")
    return {kHelp, false};
  if (command == ".quit" || command == ".exit" || command == "\\q")
    return {"", true};
  if (command == "quit" || command == "exit")
    return {"", true};
  if (command == kExplainError || command.starts_with(std::string(kExplainError) + " "))
    return {explain_error(trimmed(command.substr(kExplainError.size()))), false};
  return {"there is no command " + std::string(command) +
              "; .help, .explain-error and .quit are commands, all else is a statement that ends with ;\n",
          false};
}

}  // namespace entente::shell
