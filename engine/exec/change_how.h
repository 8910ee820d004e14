// How somebody joined or left (rule 21): as its claims say, else as the lives of actor and body tell.
#pragma once

#include <vector>

#include "engine/exec/stays.h"

namespace entente::exec {

class ChangeHow {
 public:
  ChangeHow(Machine& machine, const claims::View& view);

  /// Places in kChangeHowWords. `roles`: those that the stay is one in.
  [[nodiscard]] Datum joined(claims::Pair pair, const Stay& stay, const bind::RoleFilter& roles);
  [[nodiscard]] Datum left(claims::Pair pair, const Stay& stay) const;

 private:
  /// The entity; and what it continues, where that counts.
  [[nodiscard]] std::vector<const catalog::Entity*> lives_of(EntityId id) const;
  [[nodiscard]] bool carries_on(claims::Pair pair, const Stay& stay, const bind::RoleFilter& roles);
  [[nodiscard]] const catalog::Entity& entity_of(EntityId id) const;

  Machine& machine_;
  const claims::View& view_;
  const catalog::Catalog& catalog_;  // as the view knew it
  std::vector<EntityId> continued_;  // those that some other entity continues; ascending
};

}  // namespace entente::exec
