// What a value stands for, whatever expression it comes from: days, numbers, texts; one type brought to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/catalog/catalog.h"
#include "engine/value/batch.h"
#include "engine/value/pool.h"
#include "parser/source.h"

namespace entente::exec {

class Machine;

/// The days that a date value stands for: one day, or all days of a coarse literal; none for missing. Bounds by their best
/// reading (rule 18).
[[nodiscard]] std::optional<DayRange> days_of(const Pool& pool, const Type& type, Datum value);
/// The `year`, `quarter`, `month` or `day` of a day.
[[nodiscard]] Datum part_of(Day day, std::string_view name);
/// What a value prints as in texts: `||`, `like`, length.
[[nodiscard]] std::string text_of(Machine& machine, const Type& type, Datum value);
[[nodiscard]] std::string text_of(const catalog::Catalog& catalog, const Pool& pool, const Type& type, Datum value);
/// Brings a value of one type into a column of another: mixed numbers to decimals, mixed dates to days.
[[nodiscard]] Datum converted(Machine& machine, const Type& from, const Type& to, Datum value);

/// A number as a decimal; a decimal as a value, missing where it is none that can be told.
[[nodiscard]] double as_double(const Type& type, Datum value);
[[nodiscard]] Datum decimal(double value);
/// The sum of two numbers of that type. Throws Failed, at `place`, where a whole number grows too large.
[[nodiscard]] Datum plus(const Type& type, Datum a, Datum b, std::optional<Span> place);
/// A whole number is too large to be told (X01).
[[noreturn]] void fail_overflow(std::optional<Span> place);

}  // namespace entente::exec
