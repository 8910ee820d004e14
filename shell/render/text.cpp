#include "shell/render/text.h"

#include <algorithm>

#include "parser/characters.h"
#include "parser/source.h"
#include "shell/render/fit.h"

namespace entente::shell {
namespace {

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F; }

bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_line_separator(char32_t c) { return c == 0x2028 || c == 0x2029; }

std::string hex(unsigned value, int digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += kDigits[(value >> static_cast<unsigned>(shift)) & 0xFU];
  return text;
}

/// U+2400 and on: the pictures of the C0 controls; all begin with the bytes E2 90.
std::string control_picture(char32_t c) {
  const auto last = c == 0x7F ? 0xA1U : 0x80U + static_cast<unsigned>(c);
  return std::string("\xE2\x90") + static_cast<char>(last);
}

}  // namespace

std::string visible(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain_ascii))
    return std::string(text);
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto [c, length] = decode(text);
    const auto bytes = std::max<std::size_t>(length, 1);
    if (length == 0) {
      shown += "\\x" + hex(static_cast<unsigned char>(text[0]), 2);
    } else if (c < 0x20 || c == 0x7F) {
      shown += control_picture(c);
    } else if ((c >= 0x80 && c < 0xA0) || turns_direction(c) || is_line_separator(c)) {
      shown += "\\u" + hex(static_cast<unsigned>(c), 4);
    } else {
      shown += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return shown;
}

std::string caption_text(const std::vector<std::string>& caption, std::size_t columns) {
  std::string text;
  for (const auto& line : caption)
    text += visible(line) + "\n";
  return fitted(text, columns);
}

std::size_t prefix_of_width(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  std::size_t taken = 0;
  while (at < text.size()) {
    auto next = at + std::max<std::size_t>(decode(text.substr(at)).bytes, 1);
    while (next < text.size() && decode(text.substr(next)).bytes > 0 &&
           display_width(text.substr(next, decode(text.substr(next)).bytes)) == 0)
      next += decode(text.substr(next)).bytes;  // marks stay with what bears them
    taken += display_width(text.substr(at, next - at));
    if (taken > width)
      break;
    at = next;
  }
  return at;
}

std::string cut(std::string_view text, std::size_t width) {
  if (display_width(text) <= width)
    return std::string(text);
  return width == 0 ? "" : std::string(text.substr(0, prefix_of_width(text, width - 1))) + "…";
}

bool is_number(const Column& column) { return column.type == ColumnType::kInteger || column.type == ColumnType::kDecimal; }

}  // namespace entente::shell
