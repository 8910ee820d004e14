// From a name on the command line or behind `.open` to an open database.
#pragma once

#include <optional>
#include <string>

#include "entente/database.h"

namespace entente::shell {

/// Opens the database in `file`, the world database where there is none. A name that looks like a question or a script is a slip,
/// and said to be one instead of leaving a new database behind. What cannot be written is opened for reading, and a line on
/// standard error says so.
[[nodiscard]] Outcome<Database> open_database(const std::optional<std::string>& file, const OpenOptions& options);

/// What captions call it.
[[nodiscard]] std::string caption_name(const std::optional<std::string>& file);

}  // namespace entente::shell
