// Of whom and in what a log is asked: `of ACTORS`, `in BODIES`. Sets among them are evaluated once.
#pragma once

#include <functional>
#include <vector>

#include "engine/claims/ledger.h"
#include "engine/exec/machine.h"

namespace entente::exec {

class Asked {
 public:
  Asked(Machine& machine, const bind::Query& query);

  [[nodiscard]] bool takes(ActorId actor, BodyId body) const;
  /// The pairs asked for that ever had a claim.
  [[nodiscard]] std::vector<claims::Pair> pairs() const;
  /// What folded of them, body by body, or actor by actor where only actors are named. Others that stand beside them are there
  /// too, as are all that Machine reads beyond `roles` and `window`.
  void each_scan(const bind::RoleFilter& roles, DayRange window, const std::function<void(const claims::Derived&)>& take) const;

 private:
  Machine& machine_;
  const bind::Query& query_;
  std::vector<EntityId> actors_;  // ascending
  std::vector<EntityId> bodies_;
};

}  // namespace entente::exec
