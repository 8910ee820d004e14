// What the cells of a column mean, each distinct text found out once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/exchange/row.h"
#include "engine/files/text_numbers.h"

namespace entente::exchange {

/// Of texts that are longer than a name usually is nothing is learned.
template <class Value>
class CellMemo {
 public:
  /// What was learned of a cell that says the same; none: nothing yet.
  [[nodiscard]] std::optional<Value> find(const Written& cell) {
    const auto& known = values_of(cell);
    const std::size_t number = number_of(cell);
    return number < known.size() ? known[number] : std::nullopt;
  }
  void learn(const Written& cell, const Value& value) {
    const std::size_t number = number_of(cell);
    if (number == 0) {
      return;
    }
    auto& known = values_of(cell);
    if (number >= known.size()) {
      known.resize(number + number / 2 + 1);
    }
    known[number] = value;
  }

 private:
  using Values = std::vector<std::optional<Value>>;

  [[nodiscard]] Values& values_of(const Written& cell) { return cell.number != 0 ? numbered_ : others_; }
  [[nodiscard]] std::size_t number_of(const Written& cell) { return cell.number != 0 ? cell.number : texts_.of(cell.text); }

  Values numbered_;  // by the number that the cell came with; never of 0
  Values others_;    // by that of its text here
  files::TextNumbers texts_;
};

}  // namespace entente::exchange
