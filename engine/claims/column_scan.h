// Which rows of packed columns of days may hold on some day of a window: several rows at once, with the widest vectors there are.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/claims/packed_rows.h"
#include "engine/value/date.h"

namespace entente::claims {

inline constexpr std::size_t kScanRows = 256;  // at most at once; a multiple of 8

/// Of `size` rows from `first`: marks[i] = 1 where begins < window.end and window.begin < ends, else 0. Writes marks up to the next
/// multiple of 8, which must have room.
void mark_within(const PackedColumn& begins, const PackedColumn& ends, DayRange window, std::size_t first, std::size_t size,
                 std::uint8_t* marks);

}  // namespace entente::claims
