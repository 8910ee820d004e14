#include "engine/files/numbers.h"

#include <charconv>
#include <cmath>

namespace entente::files {
namespace {

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  text = trimmed(text);
  text.remove_prefix(text.starts_with('+') && !text.starts_with("+-") ? 1 : 0);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  if (text.empty() || (!is_blank(text.front()) && !is_blank(text.back()))) {
    return text;
  }
  const auto begin = text.find_first_not_of(" \t\r\n");
  const auto end = text.find_last_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const auto number = number_of<std::int64_t>(text);
  return number == INT64_MIN ? std::nullopt : number;  // which stands for missing
}

std::optional<double> decimal_number(std::string_view text) {
  const auto number = number_of<double>(text);
  return number && std::isfinite(*number) ? number : std::nullopt;
}

}  // namespace entente::files
