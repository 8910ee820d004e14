// Commands that change how the session at the prompt behaves.
#include <algorithm>
#include <charconv>
#include <optional>

#include "parser/overloaded.h"
#include "shell/command_list.h"
#include "shell/parameters.h"

namespace entente::shell::command {
namespace {

std::string on_or_off(bool is_on) { return is_on ? "on" : "off"; }

/// Reads `on` or `off`; tells what holds now, or what would be right, where it is neither.
CommandOutcome toggle(std::string_view argument, const std::string& what, bool& value) {
  if (argument.empty())
    return say(what + " is " + on_or_off(value));
  if (argument != "on" && argument != "off")
    return refuse(what + " is on or off, not " + std::string(argument), "");
  value = argument == "on";
  return CommandOutcome::kGoOn;
}

std::string joined(const std::vector<std::string>& items, const std::string& between) {
  std::string text;
  for (const auto& item : items)
    text += (text.empty() ? "" : between) + item;
  return text;
}

std::string text_of(const Parameter& value) {
  return std::visit(Overloaded{
                        [](const std::string& text) { return "\"" + text + "\""; },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return std::to_string(number); },
                        [](const std::vector<std::string>& items) { return "[" + joined(items, ", ") + "]"; },
                    },
                    value);
}

/// NAME of `unset NAME`, with or without its `$`.
std::optional<std::string> name_to_unset(std::string_view argument) {
  constexpr std::string_view kUnset = "unset ";
  if (!argument.starts_with(kUnset) || argument.find('=') != std::string_view::npos)
    return std::nullopt;
  auto name = argument.substr(std::min(argument.find_first_not_of(' ', kUnset.size()), argument.size()));
  if (name.starts_with('$'))
    name.remove_prefix(1);
  return std::string(name);
}

CommandOutcome unset(Desk& desk, const std::string& name) {
  desk.settings.parameters.erase(name);
  if (!desk.runner.session().unset_parameter(name))
    return refuse("no parameter $" + name + " is set", ".param tells which are");
  return CommandOutcome::kGoOn;
}

}  // namespace

CommandOutcome format(Desk& desk, std::string_view name) {
  if (name.empty()) {
    std::string text = "the format is " + std::string(desk.settings.format->name) + "; there are";
    for (const auto& one : formats()) {
      auto line = "  " + std::string(one.name);
      line.resize(14, ' ');
      text += "\n" + line + std::string(one.meaning);
    }
    return say(text);
  }
  const auto* const found = find_format(name);
  if (found == nullptr)
    return refuse("no format " + std::string(name), "it is " + format_names());
  desk.settings.format = found;
  return CommandOutcome::kGoOn;
}

CommandOutcome null(Desk& desk, std::string_view text) {
  if (text.empty()) {
    desk.settings.layout.missing.reset();
    return say("what is missing is shown as each format has it");
  }
  const bool is_quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  desk.settings.layout.missing = is_quoted ? text.substr(1, text.size() - 2) : text;
  return CommandOutcome::kGoOn;
}

CommandOutcome pager(Desk& desk, std::string_view argument) { return toggle(argument, "the pager", desk.settings.uses_pager); }

CommandOutcome timer(Desk& desk, std::string_view argument) {
  bool is_on = desk.settings.timer != Timer::kOff;
  const bool was_told = argument == "on" || argument == "off";
  toggle(argument, "the timer", is_on);
  if (was_told)
    desk.settings.timer = is_on ? Timer::kOn : Timer::kOff;
  return CommandOutcome::kGoOn;
}

CommandOutcome color(Desk& desk, std::string_view argument) {
  return toggle(argument, "colour", desk.settings.editing.has_colours);
}

CommandOutcome keys(Desk& desk, std::string_view argument) {
  if (argument.empty())
    return say(std::string("the keys are those of ") + (desk.settings.editing.has_vi_keys ? "vi" : "emacs"));
  if (argument != "vi" && argument != "emacs")
    return refuse("no keys of " + std::string(argument), ".keys vi or .keys emacs");
  desk.settings.editing.has_vi_keys = argument == "vi";
  return CommandOutcome::kGoOn;
}

CommandOutcome param(Desk& desk, std::string_view definition) {
  auto& parameters = desk.settings.parameters;
  if (definition.empty()) {
    std::string text;
    for (const auto& [name, value] : parameters)
      text += (text.empty() ? "" : "\n") + ("$" + name) + " = " + text_of(value);
    return say(text.empty() ? "no parameter is set; .param who=Turkey sets $who" : text);
  }
  if (definition == "clear") {
    for (const auto& [name, value] : parameters)
      desk.runner.session().unset_parameter(name);
    parameters.clear();
    return CommandOutcome::kGoOn;
  }
  if (const auto name = name_to_unset(definition))
    return unset(desk, *name);
  const auto parameter = read_parameter(definition);
  if (!parameter)
    return refuse("a parameter is NAME=VALUE, not " + std::string(definition),
                  ".param who=Turkey sets $who, .param unset who takes it back");
  parameters.insert_or_assign(parameter->first, parameter->second);
  desk.runner.session().set_parameter(parameter->first, parameter->second);
  return CommandOutcome::kGoOn;
}

CommandOutcome set_default(Desk& desk, std::string_view clauses) {
  if (clauses.empty()) {
    const auto stated = desk.runner.session().defaults();
    return say(stated.empty() ? "no default is set; .default on 2014-10-21 asks all that follows of that day"
                              : "default " + joined(stated, " "));
  }
  if (clauses == "off" || clauses == "off;") {
    desk.runner.session().clear_defaults();
    return CommandOutcome::kGoOn;
  }
  return run_statements(desk, "default " + std::string(clauses) + (clauses.ends_with(';') ? "" : ";"));
}

}  // namespace entente::shell::command
