// Answers about a query itself: its plan, and the columns of its answer. Internal to engine/session.
#pragma once

#include "engine/exec/run.h"
#include "entente/answer.h"

namespace entente::session {

/// The plan; with `profile`, what each step did when it ran.
[[nodiscard]] Table plan_table(const exec::Machine& machine, const bind::Query& query, const exec::Profile* profile);
/// A row for each column of the answer: its type, its meaning, its words. Reads no rows.
[[nodiscard]] Table column_table(const catalog::Catalog& catalog, const Pool& pool, const bind::Query& query);

}  // namespace entente::session
