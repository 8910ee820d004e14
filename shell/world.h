// The world database: where it lies, how it is made from the seeds, when the two have parted.
#pragma once

#include <string>

#include "entente/database.h"

namespace entente::shell {

/// The path of the world database: $XDG_DATA_HOME/entente/world.entente, else under ~/.local/share. Error: no home is known.
[[nodiscard]] Outcome<std::string> world_path();

/// Opens the world database; makes it first where there is none, also for a reader: it is a copy of the seeds. One that was made
/// from older seeds is opened as it is, and a line on standard error says so. One of an older format is put beside, under another
/// name, and made anew; a reader only learns of it.
[[nodiscard]] Outcome<Database> open_world(const OpenOptions& options);

}  // namespace entente::shell
