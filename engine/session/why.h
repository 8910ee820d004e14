// `why QUERY` and `why not X in QUERY`. Internal to engine/session.
#pragma once

#include "engine/exec/run.h"
#include "entente/answer.h"

namespace entente::session {

/// For each row of the query's answer, from which claims and by which rule it follows, and what was set aside. Throws
/// exec::Failed for queries of which that cannot be said.
[[nodiscard]] Answer why(exec::Machine& machine, const bind::Query& query, const std::string& caption_name);
/// Why `id` is not in the query's answer.
[[nodiscard]] Answer why_not(exec::Machine& machine, const bind::Query& query, EntityId id, const std::string& caption_name);
/// The query's source and clauses, in the language's own words.
[[nodiscard]] std::string question_words(const exec::Machine& machine, const bind::Query& query);
/// Is it actors, or bodies, that are missing from such rows?
[[nodiscard]] bind::Side side_of(const bind::Query& query);

/// The query with the columns of its source behind all others to the end, whatever its stages select, so that each row left can be
/// traced. Throws exec::Failed where rows are put together.
[[nodiscard]] bind::Query traceable(const bind::Query& query);

}  // namespace entente::session
