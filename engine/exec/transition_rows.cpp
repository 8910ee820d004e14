// Each holding of a first role and what came of it (rule 22).
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch transition_rows(Machine& machine, const bind::Query& query) {
  (void)machine;
  (void)query;
  throw Failed{{"V01",
                "transitions are not yet in this version",
                std::nullopt,
                {},
                "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
