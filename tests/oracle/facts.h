// What the claims add up to, kept for every view that was asked for: a series asks for the same one again and again.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "tests/oracle/model.h"

namespace entente::oracle {

/// Holds as long as nothing is added to the world.
class Facts {
 public:
  explicit Facts(const World& world) : world_(world) {}

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const std::vector<Membership>& memberships(const View& view) const;
  /// By day + 1.
  [[nodiscard]] const std::vector<bool>& suspended(const View& view, int actor, int body) const;

 private:
  struct Seen {
    std::vector<Membership> memberships;
    std::map<std::pair<int, int>, std::vector<bool>> suspended;
  };
  Seen& seen(const View& view) const;

  const World& world_;
  mutable std::map<View, Seen> seen_;
};

}  // namespace entente::oracle
