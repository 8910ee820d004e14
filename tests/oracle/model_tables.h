// Stages that put rows together or side by side: select, group by, join, left join, without, pivot.
#pragma once

#include "tests/oracle/model_stage.h"

namespace entente::oracle {

void apply_table_stage(const Asked& asked, const Stage& stage, OracleTable& table);

OracleTable grouped(const Asked& asked, const Stage& stage, const OracleTable& table);
OracleTable joined(const Asked& asked, const Stage& stage, const OracleTable& table);
/// `group` is the stage that made the counts that are shown; null: they are no counts, or some were left out since.
OracleTable pivoted(const Asked& asked, const Stage& stage, const Stage* group, const OracleTable& table);

/// What a column of a count is where no row was counted: 0 or missing.
bool counts_rows(const Stage& group, const std::string& column);
/// The aggregate of no rows.
OracleCell of_nothing(const Aggregate& aggregate);

/// Missing in a column of the question, which prints otherwise where dates stand.
OracleCell missing_in(const Query& query, const std::string& column);

/// Which count is not there.
struct Nothing {
  std::optional<std::size_t> step;  // none: of all steps together
  std::optional<std::string> body;
  std::optional<std::string> role;
};
/// Rule 4: it is known that there is none.
bool is_none_known(const Asked& asked, const Nothing& nothing);

/// The clauses of an inner question with those of the question around it that it does not state.
Clauses inherited(const Clauses& own, const Clauses& outer);

}  // namespace entente::oracle
