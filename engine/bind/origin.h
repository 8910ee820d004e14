// Where a column of an answer comes from, followed back through the stages that hand it on as it is.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/bind/query.h"

namespace entente::bind {

struct Origin {
  std::size_t stages = 0;  // how many stages had been when it was made: 0, the source has it; else the last of them made it
  std::size_t column = 0;  // its place among the columns that there were then
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// Of a column behind all stages. Not followed further back than behind the first `floor` of them.
[[nodiscard]] Origin origin_of(const Query& query, std::size_t column, std::size_t floor = 0);
/// The period of the series that the query itself is.
[[nodiscard]] bool is_own_period(const Query& query, std::size_t column);
/// The columns of its answer that count rows, where a row that is not there stands for a count of none.
[[nodiscard]] std::optional<Counted> counted_of(const Query& query);

}  // namespace entente::bind
