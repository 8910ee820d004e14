// When names and codes held. A side that is not stated is that of the entity's life; it is open where what is stated may lie
// outside of the life: a name that ended before independence does not begin with it.
#pragma once

#include <string_view>
#include <vector>

#include "engine/catalog/entity.h"
#include "engine/value/date.h"

namespace entente::catalog {

/// Both sides, those that are not stated from the life.
[[nodiscard]] InUse with_life(const InUse& in_use, const Entity& entity);
/// When the entity was called `text` (key, name, other name, ISO code, matched by name_key), and when it had a code: as often as
/// it is recorded, each with_life; empty if it never was.
[[nodiscard]] std::vector<InUse> uses_of_name(const Entity& entity, std::string_view text);
[[nodiscard]] std::vector<InUse> uses_of_code(const Entity& entity, std::string_view system, std::string_view value);

/// The days on which it may have held, by the widest reading of its bounds.
[[nodiscard]] DayRange widest(const InUse& in_use);
/// Whatever the bounds mean, there is a day on which both hold.
[[nodiscard]] bool surely_overlap(const InUse& a, const InUse& b);

/// The entity's code in the system on `days`: the last that may have held on one of them, null if none may. Where no time is
/// stated of any, the first one, whenever it is asked.
[[nodiscard]] const Code* code_of(const Entity& entity, std::string_view system, DayRange days);

}  // namespace entente::catalog
