// All that was ever recorded of one actor in one body, as a question sees it. Internal to engine/session.
#pragma once

#include <string>
#include <vector>

#include "engine/exec/machine.h"

namespace entente::session {

struct Story {
  claims::Pair pair;
  claims::View view;                  // of the question, at its step
  std::vector<claims::Claim> claims;  // all that ever were, by id
  std::vector<claims::Claim> seen;    // those that the view takes
  claims::FoldContext context;
  claims::Folded folded;  // what these add up to

  /// Null when there is none of that number.
  [[nodiscard]] const claims::Claim* claim(ClaimId id) const;
  [[nodiscard]] bool sees(const claims::Claim& claim) const;
};

[[nodiscard]] Story story_of(exec::Machine& machine, claims::Pair pair, const claims::View& view);
/// Why the view does not take a claim, as "retracted in commit 7: typed in error"; empty: it takes it.
[[nodiscard]] std::string unseen_because(const catalog::Catalog& catalog, const claims::View& view, const claims::Claim& claim);

}  // namespace entente::session
