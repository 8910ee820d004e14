// `--keep-going`: a script statement by statement.
#pragma once

#include "shell/exit_code.h"
#include "shell/runner.h"
#include "shell/scripts.h"

namespace entente::shell {

/// Runs each statement by itself, those behind one that failed too. The exit code of the last failure; kDone where there was none.
[[nodiscard]] ExitCode run_each_statement(Runner& runner, const Script& script);

}  // namespace entente::shell
