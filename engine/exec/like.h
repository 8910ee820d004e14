// Small functions of values: patterns, decimals, years, bounds.
#pragma once

#include <string>
#include <string_view>

#include "engine/claims/claim.h"
#include "engine/value/pool.h"

namespace entente::exec {

/// `%` stands for any characters, `_` for one; case and accents do not count (rule 31). Linear in the product of both lengths.
[[nodiscard]] bool like(std::string_view text, std::string_view pattern);
/// The shortest digits that read back as the same number.
[[nodiscard]] std::string decimal_text(double value);
/// Code points of a UTF-8 text.
[[nodiscard]] std::size_t character_count(std::string_view text);
/// Whole years from one day to another, negative when `to` comes first.
[[nodiscard]] Datum whole_years(Day from, Day to);
/// The earliest or the latest day of a date value; missing where it is open.
[[nodiscard]] Datum bound_side(const Pool& pool, const Type& type, Datum value, bool earliest);
/// What `began` and `ended` of a membership hold; an end that there is not is missing.
[[nodiscard]] Datum began_datum(Pool& pool, const claims::Membership& membership);
/// The end by the best reading.
[[nodiscard]] Day ends_of(const claims::Membership& membership);
[[nodiscard]] Datum ended_datum(Pool& pool, const claims::Membership& membership);

}  // namespace entente::exec
