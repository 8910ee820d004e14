#include "shell/parameters.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <vector>

namespace entente::shell {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool is_decimal(std::string_view text) {
  const auto point = text.find('.');
  return point != std::string_view::npos && is_digits(text.substr(0, point)) && is_digits(text.substr(point + 1));
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// The length of the quoted text that `text` begins with, quotes included; 0 when it is not closed.
std::size_t quoted_length(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '"')
      continue;
    if (i + 1 == text.size() || text[i + 1] != '"')
      return i + 1;
    ++i;
  }
  return 0;
}

/// What stands between the quotes of a whole quoted text.
std::string unquoted(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    text += quoted[i];
    if (quoted[i] == '"')
      ++i;
  }
  return text;
}

std::optional<std::string> read_text(std::string_view value) {
  if (value.empty() || value.front() != '"')
    return std::string(value);
  if (quoted_length(value) != value.size())
    return std::nullopt;
  return unquoted(value);
}

template <class Number>
std::optional<Parameter> read_number(std::string_view digits) {
  Number number{};
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (result.ec != std::errc{})
    return std::nullopt;
  return number;
}

/// Where the first item of `items` ends: at the next comma outside quotes, or at the end.
std::size_t item_end(std::string_view items) {
  const auto begin = std::min(items.find_first_not_of(' '), items.size());
  const bool is_quoted = begin < items.size() && items[begin] == '"';
  const auto after = is_quoted ? begin + quoted_length(items.substr(begin)) : begin;
  return std::min(items.find(',', after), items.size());
}

std::optional<Parameter> read_list(std::string_view items) {
  std::vector<std::string> texts;
  if (trimmed(items).empty())
    return texts;
  while (true) {
    const auto end = item_end(items);
    auto text = read_text(trimmed(items.substr(0, end)));
    if (!text)
      return std::nullopt;
    texts.push_back(*std::move(text));
    if (end == items.size())
      return texts;
    items.remove_prefix(end + 1);
  }
}

std::optional<Parameter> read_value(std::string_view value) {
  if (is_digits(value))
    return read_number<std::int64_t>(value);
  if (is_decimal(value))
    return read_number<double>(value);
  if (value.size() >= 2 && value.front() == '[' && value.back() == ']')
    return read_list(value.substr(1, value.size() - 2));
  return read_text(value);
}

}  // namespace

std::optional<std::pair<std::string, Parameter>> read_parameter(std::string_view definition) {
  if (definition.starts_with('$'))
    definition.remove_prefix(1);
  const auto equals = definition.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return std::nullopt;
  auto value = read_value(definition.substr(equals + 1));
  if (!value)
    return std::nullopt;
  return std::pair{std::string(definition.substr(0, equals)), *std::move(value)};
}

}  // namespace entente::shell
