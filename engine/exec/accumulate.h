// What `group by` works out, one accumulator for each aggregate: values go in group by group, one value for each comes out.
#pragma once

#include <memory>

#include "engine/bind/query.h"
#include "engine/exec/machine.h"

namespace entente::exec {

class Accumulator {
 public:
  Accumulator() = default;
  Accumulator(const Accumulator&) = delete;
  Accumulator& operator=(const Accumulator&) = delete;
  virtual ~Accumulator() = default;
  /// Groups are numbered from 0 on; `value` may be missing.
  virtual void add(std::size_t group, Datum value) = 0;
  /// Also of a group to which nothing was added. Asked once of each.
  [[nodiscard]] virtual Datum result(std::size_t group) = 0;
};

[[nodiscard]] std::unique_ptr<Accumulator> make_accumulator(Machine& machine, const bind::Aggregate& aggregate);
/// What the aggregate of no row at all is: 0 or missing (rule 26).
[[nodiscard]] Datum of_nothing(const bind::Aggregate& aggregate);

}  // namespace entente::exec
