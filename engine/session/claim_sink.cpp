#include "engine/session/claim_sink.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace entente::session {

ClaimSink::ClaimSink(Applier& applier, std::function<void()> breathe) : applier_(applier), breathe_(std::move(breathe)) {
  sum_.first = applier_.next_claim();
}

void ClaimSink::add(const claims::Claim& claim) {
  pending_.add(claim);
  if (pending_.is_full()) {
    flush();
  }
}

void ClaimSink::flush() {
  const auto part = applier_.record(pending_, sum_.first, breathe_);
  sum_.recorded += part.recorded;
  sum_.known += part.known;
  std::vector<claims::Pair> met;
  std::set_union(sum_.met.begin(), sum_.met.end(), part.met.begin(), part.met.end(), std::back_inserter(met));
  sum_.met = std::move(met);
}

ClaimSink::Sum ClaimSink::finish() {
  flush();
  return std::move(sum_);
}

}  // namespace entente::session
