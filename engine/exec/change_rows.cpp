// What changed: who joined, left, changed role, was suspended, resumed (rule 21).
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch change_rows(Machine& machine, const bind::Query& query) {
  (void)machine;
  (void)query;
  throw Failed{
      {"V01", "changes are not yet in this version", std::nullopt, {}, "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
