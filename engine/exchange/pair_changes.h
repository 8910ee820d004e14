// When what is said of each pair last changed: by claims, or by what those are read by. What the ledger notes as it goes, worked
// out from all that was ever recorded.
#pragma once

#include <map>

#include "engine/catalog/catalog.h"
#include "engine/claims/ledger.h"
#include "engine/store/transaction.h"

namespace entente::exchange {

using PairChanges = std::map<claims::Pair, claims::PairHistory>;

/// A claim that was recorded, and perhaps retired.
void note(PairChanges& changes, const claims::Claim& claim);
/// Lives, ranks, dates of sources and what those cover, in all their versions. All claims must be noted. Throws store::Fault.
void note_definitions(PairChanges& changes, const store::Reader& reader);

}  // namespace entente::exchange
