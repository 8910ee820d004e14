// The texts to run: what -c, -f and standard input hold, read before anything runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/database.h"
#include "shell/options.h"

namespace entente::shell {

struct Script {
  std::string name;  // as messages call it: `-c`, the path, `stdin`
  std::string text;  // UTF-8
  RunMode mode = RunMode::kScript;
};

/// In the order of `inputs`. Errors: a file that cannot be read (kMachine), a text that is no UTF-8 (kStatement, with its line).
[[nodiscard]] Outcome<std::vector<Script>> read_scripts(const std::vector<Input>& inputs);

/// Empty when `text` is UTF-8 all through.
[[nodiscard]] std::optional<Error> find_bad_utf8(const std::string& name, std::string_view text);

}  // namespace entente::shell
