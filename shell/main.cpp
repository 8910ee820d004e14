// entente: the shell. Reads the command line, opens the database, runs what is to be run, says how it ended.
#include <signal.h>

#include <filesystem>
#include <new>
#include <utility>

#include "shell/failure.h"
#include "shell/format_files.h"
#include "shell/log.h"
#include "shell/options.h"
#include "shell/repl.h"
#include "shell/runner.h"
#include "shell/scripts.h"
#include "shell/standard_files.h"
#include "shell/world.h"

namespace entente::shell {
namespace {

constexpr const char* kWorld = "world";

bool is_named_like_script(const std::string& file) { return std::filesystem::path(file).extension() == ".ent"; }

/// Help for two slips that would otherwise leave a new database behind, named like the question or the script that was meant.
std::optional<Error> find_slip(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored))
    return std::nullopt;
  if (is_named_like_script(file))
    return failure(ErrorKind::kDatabase, "no file " + file, "a script goes behind -f");
  if (file.find(' ') == std::string::npos || file.find('/') != std::string::npos)
    return std::nullopt;
  return failure(ErrorKind::kDatabase, "no database \"" + file + "\"",
                 "a question goes behind -c; to make a database of that name, write ./ before it");
}

Outcome<Database> open_database(const Options& options, const Logger& logger) {
  OpenOptions open_options;
  open_options.read_only = options.read_only;
  open_options.logger = logger;
  if (!options.file)
    return open_world(open_options);
  if (auto slip = find_slip(*options.file))
    return *std::move(slip);
  auto database = Database::open(*options.file, open_options);
  if (database || !is_named_like_script(*options.file))
    return database;
  auto error = database.error();
  error.text += "  help: to run it as a script, write -f " + *options.file + "\n";
  return error;
}

std::string caption_name(const Options& options) {
  return options.file ? std::filesystem::path(*options.file).filename().string() : kWorld;
}

ExitCode run_scripts(Runner& runner, const std::vector<Script>& scripts) {
  for (const auto& script : scripts) {
    if (const auto exit_code = runner.run(script); exit_code != ExitCode::kDone)
      return exit_code;
  }
  if (!runner.in_transaction())
    return ExitCode::kDone;
  tell(failure(ErrorKind::kStatement, "begin without commit: nothing of it was kept").text);
  return ExitCode::kQueryFailed;
}

ExitCode ended_by(const Error& error) {
  tell(error.text);
  return exit_code_of(error.kind);
}

/// Opens nothing in this process: what is damaged may crash who opens it.
ExitCode check(const Options& options) {
  const auto path = options.file ? Outcome<std::string>(*options.file) : world_path();
  if (!path)
    return ended_by(path.error());
  std::error_code ignored;
  if (!std::filesystem::exists(*path, ignored))
    return ended_by(failure(ErrorKind::kDatabase, "no file " + *path));
  const auto answer = Database::check(*path);
  const auto rendered = options.format->render(answer);
  tell(rendered.notes);
  if (write_all(StandardFile::kOutput, rendered.results) != 0)
    return ExitCode::kInputOutput;
  return answer.table.rows.empty() ? ExitCode::kDone : ExitCode::kDatabaseUnusable;
}

ExitCode run(Options options) {
  if (options.checks)
    return check(options);
  const bool is_conversation = options.inputs.empty() && is_terminal(StandardFile::kInput);
  if (options.inputs.empty() && !is_conversation)
    options.inputs.push_back({Input::Kind::kFile, "-"});
  const auto logger = make_logger(options);
  if (!logger)
    return ended_by(logger.error());
  const auto scripts = read_scripts(options.inputs);
  if (!scripts)
    return ended_by(scripts.error());
  const auto database = open_database(options, *logger);
  if (!database)
    return ended_by(database.error());

  Session session(*database);
  session.set_caption_name(caption_name(options));
  for (const auto& [name, value] : options.parameters)
    session.set_parameter(name, value);
  Runner runner(std::move(session), *options.format);
  if (!is_conversation)
    return run_scripts(runner, *scripts);
  return converse(runner, greeting_for(caption_name(options)) + (options.file ? "" : questions_to_try()));
}

ExitCode end_with(const Farewell& farewell) {
  if (farewell.exit_code != ExitCode::kDone) {
    tell(farewell.text);
    return farewell.exit_code;
  }
  return write_all(StandardFile::kOutput, farewell.text) == 0 ? ExitCode::kDone : ExitCode::kInputOutput;
}

}  // namespace
}  // namespace entente::shell

int main(int argc, char** argv) try {
  using namespace entente::shell;
  occupy_standard_files();
  ::signal(SIGPIPE, SIG_DFL);  // `| head` ends us quietly, whatever we inherited; the database bears that at any time
  const auto parsed = parse_options(argc, argv);
  if (const auto* farewell = std::get_if<Farewell>(&parsed))
    return static_cast<int>(end_with(*farewell));
  if (const auto* formatting = std::get_if<Formatting>(&parsed))
    return static_cast<int>(format_files(formatting->files, formatting->only_check));
  return static_cast<int>(run(std::get<Options>(parsed)));
} catch (const std::bad_alloc&) {
  entente::shell::tell("error: out of memory\n");
  return static_cast<int>(entente::shell::ExitCode::kInputOutput);
}
