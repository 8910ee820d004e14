#include "shell/format_files.h"

#include <cstring>
#include <optional>
#include <utility>
#include <variant>

#include "parser/format/format.h"
#include "shell/failure.h"
#include "shell/read_file.h"
#include "shell/scripts.h"
#include "shell/standard_files.h"
#include "shell/whole_file.h"

namespace entente::shell {
namespace {

constexpr const char* kStandardInput = "-";

struct Draft {
  std::string path;
  std::string before;
  std::string after;
};

Error unwritable(const std::string& path, int error_number) {
  return failure(ErrorKind::kMachine, "cannot write " + path + ": " + std::strerror(error_number));
}

Error with_errors(const Source& source, const std::vector<Diagnostic>& errors) {
  std::string text;
  for (const auto& error : errors)
    text += to_text(error, source);
  auto all = failure(ErrorKind::kStatement, "");
  all.text = std::move(text);
  return all;
}

Outcome<Draft> formatted(const std::string& path) {
  const bool is_standard_input = path == kStandardInput;
  const std::string name = is_standard_input ? "stdin" : path;
  auto text = is_standard_input ? read_standard_input() : read_file(path);
  if (!text)
    return text.error();
  if (auto error = find_bad_utf8(name, *text))
    return *std::move(error);
  const Source source(name, *text);
  auto result = format_script(source);
  if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&result))
    return with_errors(source, *errors);
  auto& after = std::get<std::string>(result);
  if (!have_same_statements(source, Source(name, after)))  // no file of a user's is lost to a mistake of ours
    return failure(ErrorKind::kMachine, "laying out " + name + " would change its meaning, so it is left as it is",
                   "this is a mistake in entente; please report it with the script");
  return Draft{path, *std::move(text), std::move(after)};
}

ExitCode check(const std::vector<Draft>& scripts) {
  auto exit_code = ExitCode::kDone;
  for (const auto& script : scripts) {
    if (script.before == script.after)
      continue;
    tell("would be laid out anew: " + (script.path == kStandardInput ? "standard input" : script.path) + "\n");
    exit_code = ExitCode::kQueryFailed;
  }
  return exit_code;
}

std::optional<Error> write(const Draft& script) {
  if (script.path != kStandardInput)
    return script.before == script.after ? std::nullopt : replace_file(script.path, script.after);
  if (const int code = write_all(StandardFile::kOutput, script.after); code != 0)
    return unwritable("standard output", code);
  return std::nullopt;
}

ExitCode ended_by(const Error& error) {
  tell(error.text);
  return exit_code_of(error.kind);
}

}  // namespace

ExitCode format_files(const std::vector<std::string>& files, bool only_check) {
  std::vector<Draft> scripts;
  auto exit_code = ExitCode::kDone;
  for (const auto& file : files) {
    if (auto script = formatted(file))
      scripts.push_back(*std::move(script));
    else
      exit_code = ended_by(script.error());
  }
  if (exit_code != ExitCode::kDone)
    return exit_code;
  if (only_check)
    return check(scripts);
  for (const auto& script : scripts) {
    if (const auto error = write(script))
      return ended_by(*error);
  }
  return ExitCode::kDone;
}

}  // namespace entente::shell
