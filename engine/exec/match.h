// Which rows of the right side of a join belong to a row of the left: those that are equal to it in the columns of `on`.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "engine/exec/key_index.h"
#include "engine/exec/machine.h"
#include "engine/value/batch.h"

namespace entente::exec {

/// Equal as `=` has it (rules 23 and 24): missing is equal to nothing, a number to the same number, a date to the period that it
/// lies in. Hashes the right side.
class Matcher {
 public:
  struct Sides {
    const Schema& left;
    const std::vector<std::size_t>& left_on;
    const Schema& right;
    const std::vector<std::size_t>& right_on;
  };
  /// Of all rows of the right side, which must outlive it, as must the columns.
  Matcher(Machine& machine, const Sides& sides, const Batch& right);

  /// The rows of the right side, in their order.
  [[nodiscard]] const std::vector<std::size_t>& matches(const Batch& left, std::size_t row);

 private:
  /// How the values of a column are made alike on both sides: as they are, as decimals, as texts, as days; or, where one side has
  /// more than days, by looking which dates of the right side share a day with one of the left.
  enum class As : std::uint8_t { kIs, kDecimal, kText, kDay, kRange };
  struct Column {
    As as = As::kIs;
    std::size_t left = 0;
    std::size_t right = 0;
    Type left_type;
    Type right_type;
    std::vector<std::pair<DayRange, Datum>> ranges;  // kRange: those of the right side, by their first day, and their codes
    Day longest = 0;
    std::map<Datum, std::vector<Datum>> found;  // kRange: of a value of the left side, the codes of the right
  };

  [[nodiscard]] static As as_of(const Type& left, const Type& right);
  [[nodiscard]] Datum code(const Column& column, const Type& type, Datum value) const;
  void take_ranges(Column& column, const Batch& right);
  [[nodiscard]] const std::vector<Datum>& codes_of(Column& column, Datum value);
  void find(std::size_t column, Key& key);

  Machine& machine_;
  std::vector<Column> columns_;
  KeyIndex keys_;
  std::vector<std::vector<std::size_t>> rows_;  // of each key
  std::vector<std::vector<Datum>> wanted_;      // of the row in hand: for each column the codes that fit
  std::vector<std::size_t> out_;
};

}  // namespace entente::exec
