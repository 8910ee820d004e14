// Pairs of claims that cannot both hold (rule 16).
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch conflict_rows(Machine& machine, const bind::Query& query) {
  (void)machine;
  (void)query;
  throw Failed{{"V01",
                "conflicts are not yet in this version",
                std::nullopt,
                {},
                "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
