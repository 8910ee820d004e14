#include "shell/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "entente/version.h"
#include "shell/error_pages.h"
#include "shell/parameters.h"

namespace entente::shell {
namespace {

constexpr const char* kUsage = "usage: entente [OPTIONS] [FILE]\n       entente --fmt [--check] SCRIPT…\n";
constexpr const char* kHelp = R"(
Asks who belongs to what, as what, since when, and who says so. FILE is a database; a missing one is
made. Without FILE it is the world database, made from the seeds on first use. Without -c and -f,
statements are read from standard input: typed at a prompt, or as a script from a pipe.

  -c TEXT               run TEXT; a query without a time is asked of today
  -f FILE               run the script FILE (- is standard input); all of it takes effect or nothing does;
                        -c and -f can be repeated and mixed: they run in their order, up to the first error
  --restore FILE        fill a new database from FILE, which `dump to` wrote
  --format FORMAT       table (default), box, list, timeline, spark, csv, tsv, json, jsonl, markdown, html, latex
  --null TEXT           what stands where a value is missing; by default what the format has for it
  --csv-safe            csv and tsv: put a ' before texts that a spreadsheet would take for a formula
  -o FILE               write the results into FILE: all of them, when all went well, or nothing
  --keep-going          go on behind a statement that failed; each statement takes effect by itself, the exit code
                        is still 1
  --param NAME=VALUE    sets $NAME; can be repeated. 42 is a whole number, 0.8 a decimal one, [A,B] a list,
                        all else a text; quotes make a text of anything: 'year="2014"'
  --readonly            open FILE for reading only; it must exist
  --safe                for statements of others: no file is read or written but FILE and what this line names, no
                        editor and no pager is started; a statement may take 30 s, 512 MB and 1,000,000 rows
  --no-init             do not read the configuration
  --color WHEN          auto (default), always, never: whether what is typed is coloured; NO_COLOR is never
  --log-file FILE       write the log there, not to standard error
  --log-level LEVEL     debug, info, warn (default), off
  --fmt                 lay out the scripts named anew, in place (- is standard input, written to standard
                        output): blanks and lines change, words and comments do not
  --check               look at everything in FILE, which may be damaged (exit code 3 if anything is found)
                        with --fmt: write nothing, name the scripts that would change (exit code 1)
  --explain-error CODE  print what an error means, N02 for one, with examples; without CODE list all errors
  --version             print the version
  -h, --help            print this

Results go to standard output, all else to standard error.

Environment: XDG_DATA_HOME (the world database is $XDG_DATA_HOME/entente/world.entente; by default
~/.local/share), XDG_STATE_HOME (entente/history), XDG_CONFIG_HOME (entente/config: commands for the
prompt), ENTENTE_SEEDS (the folder of the seeds), VISUAL, EDITOR, ENTENTE_PAGER, PAGER, NO_COLOR.

Exit codes:
  0    done
  1    a statement failed; with --check, a script would change
  2    wrong options
  3    the database is missing, damaged, of another version or none of ours; with --check, something was found
  4    another process holds the database
  5    reading or writing failed: no such script, no permission, disk full
  130  interrupted

Examples:
  entente -c 'members of NATO and dialogue partners of SCO on 2014-10-21'
  entente --format csv -o sco.csv -c 'memberships in SCO ever'
  entente --format timeline -c 'memberships in SCO ever'
  entente --param 'who=Turkey' -c 'organisations of $who on 2014-10-21'
  entente my.entente -f facts.ent
  entente --explain-error N02
)";

constexpr std::array<std::pair<std::string_view, LogThreshold>, 4> kLogLevels{{{"debug", LogThreshold::kDebug},
                                                                               {"info", LogThreshold::kInfo},
                                                                               {"warn", LogThreshold::kWarning},
                                                                               {"off", LogThreshold::kNothing}}};

Farewell wrong_use(const std::string& message) {
  return {ExitCode::kUsage, "entente: " + message + "\n" + kUsage + "entente --help lists the options\n"};
}

std::optional<LogThreshold> find_log_level(std::string_view name) {
  const auto* const found =
      std::find_if(kLogLevels.begin(), kLogLevels.end(), [&](const auto& level) { return level.first == name; });
  return found == kLogLevels.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Colours> find_colours(std::string_view when) {
  if (when == "auto")
    return Colours::kAuto;
  if (when == "always")
    return Colours::kAlways;
  return when == "never" ? std::optional(Colours::kNever) : std::nullopt;
}

/// What CLI11 hands back, before it is read.
struct Raw {
  std::vector<Input> inputs;
  std::vector<std::string> files;
  std::vector<std::string> parameters;
  std::string format{formats().front().name};
  std::string log_file;
  std::string log_level = "warn";
  std::string error_code;
  std::optional<std::string> missing;
  std::string output_file;
  std::string colours = "auto";
  bool guards_formulas = false;
  bool is_safe = false;
  bool keeps_going = false;
  bool no_init = false;
  bool explains_error = false;
  bool read_only = false;
  bool format_scripts = false;
  bool only_check = false;
  bool version = false;
  bool help = false;
};

/// CLI11 says "-c: 1 required TEXT missing".
std::string missing_value(std::string_view complaint) {
  return "a value is missing: " + std::string(complaint.substr(0, complaint.find(':')));
}

/// CLI11 writes into the variables that it was given, so the parser owns them.
class Parser {
 public:
  Parser() {
    app_.set_help_flag();
    app_.add_flag("-h,--help", raw_.help);
    app_.add_flag("--version", raw_.version);
    app_.add_flag("--readonly", raw_.read_only);
    app_.add_flag("--fmt", raw_.format_scripts);
    app_.add_flag("--check", raw_.only_check);
    app_.add_flag("--csv-safe", raw_.guards_formulas);
    app_.add_flag("--safe", raw_.is_safe);
    app_.add_flag("--keep-going", raw_.keeps_going);
    app_.add_flag("--no-init", raw_.no_init);
    add_input("-c", Input::Kind::kText);
    add_input("-f", Input::Kind::kFile);
    add_input("--restore", Input::Kind::kDump);
    add_last("--format", &Raw::format);
    app_.add_option_function<std::string>("--null", [this](const std::string& text) { raw_.missing = text; });
    add_last("-o", &Raw::output_file);
    add_last("--color", &Raw::colours);
    add_last("--log-file", &Raw::log_file);
    add_last("--log-level", &Raw::log_level);
    app_.add_option("--param", raw_.parameters)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);  // one value a time: `--param A=1 FILE` leaves FILE alone
    explain_error_ = app_.add_option("--explain-error", raw_.error_code)->expected(0, 1);
    app_.add_option("FILE", raw_.files);
  }

  std::variant<Raw, std::string> parse(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ExtrasError&) {
      return "unknown option " + app_.remaining().front();
    } catch (const CLI::ArgumentMismatch& error) {
      return missing_value(error.what());
    } catch (const CLI::ParseError& error) {
      return std::string(error.what());
    }
    raw_.explains_error = explain_error_->count() > 0;
    return raw_;
  }

