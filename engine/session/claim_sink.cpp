#include "engine/session/claim_sink.h"

#include <algorithm>
#include <utility>

#include "engine/claims/derive.h"
#include "engine/store/codec.h"

namespace entente::session {
namespace {

using claims::Claim;
using claims::Pair;

constexpr std::size_t kPairsAtOnce = 100000;  // folded before their blocks are written

}  // namespace

ClaimId next_claim(const store::Reader& reader) {
  auto cursor = reader.scan(store::Table::kClaimPlaces);
  cursor.last();
  return {cursor.valid() ? store::KeyReader(cursor.key()).u32() + 1 : 1};
}

bool says_the_same(Claim a, const Claim& b) {
  a.id = b.id;
  a.recorded = b.recorded;
  return a == b;
}

ClaimSink::ClaimSink(store::WriteTxn& txn, const catalog::Draft& catalog, CommitId commit)
    : txn_(txn), catalog_(catalog), commit_(commit), next_(next_claim(txn)) {
  sum_.first = next_;
}

void ClaimSink::add(Claim claim) {
  const Pair pair{claim.actor, claim.body};
  const auto current = claims::claims_of_pair(txn_, pair);
  if (std::any_of(current.begin(), current.end(), [&](const Claim& known) { return says_the_same(claim, known); })) {
    ++sum_.known;
    return;
  }
  if (std::any_of(current.begin(), current.end(), [&](const Claim& known) { return known.id < sum_.first; })) {
    met_.insert(pair);
  }
  claim.id = next_;
  claim.recorded = commit_;
  claims::insert(txn_, claim);
  touched_.insert(pair);
  ++next_.value;
  ++sum_.recorded;
}

ClaimSink::Sum ClaimSink::finish(const std::function<void()>& breathe) {
  std::set<Pair> some;
  for (const Pair& pair : touched_) {
    some.insert(some.end(), pair);
    if (some.size() == kPairsAtOnce) {
      claims::rewrite(txn_, catalog_.read(), std::exchange(some, {}));
      breathe();
    }
  }
  claims::rewrite(txn_, catalog_.read(), some);
  sum_.met.assign(met_.begin(), met_.end());
  return std::move(sum_);
}

}  // namespace entente::session
