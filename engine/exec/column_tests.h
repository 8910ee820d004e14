// Conditions that compare one column with a constant, asked of whole batches instead of row by row.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/bind/query.h"

namespace entente::exec {

class ColumnTests {
 public:
  /// What stands in front of `condition`: all of it, or of an `and` the first parts, as far as they are such.
  explicit ColumnTests(const bind::Expr& condition);

  /// Nothing else stands in the condition.
  [[nodiscard]] bool are_all() const { return are_all_; }
  /// Where the condition is one such part and keeps the whole numbers between two bounds: of which column, and the bounds.
  struct Range {
    std::size_t column;
    Datum low;
    Datum high;
  };
  [[nodiscard]] std::optional<Range> one_range() const {
    const bool is_one = are_all_ && tests_.size() == 1 && !tests_.front().is_decimal && !tests_.front().outside;
    return is_one ? std::optional(Range{tests_.front().column, tests_.front().low, tests_.front().high}) : std::nullopt;
  }
  /// The numbers of the rows of which it holds; valid until the next call.
  [[nodiscard]] std::vector<std::uint32_t>& choose(const Batch& batch);

 private:
  /// The cells between two bounds, both included, or those outside of them; as whole numbers or as decimals.
  struct Test {
    std::size_t column = 0;
    bool is_decimal = false;
    bool outside = false;
    Datum low = 0;
    Datum high = 0;
    double low_decimal = 0;
    double high_decimal = 0;
  };
  [[nodiscard]] static std::optional<Test> test_of(const bind::Expr& expr);
  template <class Holds>
  void narrow(const std::vector<Datum>& cells, bool is_first, const Holds& holds);

  std::vector<Test> tests_;
  bool are_all_ = true;
  std::vector<std::uint32_t> rows_;
};

}  // namespace entente::exec
