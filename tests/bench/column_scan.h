// Scans over columns of spells: sixteen rows at once where the CPU has AVX-512, row by row elsewhere, chosen at run time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "tests/bench/calendar.h"

namespace entente::bench {

/// Columns of the same length.
struct SpellColumns {
  const Day* from;
  const Day* to;
  const std::uint32_t* id;  // of the actors or bodies
  const Day* known_from;
};

/// Ids of the rows [begin, end) that hold on the day, put into `out`, which has room for all and 16 more. Returns how many. `from`
/// ascends within the rows, so that the scan ends with the first that begins later.
std::size_t holding(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day, std::uint32_t* out);

/// The same of rows that were known by a day.
std::size_t holding_as_known(const SpellColumns& columns, std::uint32_t begin, std::uint32_t end, Day day, Day known,
                             std::uint32_t* out);

/// Places of the rows [0, count) that hold on the day, in whatever order `from` is.
std::size_t places_holding(const Day* from, const Day* to, std::uint32_t count, Day day, std::uint32_t* out);

/// How many of the rows [0, count) hold on the day with that role.
std::uint32_t count_holding(const Day* from, const Day* to, const std::uint8_t* role, std::uint32_t count, Day day,
                            std::uint8_t wanted);

}  // namespace entente::bench
