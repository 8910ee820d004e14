// The command line as a value. Reads no file and opens nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "entente/database.h"
#include "shell/exit_code.h"
#include "shell/render/render.h"

namespace entente::shell {

/// One `-c`, `-f` or `--restore`.
struct Input {
  enum class Kind : std::uint8_t { kText, kFile, kDump };
  Kind kind = Kind::kText;
  std::string value;  // the text; the path, `-` for stdin; the path of a dump that is to be restored
  friend bool operator==(const Input&, const Input&) = default;
};

enum class LogThreshold : std::uint8_t { kDebug, kInfo, kWarning, kNothing };

enum class Colours : std::uint8_t { kAuto, kAlways, kNever };

struct Options {
  std::optional<std::string> file;         // none: the world database
  std::vector<Input> inputs;               // in the order of the command line; none: standard input
  const Format* format = nullptr;          // never null once parsed
  std::optional<std::string> missing;      // what stands for it; none: what the format has
  bool guards_formulas = false;            // in csv and tsv
  std::optional<std::string> output_file;  // none: standard output
  Colours colours = Colours::kAuto;
  bool read_only = false;
  bool is_safe = false;
  bool keeps_going = false;
  bool reads_config = true;
  bool checks = false;  // look at the file, and run nothing
  std::vector<std::pair<std::string, Parameter>> parameters;
  std::optional<std::string> log_file;  // none: stderr
  LogThreshold log_threshold = LogThreshold::kWarning;
};

/// `--fmt`: scripts to be laid out, and nothing to be asked.
struct Formatting {
  std::vector<std::string> files;  // `-` for stdin
  bool only_check = false;
};

/// The program ends here, with a text: for stdout when all is well (`--help`), else for stderr.
struct Farewell {
  ExitCode exit_code = ExitCode::kDone;
  std::string text;
};

using Invocation = std::variant<Options, Formatting, Farewell>;

[[nodiscard]] Invocation parse_options(int argc, const char* const* argv);

}  // namespace entente::shell
