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

struct Options {
  std::optional<std::string> file;  // none: the world database
  std::vector<Input> inputs;        // in the order of the command line; none: standard input
  const Format* format = nullptr;   // never null once parsed
  bool read_only = false;
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

using Command = std::variant<Options, Formatting, Farewell>;

[[nodiscard]] Command parse_options(int argc, const char* const* argv);

}  // namespace entente::shell
