// Commands that show what is there: they are short for statements, which --help of the language has.
#include <charconv>

#include "shell/command_list.h"
#include "shell/interruptible.h"

namespace entente::shell::command {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += c;
    out += c;
  }
  return out + "\"";
}

/// All rows of `source`, or those in which one of two columns holds `wanted`.
CommandOutcome list(Desk& desk, const std::string& source, const std::string& first, const std::string& second,
                    const std::string& stages, std::string_view wanted) {
  auto text = source;
  if (!wanted.empty()) {
    const auto pattern = quoted("%" + std::string(wanted) + "%");
    text += " | where " + first + " like " + pattern + " or " + second + " like " + pattern;
  }
  return run_statements(desk, text + stages + ";");
}

}  // namespace

CommandOutcome bodies(Desk& desk, std::string_view wanted) {
  return list(desk, "bodies ever", "body", "name", " | select body, name, kind, began, ended", wanted);
}

CommandOutcome actors(Desk& desk, std::string_view wanted) {
  return list(desk, "actors ever", "actor", "name", " | select actor, name, kind, began, ended", wanted);
}

CommandOutcome roles(Desk& desk, std::string_view wanted) { return list(desk, "roles", "role", "plural", "", wanted); }

CommandOutcome sources(Desk& desk, std::string_view wanted) {
  return list(desk, "sources", "source", "title", " | select source, title, publisher, published, claims", wanted);
}

CommandOutcome recent(Desk& desk, std::string_view argument) {
  unsigned count = 10;
  const auto end = argument.data() + argument.size();
  if (!argument.empty() && std::from_chars(argument.data(), end, count).ptr != end)
    return refuse("how many of the last commits: a number, not " + std::string(argument), ".recent 20");
  return run_statements(desk, "commits | sort commit desc | take " + std::to_string(count) + ";");
}

CommandOutcome explain(Desk& desk, std::string_view query) {
  if (query.empty())
    return refuse(
        "which query?",
        ".explain members of SCO shows how it would be read; .explain analyze … runs it and shows how long each step takes");
  return run_statements(desk, "explain " + std::string(query) + (query.ends_with(';') ? "" : ";"));
}

CommandOutcome last(Desk& desk, std::string_view name) {
  const auto* const format = find_format(name.empty() ? "box" : name);
  if (format == nullptr)
    return refuse("no format " + std::string(name), ".last in one of " + format_names());
  if (!desk.runner.last())
    return refuse("nothing was answered yet", "");
  const Interruptible interruptible(desk.runner);
  desk.runner.show(*desk.runner.last(), *format);
  return CommandOutcome::kGoOn;
}

CommandOutcome expand(Desk& desk, std::string_view /*argument*/) { return last(desk, "list"); }

}  // namespace entente::shell::command
