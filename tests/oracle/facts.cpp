#include "tests/oracle/facts.h"

namespace entente::oracle {

const std::vector<Membership>& Facts::memberships(const View& view) const { return seen(view).memberships; }

const std::vector<bool>& Facts::suspended(const View& view, int actor, int body) const {
  auto& known = seen(view).suspended;
  auto found = known.find({actor, body});
  if (found == known.end()) {
    found = known.emplace(std::pair{actor, body}, suspended_days(world_, view, actor, body)).first;
  }
  return found->second;
}

Facts::Seen& Facts::seen(const View& view) const {
  auto found = seen_.find(view);
  if (found == seen_.end()) {
    found = seen_.emplace(view, Seen{fold(world_, view), {}}).first;
  }
  return found->second;
}

}  // namespace entente::oracle
