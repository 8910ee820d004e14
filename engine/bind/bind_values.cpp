// Dates, periods, bounds, numbers and texts; and parameters in their places.
#include <array>
#include <charconv>
#include <cstdio>

#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

using DatePrecision = std::pair<DayRange, Precision>;

Precision precision_of(const ast::Date& date) {
  if (date.day != 0) {
    return Precision::kDay;
  }
  return date.month != 0 ? Precision::kMonth : Precision::kYear;
}

constexpr std::array<const char*, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};

[[noreturn]] void refuse_date(const ast::Date& date) {
  if (date.year < 1) {
    refuse("B01", "there is no year 0", date.span, "years run from 0001 to 9999");
  }
  if (date.month < 1 || date.month > 12) {
    refuse("B01", "there is no month " + std::to_string(date.month), date.span, "dates are written 2014-10-20: year, month, day");
  }
  refuse("B01",
         std::string(kMonths[date.month - 1U]) + " " + std::to_string(date.year) + " has " +
             std::to_string(days_in_month(date.year, date.month)) + " days",
         date.span, "dates are written 2014-10-20, in the Gregorian calendar throughout");
}

// `2014`, `2014-10`, `2014-10-20` in a parameter; the same as the grammar takes.
std::optional<ast::Date> date_of_text(const std::string& text, Span span) {
  ast::Date date;
  date.span = span;
  unsigned month = 0;
  unsigned day = 0;
  int used = 0;
  const auto whole = [&] { return used == static_cast<int>(text.size()); };
  if (std::sscanf(text.c_str(), "%4d%n", &date.year, &used) == 1 && used == 4 && whole()) {
    return date;
  }
  if (std::sscanf(text.c_str(), "%4d-%2u%n", &date.year, &month, &used) == 2 && used == 7 && whole()) {
    date.month = static_cast<std::uint8_t>(month == 0 ? 13 : month);
    return date;
  }
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &date.year, &month, &day, &used) == 3 && used == 10 && whole()) {
    date.month = static_cast<std::uint8_t>(month == 0 ? 13 : month);
    date.day = static_cast<std::uint8_t>(day == 0 ? 99 : day);
    return date;
  }
  return std::nullopt;
}

}  // namespace

Span span_of(const ast::DateV& date) {
  return std::visit([](const auto& d) { return d.span; }, date);
}

const Parameter& Binder::parameter(const ast::Param& param) {
  const auto it = setting_.environment.parameters.find(param.name);
  if (it == setting_.environment.parameters.end()) {
    refuse("N12", "no parameter $" + param.name, param.span, "give it a value: --param " + param.name + "=…");
  }
  parameters_.emplace(param.name, named_at_ ? Query::kInLet : param.span.begin);
  return it->second;
}

std::string Binder::text(const ast::TextV& text) {
  if (const auto* plain = std::get_if<ast::Text>(&text)) {
    return plain->value;
  }
  const auto& param = std::get<ast::Param>(text);
  const auto* value = std::get_if<std::string>(&parameter(param));
  if (value == nullptr) {
    refuse("N12", "$" + param.name + " is no text", param.span, "a text stands here");
  }
  return *value;
}

std::uint64_t Binder::whole_number(const ast::IntV& number) {
  if (const auto* plain = std::get_if<ast::Int>(&number)) {
    return plain->value;
  }
  const auto& param = std::get<ast::Param>(number);
  const Parameter& value = parameter(param);
  if (const auto* whole = std::get_if<std::int64_t>(&value); whole != nullptr && *whole >= 0) {
    return static_cast<std::uint64_t>(*whole);
  }
  if (const auto* digits = std::get_if<std::string>(&value)) {
    std::uint64_t out = 0;
    const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), out);
    if (error == std::errc{} && end == digits->data() + digits->size() && out <= INT64_MAX) {
      return out;
    }
  }
  refuse("N12", "$" + param.name + " is no whole number", param.span, "a whole number from 0 on stands here");
}

DatePrecision Binder::date(const ast::DateV& value) {
  if (std::holds_alternative<ast::Today>(value)) {
    return {{setting_.today, setting_.today + 1}, Precision::kDay};
  }
  ast::Date date;
  if (const auto* param = std::get_if<ast::Param>(&value)) {
    const Parameter& given = parameter(*param);
    const auto* text = std::get_if<std::string>(&given);
    const auto* year = std::get_if<std::int64_t>(&given);
    std::optional<ast::Date> parsed;
    if (text != nullptr) {
      parsed = *text == "today" ? std::nullopt : date_of_text(*text, param->span);
      if (*text == "today") {
        return {{setting_.today, setting_.today + 1}, Precision::kDay};
      }
    } else if (year != nullptr && *year >= 1 && *year <= 9999) {
      parsed = ast::Date{static_cast<std::int32_t>(*year), 0, 0, param->span};
    }
    if (!parsed) {
      refuse("N12", "$" + param->name + " is no date", param->span, "a date is written 2014-10-20, 2014-10 or 2014");
    }
    date = *parsed;
  } else {
    date = std::get<ast::Date>(value);
  }
  const auto days = days_of(date.year, date.month, date.day);
  if (!days) {
    refuse_date(date);
  }
  return {*days, precision_of(date)};
}

Day Binder::day(const ast::DateV& value, std::string_view in_place_of) {
  const auto [days, precision] = date(value);
  if (precision != Precision::kDay) {
    const std::string written = to_text(days.begin, precision);
    refuse_corrected("B02",
                     "\"" + std::string(in_place_of) + "\" takes a day, and " + written + " is a " +
                         (precision == Precision::kYear ? "year" : "month"),
                     span_of(value), {to_text(days.end - 1)},
                     in_place_of == "on" ? "or during " + written + ", on some day of it" : "");
  }
  return days.begin;
}

DayRange Binder::period(const ast::Period& period) {
  DayRange days = date(period.from).first;
  if (period.to) {
    const DayRange to = date(*period.to).first;
    days.end = period.kind == ast::Period::Kind::kThrough ? to.end : to.begin;
  }
  if (days.empty()) {
    refuse("B03", "the period ends before it begins", period.span, "A through B keeps B, A until B leaves it out; A comes first");
  }
  return days;
}

std::string Binder::words_of(const ast::DateV& value) {
  const auto [days, precision] = date(value);
  return to_text(days.begin, precision);
}

std::string Binder::words_of(const ast::Period& period) {
  std::string from = words_of(period.from);
  if (!period.to) {
    return from;
  }
  return from + (period.kind == ast::Period::Kind::kThrough ? " through " : " until ") + words_of(*period.to);
}

Bound Binder::bound(const ast::EDate& value) {
  const auto [days, precision] = date(value.date);
  const auto mark = value.mark == ast::EDate::Mark::kNone          ? Bound::Mark::kNone
                    : value.mark == ast::EDate::Mark::kApproximate ? Bound::Mark::kApproximate
                                                                   : Bound::Mark::kUncertain;
  return bound_of(days, precision, mark);
}

Bound Binder::bound(const ast::Bound& value) {
  switch (value.kind) {
    case ast::Bound::Kind::kUnknown:
      return bound_unknown();
    case ast::Bound::Kind::kAt:
      return bound(*value.date);
    case ast::Bound::Kind::kBefore:
    case ast::Bound::Kind::kAfter:
      break;
  }
  const auto [days, precision] = date(value.date->date);
  const auto mark = bound(*value.date).mark;
  return value.kind == ast::Bound::Kind::kBefore ? bound_before(days, precision, mark) : bound_after(days, precision, mark);
}

}  // namespace entente::bind
