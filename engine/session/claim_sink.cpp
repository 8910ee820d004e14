#include "engine/session/claim_sink.h"

#include <algorithm>
#include <utility>

namespace entente::session {
namespace {

using claims::Claim;
using claims::Pair;

constexpr std::size_t kPendingMost = 65536;

}  // namespace

bool says_the_same(Claim a, const Claim& b) {
  a.id = b.id;
  a.recorded = b.recorded;
  return a == b;
}

ClaimSink::ClaimSink(const store::Reader& reader, Applier& applier) : reader_(reader), applier_(applier) { applier_.record({}); }

bool ClaimSink::is_known(const Claim& claim) {
  const Pair pair{claim.actor, claim.body};
  const auto pending = of_pair_.find(pair);
  if (pending != of_pair_.end() && std::any_of(pending->second.begin(), pending->second.end(),
                                               [&](std::size_t at) { return says_the_same(claim, pending_[at]); })) {
    return true;
  }
  const auto current = claims::claims_of_pair(reader_, pair);
  if (std::any_of(current.begin(), current.end(), [&](const Claim& known) { return says_the_same(claim, known); })) {
    return true;
  }
  if (std::any_of(current.begin(), current.end(), [&](const Claim& known) { return !sum_.first || known.id < sum_.first; })) {
    met_.insert(pair);
  }
  return false;
}

void ClaimSink::add(Claim claim) {
  if (is_known(claim)) {
    ++sum_.known;
    return;
  }
  claim.id = applier_.next_claim();
  claim.recorded = applier_.commit_id();
  sum_.first = sum_.first ? sum_.first : claim.id;
  of_pair_[{claim.actor, claim.body}].push_back(pending_.size());
  pending_.push_back(std::move(claim));
  ++sum_.recorded;
  if (pending_.size() == kPendingMost) {
    flush();
  }
}

void ClaimSink::flush() {
  applier_.record(pending_);
  pending_.clear();
  of_pair_.clear();
}

ClaimSink::Sum ClaimSink::finish() {
  flush();
  sum_.met.assign(met_.begin(), met_.end());
  return std::move(sum_);
}

}  // namespace entente::session
