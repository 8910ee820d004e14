#include "engine/exec/datum_ops.h"

#include <bit>
#include <cmath>

#include "engine/exec/like.h"
#include "engine/exec/machine.h"

namespace entente::exec {

using TypeKind = Type::Kind;

void fail_overflow(std::optional<Span> place) {
  throw Failed{{"X01", "a number grew too large", place, {}, "whole numbers go up to 9223372036854775807"}};
}

double as_double(const Type& type, Datum value) {
  return type.is(TypeKind::kDecimal) ? std::bit_cast<double>(value) : static_cast<double>(value);
}

Datum decimal(double value) {
  if (value == 0) {
    return std::bit_cast<Datum>(0.0);  // the bits of -0.0 are those of missing
  }
  return std::isfinite(value) ? std::bit_cast<Datum>(value) : kAbsent;
}

Datum plus(const Type& type, Datum a, Datum b, std::optional<Span> place) {
  if (a == kAbsent || b == kAbsent) {
    return kAbsent;
  }
  if (type.is(TypeKind::kDecimal)) {
    return decimal(std::bit_cast<double>(a) + std::bit_cast<double>(b));
  }
  Datum out = 0;
  if (__builtin_add_overflow(a, b, &out) || out == kAbsent) {
    fail_overflow(place);
  }
  return out;
}

std::optional<DayRange> days_of(const Pool& pool, const Type& type, Datum value) {
  if (value == kAbsent) {
    return std::nullopt;
  }
  switch (type.kind) {
    case TypeKind::kDay:
      return DayRange{static_cast<Day>(value), static_cast<Day>(value) + 1};
    case TypeKind::kDateRange:
      return pool.range_of(value);
    case TypeKind::kPeriod:
      return pool.period_of(value).days;
    case TypeKind::kBegan:
    case TypeKind::kEnded: {
      const Day best = pool.bound_of(value).best;
      if (best == kBeforeAll || best == kAfterAll) {
        return std::nullopt;
      }
      return DayRange{best, best + 1};
    }
    default:
      return std::nullopt;
  }
}

Datum part_of(Day day, std::string_view name) {
  const Civil civil = civil_of(day);
  if (name == "year") {
    return civil.year;
  }
  if (name == "month") {
    return civil.month;
  }
  return name == "day" ? civil.day : (civil.month + 2U) / 3U;
}

std::string text_of(Machine& machine, const Type& type, Datum value) {
  return text_of(machine.catalog(), machine.pool(), type, value);
}

std::string text_of(const catalog::Catalog& catalog, const Pool& pool, const Type& type, Datum value) {
  if (value == kAbsent) {
    return "";
  }
  const auto id = static_cast<std::uint32_t>(value);
  switch (type.kind) {
    case TypeKind::kText:
      return pool.text_of(value);
    case TypeKind::kActor:
    case TypeKind::kBody:
    case TypeKind::kName:
      return catalog.entity(EntityId{id})->key;
    case TypeKind::kEntityName:
      return catalog.entity(EntityId{id})->name;
    case TypeKind::kRole:
      return catalog.role(RoleId{id})->singular;
    case TypeKind::kSource:
      return catalog.source(SourceId{id})->key;
    case TypeKind::kWord:
      return std::string(type.words[static_cast<std::size_t>(value)]);
    case TypeKind::kInteger:
    case TypeKind::kDayCount:
      return std::to_string(value);
    case TypeKind::kTruth:
      return value != 0 ? "true" : "false";
    case TypeKind::kDecimal:
      return decimal_text(std::bit_cast<double>(value));
    case TypeKind::kDay:
      return to_text(static_cast<Day>(value));
    case TypeKind::kDateRange: {
      const DayRange days = pool.range_of(value);
      return to_text(days.begin, days.end - days.begin > 31 ? Precision::kYear : Precision::kMonth);
    }
    case TypeKind::kPeriod:
      return pool.period_of(value).label;
    case TypeKind::kBegan:
    case TypeKind::kEnded:
      return to_text(pool.bound_of(value).bound);
    case TypeKind::kList: {
      std::string out;
      for (const Datum item : pool.list_of(value)) {
        out += (out.empty() ? "" : "; ") + text_of(catalog, pool, {type.element, type.words, {}}, item);
      }
      return out;
    }
    case TypeKind::kMissing:
      break;
  }
  return "";
}

Datum converted(Machine& machine, const Type& from, const Type& to, Datum value) {
  if (value == kAbsent || from.kind == to.kind) {
    return value;
  }
  if (to.is(TypeKind::kDecimal) && from.is_number()) {
    return decimal(as_double(from, value));
  }
  if (to.is(TypeKind::kDay) && from.is_date()) {
    const auto days = days_of(machine.pool(), from, value);
    return days ? days->begin : kAbsent;
  }
  if (to.is(TypeKind::kText)) {
    return machine.pool().text(text_of(machine, from, value));
  }
  return value;
}

}  // namespace entente::exec
