// The scripts from which the world database is made.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "entente/error.h"

namespace entente::shell {

struct Seeds {
  std::vector<std::pair<std::string, std::string>> scripts;  // path and text, sorted by file name
  std::string digest;                                        // of names and texts: two equal ones are the same seeds
};

/// $ENTENTE_SEEDS, else share/entente/seeds beside the folder of this program, else the folder that it was built with.
[[nodiscard]] std::string seeds_folder();

/// All *.ent of `folder`. Errors: no such scripts (kDatabase), one that cannot be read (kMachine).
[[nodiscard]] Outcome<Seeds> read_seeds(const std::string& folder);

/// What tells that no file of `folder` was touched, without reading any: names, sizes, times of change.
[[nodiscard]] std::string seeds_stamp(const std::string& folder);

}  // namespace entente::shell
