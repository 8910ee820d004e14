#include "shell/format_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "parser/format/format.h"
#include "shell/failure.h"
#include "shell/read_file.h"
#include "shell/scripts.h"
#include "shell/standard_files.h"

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

/// Returns 0, or the errno of what failed.
int write_whole(int file, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(file, text.data(), text.size());
    if (count < 0 && errno != EINTR)
      return errno;
    text.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

/// Whole or not at all: written beside the file, then put in its place.
std::optional<Error> rewrite(const Draft& script) {
  const std::unique_ptr<char, decltype(&std::free)> target(::realpath(script.path.c_str(), nullptr), &std::free);
  struct stat status {};
  if (!target || ::stat(target.get(), &status) != 0 || ::access(target.get(), W_OK) != 0)
    return unwritable(script.path, errno);
  std::string beside = std::string(target.get()) + ".XXXXXX";
  const int file = ::mkostemp(beside.data(), O_CLOEXEC);
  if (file < 0)
    return unwritable(script.path, errno);
  int code = write_whole(file, script.after);
  if (code == 0 && ::fchmod(file, status.st_mode) != 0)
    code = errno;
  ::close(file);
  if (code == 0 && ::rename(beside.c_str(), target.get()) != 0)
    code = errno;
  if (code == 0)
    return std::nullopt;
  ::unlink(beside.c_str());
  return unwritable(script.path, code);
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
    return script.before == script.after ? std::nullopt : rewrite(script);
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
