// What the claims add up to, kept for every view that was asked for: a series asks for the same one again and again.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "tests/oracle/carried.h"

namespace entente::oracle {

/// Holds as long as nothing is added to the world.
class Facts {
 public:
  explicit Facts(const World& world) : world_(world) {}

  /// As it stands today.
  [[nodiscard]] const World& world() const { return world_; }
  /// With the definitions that the view knew.
  [[nodiscard]] const World& world(const View& view) const;
  /// With what the named carry on, where the view counts predecessors.
  [[nodiscard]] const std::vector<Membership>& memberships(const View& view, const Named& named) const;
  /// By day + 1.
  [[nodiscard]] const std::vector<bool>& suspended(const View& view, int actor, int body, const Named& named) const;
  [[nodiscard]] Named all_actors(std::vector<int> bodies) const;

 private:
  const World& world_;
  mutable std::map<int, World> known_;  // by the commit of the version
  mutable std::map<std::pair<View, Named>, std::vector<Membership>> memberships_;
  mutable std::map<std::tuple<View, Named, int, int>, std::vector<bool>> suspended_;
};

}  // namespace entente::oracle
