// The rows of a query's source, one function a kind. Each appends rows of the source's schema; their order comes later.
#pragma once

#include <functional>

#include "engine/exec/machine.h"

namespace entente::exec {

/// A list of sources, each once, by key.
[[nodiscard]] Datum source_list(Machine& machine, std::vector<SourceId> sources);
/// `hh:mm:ss` of a time of a commit.
[[nodiscard]] std::string time_text(std::int64_t utc_seconds);

[[nodiscard]] Batch membership_rows(Machine& machine, const bind::Query& query, Stats& stats);
/// What is not needed of a catalogue's row is missing in it.
[[nodiscard]] Batch set_rows(Machine& machine, const bind::Query& query, const std::vector<bool>& needed, Stats& stats);
[[nodiscard]] Batch claim_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch event_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch provision_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch role_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch record_rows_of_sources(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch commit_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch change_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch transition_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch conflict_rows(Machine& machine, const bind::Query& query);
[[nodiscard]] Batch is_rows(Machine& machine, const bind::Query& query, Stats& stats);
[[nodiscard]] Batch history_rows(Machine& machine, const bind::Query& query);

}  // namespace entente::exec
