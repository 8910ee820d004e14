// One row: yes, no, possible, not covered.
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch is_rows(Machine& machine, const bind::Query& query, Stats& stats) {
  (void)machine;
  (void)query;
  (void)stats;
  throw Failed{{"V01",
                "questions with is are not yet in this version",
                std::nullopt,
                {},
                "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
