// How far apart two words are, for those who ask "did you mean …?".
#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

/// Insertions, deletions, changes and swaps of neighbours that turn `a` into `b` (Damerau–Levenshtein, restricted), in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace entente
