// What is known of an absence: where nobody has it so, who says so, or outside of which life does the time lie (rule 19 of
// docs/language.md)?
#pragma once

#include <vector>

#include "engine/exec/machine.h"

namespace entente::exec {

struct Absence {
  bool known = false;
  /// What it rests on; where it is not known, what speaks of some of the days asked for.
  std::vector<claims::Coverage> lists;  // of sources in force, of all roles asked for
  std::vector<claims::Denial> denials;  // of all roles asked for
  std::vector<EntityId> outlived;       // the body, the actor, outside of whose life some of these days lie
};

/// That the actor of the pair holds none of `roles` in its body at the time asked, which nobody says.
[[nodiscard]] Absence absence_of(Machine& machine, claims::Pair pair, const bind::RoleFilter& roles, const bind::When& when,
                                 const claims::View& view);

}  // namespace entente::exec
