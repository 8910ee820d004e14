#include "engine/exec/like.h"

#include <array>
#include <charconv>

#include "engine/catalog/name_key.h"

namespace entente::exec {
namespace {

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    ++at;
  }
  return at;
}

// The greedy matcher with one point to come back to: where the last % stood.
bool matches(std::string_view text, std::string_view pattern) {
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '_') {
      ++p;
      t = next_character(text, t);
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      retry = next_character(text, retry);
      t = retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') {
    ++p;
  }
  return p == pattern.size();
}

}  // namespace

bool like(std::string_view text, std::string_view pattern) { return matches(catalog::name_key(text), catalog::name_key(pattern)); }

std::string decimal_text(double value) {
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = next_character(text, at)) {
    ++count;
  }
  return count;
}

Datum whole_years(Day from, Day to) {
  if (to < from) {
    return -whole_years(to, from);
  }
  const Civil a = civil_of(from);
  const Civil b = civil_of(to);
  const bool before_anniversary = b.month < a.month || (b.month == a.month && b.day < a.day);
  return b.year - a.year - (before_anniversary ? 1 : 0);
}

Datum bound_side(const Pool& pool, const Type& type, Datum value, bool earliest) {
  if (type.is(Type::Kind::kDay)) {
    return value;
  }
  if (type.is(Type::Kind::kDateRange) || type.is(Type::Kind::kPeriod)) {
    const DayRange days = type.is(Type::Kind::kPeriod) ? pool.period_of(value).days : pool.range_of(value);
    return earliest ? days.begin : days.end - 1;
  }
  const Bound& bound = pool.bound_of(value).bound;
  const Day day = earliest ? bound.earliest : bound.latest;
  return day == kBeforeAll || day == kAfterAll ? kAbsent : Datum{day};
}

Datum began_datum(Pool& pool, const claims::Membership& membership) {
  return membership.began.stated() ? pool.bound({membership.began, membership.begins}) : kAbsent;
}

// Of what holds on no day by the best reading, since a life excludes it, the end that is said counts.
Day ends_of(const claims::Membership& membership) {
  return membership.best.empty() ? membership.ended.latest : membership.best.end;
}

Datum ended_datum(Pool& pool, const claims::Membership& membership) {
  return membership.ended.stated() ? pool.bound({membership.ended, ends_of(membership)}) : kAbsent;
}

}  // namespace entente::exec
