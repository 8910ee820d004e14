// What the laws need: a random world in an engine of its own, and its answers as text.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/oracle/engine.h"
#include "tests/oracle/scenario.h"

namespace entente::oracle {

/// The rows of an answer, one a line, the columns left out that are named; an error is one line.
std::vector<std::string> rows_of(Engine& engine, const std::string& question, const std::vector<std::string>& left_out = {});

/// Runs the statements one by one; what the engine refuses is passed over.
void record_all(Engine& engine, const std::vector<Statement>& statements);

/// How many random worlds each law is tried on: ENTENTE_ORACLE_LAWS, beginning with ENTENTE_ORACLE_SEED.
std::uint64_t world_count();
std::uint64_t first_seed();

/// The same question under other clauses.
std::string text_with(const World& world, Query query, const std::function<void(Clauses&)>& change);

}  // namespace entente::oracle
