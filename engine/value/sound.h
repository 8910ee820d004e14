// Whether a bound is one: what any bound is that was made here, and a damaged record may not hold.
#pragma once

#include "engine/value/bound.h"

namespace entente {

/// Its days are such, or open, and in their order, and its words are words.
[[nodiscard]] bool is_sound(const Bound& bound);

}  // namespace entente