 private:
  void add_input(const char* name, Input::Kind kind) {
    app_.add_option_function<std::string>(name,
                                          [this, kind](const std::string& value) {
                                            raw_.inputs.push_back({kind, value});
                                          })
        ->trigger_on_parse();  // at once, so that -c and -f keep their order
  }

  void add_last(const char* name, std::string Raw::*value) {
    app_.add_option(name, raw_.*value)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }

  CLI::App app_;
  CLI::Option* explain_error_ = nullptr;
  Raw raw_;
};

Farewell explain_error(const std::string& code) {
  if (code.empty())
    return {ExitCode::kDone, list_of_errors()};
  if (auto page = find_error_page(code))
    return {ExitCode::kDone, *std::move(page)};
  return {ExitCode::kUsage, no_such_error(code)};
}

std::string complaint_about_formatting(const Raw& raw) {
  if (!raw.inputs.empty() || !raw.parameters.empty() || raw.read_only)
    return "--fmt takes scripts and --check, and runs nothing";
  if (raw.files.empty())
    return "--fmt needs a script, or - for standard input";
  return "";
}

/// What is wrong with what was read; empty when nothing is.
std::string complaint_about(const Raw& raw) {
  if (raw.format_scripts)
    return complaint_about_formatting(raw);
  if (raw.only_check && !raw.inputs.empty())
    return "--check looks at FILE and runs nothing; the statement is: check";
  if (raw.files.size() > 1)
    return "one FILE at most: " + raw.files[0] + " or " + raw.files[1];
  if (!raw.files.empty() && raw.files.front().empty())
    return "the name of FILE is empty";
  if (find_format(raw.format) == nullptr)
    return "--format is " + format_names() + ", not " + raw.format;
  if (!find_colours(raw.colours))
    return "--color is auto, always or never, not " + raw.colours;
  if (!find_log_level(raw.log_level))
    return "--log-level is debug, info, warn or off, not " + raw.log_level;
  for (const auto& definition : raw.parameters) {
    if (!read_parameter(definition))
      return "--param is NAME=VALUE, not " + definition;
  }
  return "";
}

Options options_from(const Raw& raw) {
  Options options;
  if (!raw.files.empty())
    options.file = raw.files.front();
  options.inputs = raw.inputs;
  options.format = find_format(raw.format);
  options.missing = raw.missing;
  options.guards_formulas = raw.guards_formulas;
  if (!raw.output_file.empty())
    options.output_file = raw.output_file;
  options.colours = *find_colours(raw.colours);
  options.is_safe = raw.is_safe;
  options.keeps_going = raw.keeps_going;
  options.reads_config = !raw.no_init;
  options.read_only = raw.read_only;
  options.checks = raw.only_check;
  for (const auto& definition : raw.parameters)
    options.parameters.push_back(*read_parameter(definition));
  if (!raw.log_file.empty())
    options.log_file = raw.log_file;
  options.log_threshold = *find_log_level(raw.log_level);
  return options;
}

}  // namespace

Invocation parse_options(int argc, const char* const* argv) {
  const auto parsed = Parser().parse(argc, argv);
  if (const auto* complaint = std::get_if<std::string>(&parsed))
    return wrong_use(*complaint);
  const auto& raw = std::get<Raw>(parsed);
  if (raw.help)
    return Farewell{ExitCode::kDone, std::string(kUsage) + kHelp};
  if (raw.version)
    return Farewell{ExitCode::kDone, std::string("entente ") + kVersion + "\n"};
  if (raw.explains_error)
    return explain_error(raw.error_code);
  if (const auto complaint = complaint_about(raw); !complaint.empty())
    return wrong_use(complaint);
  if (raw.format_scripts)
    return Formatting{raw.files, raw.only_check};
  return options_from(raw);
}

}  // namespace entente::shell
