// What one statement may take, where the caller says so.
#pragma once

#include <chrono>
#include <cstddef>

namespace entente {

/// Bounds for each statement of a session; 0: none. What goes beyond is an error of that statement and changes nothing.
struct Limits {
  std::size_t statement_bytes = std::size_t{1} << 20;  // of its text: P10
  std::chrono::milliseconds time{0};                   // from its first step to its last row: X06
  std::size_t memory_bytes = 0;  // of rows that it keeps at once to sort, group, join, compare or hand over whole, roughly: X07
  std::size_t rows = 0;          // of its answer: X08; what was handed over before stays with the caller
};

}  // namespace entente
