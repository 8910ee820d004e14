// Pairs of actors or bodies and what they share (rule 10).
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch pair_rows(Machine& machine, const bind::Query& query) {
  (void)machine;
  (void)query;
  throw Failed{
      {"V01", "pairs are not yet in this version", std::nullopt, {}, "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
