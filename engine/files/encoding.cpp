#include "engine/files/encoding.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/files/fault.h"
#include "parser/characters.h"

namespace entente::files {
namespace {

// Windows-1252 from 0x80 to 0x9F; the rest is Latin-1. 0: no character.
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

char16_t windows_character(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80U] : static_cast<char16_t>(byte);
}

bool is_plain(char byte) { return static_cast<signed char>(byte) > 0; }

}  // namespace

std::size_t characters_in(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kWindows1252) {
    return bytes.size();
  }
  const auto continues = std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0xC0) == 0x80; });
  return bytes.size() - static_cast<std::size_t>(continues);
}

std::optional<std::size_t> first_bad_byte(std::string_view bytes, Encoding encoding) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const char byte = bytes[at];
    if (is_plain(byte)) {
      ++at;
    } else if (encoding == Encoding::kWindows1252) {
      if (windows_character(static_cast<unsigned char>(byte)) == 0) {
        return at;
      }
      ++at;
    } else {
      const auto size = byte == 0 ? 0 : decode(bytes.substr(at)).bytes;
      if (size == 0) {
        return at;
      }
      at += size;
    }
  }
  return std::nullopt;
}

namespace {

// Where text ends that begins at `at`.
Place behind(Place at, std::string_view text, Encoding encoding) {
  for (auto end = text.find_first_of("\r\n"); end != std::string_view::npos; end = text.find_first_of("\r\n")) {
    const auto rest = text.substr(end);
    const std::size_t bytes = rest.starts_with("\r\r\n") ? 3 : rest.starts_with("\r\n") ? 2 : 1;
    text.remove_prefix(end + bytes);
    at = {at.line + 1, 1};
  }
  return {at.line, at.column + characters_in(text, encoding)};
}

}  // namespace

void fail_encoding(const std::string& shown, std::string_view text, std::size_t bad, Place begin, Encoding encoding) {
  const std::string place = text_of(shown, behind(begin, text.substr(0, bad), encoding));
  const auto byte = static_cast<unsigned char>(text[bad]);
  if (byte == 0) {
    fail("F08", place + ": a NUL byte stands here", "this is no text file, or one that was damaged");
  }
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(byte));
  const std::string what = place + ": the byte " + digits.data() + " is not ";
  if (encoding == Encoding::kUtf8) {
    fail("F08", what + "UTF-8", "if the file is Windows-1252 or Latin-1: … encoded windows-1252; else convert it: iconv -t UTF-8");
  }
  fail("F08", what + "Windows-1252", "is the file in UTF-8? leave out encoded");
}

std::string to_utf8(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kUtf8) {
    return std::string(bytes);
  }
  std::string out;
  for (const char byte : bytes) {
    const char16_t c = windows_character(static_cast<unsigned char>(byte));
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0U | (c >> 6U));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      out += static_cast<char>(0xE0U | (c >> 12U));
      out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return out;
}

}  // namespace entente::files
