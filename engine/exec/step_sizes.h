// How many hold some role in a body on the day of each step of a series: counted for all steps in one pass over the columns of the
// body's blocks, for the view and the reading that those stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/claims/block_cursor.h"
#include "engine/claims/found_rows.h"
#include "engine/store/transaction.h"

namespace entente::exec {

/// The blocks of one body after the other, quickest in the order of their ids. The snapshot must outlive it.
class BodyBlocks {
 public:
  explicit BodyBlocks(const store::Reader& reader) : reader_(reader) {}
  /// Dies with the next call.
  [[nodiscard]] claims::BlockCursor& of(BodyId body) {
    if (cursor_) {
      cursor_->move_to(entity(body));
    } else {
      cursor_.emplace(reader_, claims::Axis::kByBody, entity(body));
    }
    return *cursor_;
  }

 private:
  const store::Reader& reader_;
  std::optional<claims::BlockCursor> cursor_;
};

/// Finds the step that is the first on a day or behind it, among days that ascend.
class StepsByDay {
 public:
  static constexpr std::int64_t kMostDays = 1'000'000;  // from the first to the last

  explicit StepsByDay(const std::vector<Day>& days);
  /// Counts for each of the days the step that it has; there is one place more than there are steps, for days behind the last.
  void tally(const std::vector<Day>& days, std::vector<std::uint32_t>& counts) const;

 private:
  // Of 2^shift days, in which one step lies at most: which one comes next at their beginning, and the last day for which it does.
  struct Stretch {
    std::uint32_t step;
    std::uint32_t last;
  };
  Day first_;
  Day behind_;
  unsigned shift_ = 0;
  std::vector<Stretch> stretches_;
};

/// A table of counts by body and step. Bodies have numbers in it, which whoever asks gives them.
class StepSizes {
 public:
  /// None where steps are not days that ascend, or the view or the reading is another.
  [[nodiscard]] static std::optional<StepSizes> of(const bind::Query& query, const bind::RoleFilter& roles);

  [[nodiscard]] const std::vector<Day>& days() const { return days_; }  // of the steps
  /// For so many bodies, whose room else is made as they are counted.
  void make_room(std::size_t bodies);
  /// All was asked for: room that is large is given back.
  void let_go();
  /// Counts a body, which gets that number. Of what is counted nothing, whether a source says so is for the caller to ask.
  void count(BodyBlocks& blocks, BodyId body, std::size_t number);
  [[nodiscard]] std::uint32_t& at(std::size_t number, std::size_t step) {
    return counts_[(number / kTogether * days_.size() + step) * kTogether + number % kTogether];
  }
  /// Those that lie together with that one will be asked for soon; there need be none.
  void fetch(std::size_t number, std::size_t step) const {
    constexpr std::size_t kLine = 64 / sizeof(std::uint32_t);
    const std::size_t at = (number / kTogether * days_.size() + step) * kTogether;
    for (std::size_t i = 0; i < kTogether && at + i < counts_.size(); i += kLine) {
      __builtin_prefetch(&counts_[at + i]);
    }
  }
  /// Those of one step lie together for so many bodies whose numbers follow each other, from a multiple of that on.
  static constexpr std::size_t kTogether = 64;

 private:
  StepSizes(bind::RoleFilter roles, std::vector<Day> days)
      : roles_(std::move(roles)), days_(std::move(days)), steps_(days_), begins_(days_.size() + 1), ends_(days_.size() + 1) {}

  void read(claims::BlockCursor& blocks);
  void put_in_order();
  void unite();

  bind::RoleFilter roles_;
  std::vector<Day> days_;
  StepsByDay steps_;
  std::vector<std::uint32_t> counts_;
  claims::FoundRows rows_;                    // of one body, for their room
  std::vector<std::uint32_t> begins_, ends_;  // of one body: how many begin, and end, with a step
};

}  // namespace entente::exec
