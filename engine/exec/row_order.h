// Rows put into an order by several keys; keys become numbers that compare as their values do, wherever there are such.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/exec/machine.h"
#include "engine/value/type.h"

namespace entente::exec {

class RowOrder {
 public:
  RowOrder(Machine& machine, std::size_t rows) : machine_(machine), rows_(rows) {}

  /// The next key: a cell for each row, which must outlive this. What is missing comes last, under `descending` too (rule 31).
  void add_key(const Type& type, const std::vector<Datum>& cells, bool descending = false) {
    keys_.push_back({type, descending, &cells, State::kNew, {}});
  }

  /// The numbers of all rows in their order; equal ones stay as they are.
  [[nodiscard]] std::vector<std::size_t> sorted();
  /// The numbers, ascending, of the first so many and of all that are equal to the last of them.
  [[nodiscard]] std::vector<std::uint32_t> first(std::size_t count);

 private:
  enum class State : std::uint8_t { kNew, kNumbers, kCells };
  struct Key {
    Type type;
    bool descending;
    const std::vector<Datum>* cells;
    State state;                         // kNew until rows are equal by the keys before it
    std::vector<std::uint64_t> numbers;  // by row
  };
  [[nodiscard]] bool to_numbers(Key& key);
  [[nodiscard]] int compare(std::size_t a, std::size_t b);
  [[nodiscard]] int compare_values(const Key& key, Datum a, Datum b);

  Machine& machine_;
  std::size_t rows_;
  std::vector<Key> keys_;
};

}  // namespace entente::exec
