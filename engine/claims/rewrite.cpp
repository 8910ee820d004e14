#include "engine/claims/rewrite.h"

#include "engine/claims/derive.h"
#include "engine/claims/derived_writer.h"

namespace entente::claims {

void rewrite(store::WriteTxn& txn, const catalog::Catalog& catalog, const std::set<Pair>& pairs, CommitId commit) {
  DerivedWriter writer(txn, commit, catalog.changed() < commit);
  for (const Pair& pair : pairs) {
    writer.put(pair, fold_pair(txn, catalog, pair, View{}));
  }
  writer.finish(false, [] {});
}

}  // namespace entente::claims
