// entente: the shell. Reads the command line, opens the database, runs what is to be run, says how it ended.
#include <signal.h>

#include <filesystem>
#include <new>
#include <utility>

#include "shell/failure.h"
#include "shell/format_files.h"
#include "shell/keep_going.h"
#include "shell/log.h"
#include "shell/open_database.h"
#include "shell/options.h"
#include "shell/output.h"
#include "shell/repl.h"
#include "shell/runner.h"
#include "shell/scripts.h"
#include "shell/settings.h"
#include "shell/standard_files.h"
#include "shell/world.h"

namespace entente::shell {
namespace {

ExitCode ended_by(const Error& error) {
  tell(error.text);
  return exit_code_of(error.kind);
}

ExitCode run_scripts(Runner& runner, Output& output, const std::vector<Script>& scripts, bool keeps_going) {
  auto exit_code = ExitCode::kDone;
  for (const auto& script : scripts) {
    const auto ended = keeps_going ? run_each_statement(runner, script) : runner.run(script);
    if (ended == ExitCode::kDone)
      continue;
    exit_code = ended;
    if (!keeps_going || !runner.can_show())
      return exit_code;
  }
  if (runner.in_transaction()) {
    tell(failure(ErrorKind::kStatement, "begin without commit: nothing of it was kept").text);
    exit_code = ExitCode::kQueryFailed;
  }
  if (exit_code == ExitCode::kDone) {
    if (const auto error = output.finish())
      return ended_by(*error);
  }
  return exit_code;
}

Outcome<std::unique_ptr<Output>> make_output(const Options& options, const Settings& settings, bool is_conversation) {
  if (options.output_file)
    return output_file(*options.output_file);
  return is_conversation ? screen_output(settings) : standard_output();
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
  const auto rendered = options.format->render(answer, Layout{});
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
  const auto log = Log::make(options);
  if (!log)
    return ended_by(log.error());
  const auto scripts = read_scripts(options.inputs);
  if (!scripts)
    return ended_by(scripts.error());
  auto settings = settings_of(options);
  const auto output = make_output(options, settings, is_conversation);
  if (!output)
    return ended_by(output.error());
  const auto open_options = open_options_of(options, log->logger());
  const auto database = open_database(options.file, open_options);
  if (!database)
    return ended_by(database.error());
  Runner runner(make_session(*database, settings), settings, **output);
  if (!is_conversation)
    return run_scripts(runner, **output, *scripts, options.keeps_going);
  const auto ended = converse({runner, settings, *log, open_options, !options.file, options.reads_config});
  if (ended == ExitCode::kDone) {
    if (const auto error = (*output)->finish())
      return ended_by(*error);
  }
  return ended;
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
