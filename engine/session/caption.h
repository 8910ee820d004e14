// What an answer says of itself under its table: rows, time, sources, readings, what was left out. Internal to engine/session.
#pragma once

#include <string>
#include <vector>

#include "engine/exec/run.h"

namespace entente::session {

/// Lines in the order in which they are read; `name` is what the database is called, empty: nothing.
[[nodiscard]] std::vector<std::string> caption_of(exec::Machine& machine, const bind::Query& query, const exec::Rows& rows,
                                                  const std::string& name);

}  // namespace entente::session
