// Evaluates sets day by day: for every actor or body, on which days it is in the set under each reading.
#pragma once

#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "engine/bind/query.h"
#include "engine/exec/machine.h"

namespace entente::exec {

/// Days under the three readings: possible holds best, best need not hold certain's complement.
struct DaySets {
  SpanList best;
  SpanList certain;
  SpanList possible;

  [[nodiscard]] const SpanList& of(bind::Sureness sureness) const;
};

struct SetItem {
  EntityId id;
  DaySets days;
  std::array<std::uint64_t, 3> counts{};  // of a counted set, by Sureness: the highest number of sets on a day
  bool uncovered = false;                 // rests on an absence that no source covers
};

/// On which days an absence from a set is known to be one: for all entities alike, and, where sources cover body by body, for
/// each by itself.
class Covered {
 public:
  using ByItem = std::function<SpanList(EntityId)>;
  Covered() = default;
  Covered(SpanList days) : days_(std::move(days)) {}  // NOLINT: implicit, the usual case
  Covered(SpanList days, ByItem by_item) : days_(std::move(days)) { by_item_.push_back(std::move(by_item)); }

  [[nodiscard]] SpanList of(EntityId id) const;
  /// On the days of both.
  void narrow(const Covered& other);

 private:
  SpanList days_;
  std::vector<ByItem> by_item_;
};

/// A set, clipped to a window. Items ascend by id.
struct SetResult {
  std::vector<SetItem> items;
  Covered covered;
};

[[nodiscard]] SetResult evaluate(Machine& machine, const bind::SetNode& node, const bind::When& when);
/// The entities that are in the set at the time asked, under that reading; ascending.
[[nodiscard]] std::vector<EntityId> members(Machine& machine, const bind::SetNode& node, const bind::When& when,
                                            bind::Sureness sureness);
/// The entities that a selector names, under the best reading of the time asked; ascending.
[[nodiscard]] std::vector<EntityId> select(Machine& machine, const bind::Selector& selector, const bind::When& when);
/// Does the entity stand under one of those bodies (none: any) and is it about one of those topics (none: any)?
[[nodiscard]] bool narrow(const catalog::Entity& entity, const std::optional<std::vector<EntityId>>& under,
                          const std::vector<std::string>& topics);
/// The days on which an entity exists, under each reading; unknown bounds count as existing.
[[nodiscard]] DayRange life_of(const catalog::Entity& entity, bind::Sureness sureness);
[[nodiscard]] DaySets life_of(const catalog::Entity& entity);

}  // namespace entente::exec
