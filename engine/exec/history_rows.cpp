// All that was recorded about one thing, newest first.
#include "engine/exec/source_rows.h"

namespace entente::exec {

Batch history_rows(Machine& machine, const bind::Query& query) {
  (void)machine;
  (void)query;
  throw Failed{{"V01",
                "histories are not yet in this version",
                std::nullopt,
                {},
                "the language has them; this version does not answer them"}};
}

}  // namespace entente::exec
