// Rows in columns: flat arrays of cells, one an attribute, all of one length. What operators hand to each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/value/date.h"
#include "engine/value/type.h"

namespace entente {

/// A column's name and type. The cells are in the Batch.
struct Field {
  std::string name;
  Type type;
};
using Schema = std::vector<Field>;
/// The name, with `_2`, `_3`, … behind it where a column has it already.
[[nodiscard]] std::string free_name(const Schema& schema, const std::string& name);

/// About as many rows as an operator hands over at once.
inline constexpr std::size_t kBatchRows = 2048;

struct Batch {
  std::vector<std::vector<Datum>> columns;
  std::size_t rows = 0;
  std::vector<std::uint32_t> steps;  // of a series: for each row, the number of the step that it belongs to; else empty
  std::vector<Day> days;  // of a log without a column of dates: the day of each row, for the source that asked; else empty

  explicit Batch(std::size_t width = 0) : columns(width) {}
  /// `cells` is as wide as the batch.
  void push_row(const std::vector<Datum>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      columns[i].push_back(cells[i]);
    }
    ++rows;
  }
  [[nodiscard]] std::vector<Datum> row(std::size_t index) const {
    std::vector<Datum> cells;
    cells.reserve(columns.size());
    for (const auto& column : columns) {
      cells.push_back(column[index]);
    }
    return cells;
  }
};

}  // namespace entente
