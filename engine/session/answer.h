// Rows of ids and cells as the table of the public face: names, words and dates spelt out. Internal to engine/session.
#pragma once

#include "engine/exec/machine.h"
#include "engine/value/batch.h"
#include "entente/answer.h"

namespace entente::session {

/// The columns of the table of a query's rows.
[[nodiscard]] std::vector<Column> columns_of(const Schema& schema);
/// The rows of it. Beginnings, ends and dates come as they were recorded.
[[nodiscard]] std::vector<std::vector<Cell>> to_rows(exec::Machine& machine, const Schema& schema, const Batch& batch);

}  // namespace entente::session
