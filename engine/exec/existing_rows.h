// Rows of the catalogue, what exists of some kinds, at one day after the other: what passes is found once, in the order of rule 27.
#pragma once

#include <optional>
#include <vector>

#include "engine/exec/machine.h"

namespace entente::exec {

class ExistingRows {
 public:
  /// None where the set is no plain one of kinds, a step is no single day, or rows have to say more than who they are. `query` is
  /// what each step of the series asks.
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
