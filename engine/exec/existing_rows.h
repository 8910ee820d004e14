// Rows of the catalogue, what exists of some kinds, at one day after the other: what passes is found once, in the order of rule 27.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/exec/machine.h"

namespace entente::exec {

/// Whether rows of the catalogue are asked for step by step: a plain set of kinds, every step a single day, and of the source's
/// columns from `body` or `actor` on, none but who they are is needed.
[[nodiscard]] bool asks_existing_rows(const bind::Query& query, const bind::Series& series, const std::vector<bool>& needed);
/// The entities of such a set, whenever they exist, in the order of rule 27, of which `place` knows the places.
[[nodiscard]] std::vector<const catalog::Entity*> existing_ever(const catalog::Catalog& catalog, const bind::SetNode& set,
                                                                const std::function<std::uint32_t(EntityId)>& place);

class ExistingRows {
 public:
  /// None where something else is asked. `query` is what each step of the series asks.
  [[nodiscard]] static std::optional<ExistingRows> of(Machine& machine, const bind::Query& query, const bind::Series& series,
                                                      const std::vector<bool>& needed);

  /// What exists on that day, by the reading asked for; columns that are not needed have no cells.
  [[nodiscard]] Batch rows(Day day, Stats& stats);

 private:
  // The lives of all by one reading.
  struct Lives {
    std::vector<Day> begins, ends;
    void add(DayRange life);
    /// Marks those that hold the day with 1, and says how many they are.
    std::size_t mark(Day day, std::vector<std::int32_t>& marks) const;
    friend bool operator==(const Lives&, const Lives&) = default;
  };

  std::vector<Datum> ids_, kinds_;
  Lives best_, certain_, possible_;
  std::vector<bool> needed_;
  bool one_reading_ = false;  // no life is uncertain
  std::vector<std::int32_t> marks_, other_marks_;
  bind::Sureness sureness_ = bind::Sureness::kBest;
  std::size_t width_ = 0;
};

}  // namespace entente::exec
