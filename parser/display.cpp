#include "parser/display.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "parser/characters.h"

namespace entente {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiPresentation = 0xFE0F;

bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

utf8proc_int32_t code(char32_t c) { return static_cast<utf8proc_int32_t>(c); }

std::size_t width_of(char32_t c) { return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code(c)))); }

bool is_flag_half(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

/// Format characters that a reader cannot see and that may turn a line around. The joiners of scripts and emoji may stay.
bool is_hidden(char32_t c) {
  if (c == kJoiner || c == 0x200C) {
    return false;
  }
  const auto category = utf8proc_category(code(c));
  return category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

std::string encoded(char32_t c) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code(c), bytes.data());
  return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length)};
}

std::string escape(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string hex;
  for (auto rest = static_cast<std::uint32_t>(c); rest != 0 || hex.size() < 4; rest /= 16) {
    hex.insert(hex.begin(), kDigits[rest % 16]);
  }
  return "<U+" + hex + ">";
}

std::string picture(char32_t c) {
  if (c == '\t') {
    return " ";
  }
  if (c < 0x20) {
    return encoded(0x2400 + c);
  }
  if (c == 0x7F) {
    return encoded(0x2421);
  }
  return escape(c);
}

}  // namespace

Cluster first_cluster(std::string_view utf8) {
  CodePoint c = decode(utf8);
  if (c.bytes == 0) {
    return {utf8.empty() ? 0u : 1u, utf8.empty() ? 0u : 1u};
  }
  Cluster cluster{c.bytes, width_of(c.value)};
  utf8proc_int32_t state = 0;
  for (;;) {
    const CodePoint next = decode(utf8.substr(cluster.bytes));
    if (next.bytes == 0 || utf8proc_grapheme_break_stateful(code(c.value), code(next.value), &state)) {
      return cluster;
    }
    const bool wide = next.value == kEmojiPresentation || (is_flag_half(c.value) && is_flag_half(next.value));
    cluster.width = std::max(cluster.width, wide ? std::size_t{2} : width_of(next.value));
    cluster.bytes += next.bytes;
    c = next;
  }
}

std::size_t display_width(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), is_plain)) {
    return utf8.size();
  }
  std::size_t width = 0;
  while (!utf8.empty()) {
    const Cluster cluster = first_cluster(utf8);
    width += cluster.width;
    utf8.remove_prefix(cluster.bytes);
  }
  return width;
}

std::string shown(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), is_plain)) {
    return std::string(utf8);
  }
  std::string text;
  while (!utf8.empty()) {
    const CodePoint c = decode(utf8);
    const std::size_t bytes = std::max<std::size_t>(c.bytes, 1);
    if (c.bytes == 0) {
      text += "\xEF\xBF\xBD";
    } else if (is_control(c.value)) {
      text += picture(c.value);
    } else if (is_hidden(c.value)) {
      text += escape(c.value);
    } else {
      text += utf8.substr(0, bytes);
    }
    utf8.remove_prefix(bytes);
  }
  return text;
}

std::size_t shown_width(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), is_plain)) {
    return utf8.size();
  }
  return display_width(shown(utf8));
}

}  // namespace entente
