// Stages behind a source: filters, counts, order.
#pragma once

#include "tests/oracle/model_set.h"

namespace entente::oracle {

/// What the stages of a question look at: its source, and the scope of each step (one without a series).
struct Asked {
  const Facts& facts;
  const Query& query;
  const std::vector<Scope>& scopes;
};

/// Changes the table as the stage says; tests look at the query's own time, step by step.
void apply_stage(const Asked& asked, const Stage& stage, OracleTable& table);

/// Tests on the actor or body of each row; the rows that pass are kept, or a column is added.
bool is_test(const Stage& stage);
void apply_test(const Asked& asked, const Stage& stage, OracleTable& table);

std::size_t column_of(const OracleTable& table, const std::string& name);

using Key = std::vector<OracleCell>;
/// Bounds that begin on one day are not yet the same.
Key key_of(const OracleTable& table, const OracleRow& row, const std::vector<std::string>& columns);

/// The scope of each step of a question, one without a series.
std::vector<Scope> scopes_of(const Facts& facts, const Query& query);

}  // namespace entente::oracle
