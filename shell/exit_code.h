// How the program ends: every exit code, once.
#pragma once

#include "entente/error.h"

namespace entente::shell {

/// Scripts rely on these: never renumber. `--help` lists them. A closed pipe ends the program by SIGPIPE, as it does head's other
/// neighbours.
enum class ExitCode : int {
  kDone = 0,
  kQueryFailed = 1,
  kUsage = 2,
  kDatabaseUnusable = 3,
  kLocked = 4,
  kInputOutput = 5,
  kInterrupted = 130,  // by SIGINT, as a calling shell reports it
};

[[nodiscard]] constexpr ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kStatement:
      return ExitCode::kQueryFailed;
    case ErrorKind::kDatabase:
      return ExitCode::kDatabaseUnusable;
    case ErrorKind::kLocked:
      return ExitCode::kLocked;
    case ErrorKind::kMachine:
      return ExitCode::kInputOutput;
  }
  return ExitCode::kInputOutput;
}

}  // namespace entente::shell
