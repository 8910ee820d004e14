// How the derived blocks are kept true to the claims.
#pragma once

#include <set>

#include "engine/catalog/catalog.h"
#include "engine/claims/ledger.h"
#include "engine/store/transaction.h"

namespace entente::claims {

/// Folds the pairs anew, rewrites their rows in the blocks of their bodies and actors, and notes that they changed in that commit;
/// in the transaction that changed their claims, or what those are read by. Throws store::Fault.
void rewrite(store::WriteTxn& txn, const catalog::Catalog& catalog, const std::set<Pair>& pairs, CommitId commit);

}  // namespace entente::claims
