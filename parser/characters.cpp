#include "parser/characters.h"

#include <utf8proc.h>

namespace entente {
namespace {

enum class Class { kLetter, kDecimal, kMark, kOther };

Class class_of(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return Class::kLetter;
    case UTF8PROC_CATEGORY_ND:
      return Class::kDecimal;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return Class::kMark;
    default:
      return Class::kOther;
  }
}

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

}  // namespace

CodePoint decode(std::string_view utf8) {
  if (utf8.empty()) {
    return {};
  }
  const auto first = static_cast<unsigned char>(utf8[0]);
  if (first < 0x80) {
    return {first, 1};
  }
  utf8proc_int32_t value = 0;
  const auto length = static_cast<utf8proc_ssize_t>(utf8.size() < 4 ? utf8.size() : 4);
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), length, &value);
  if (bytes <= 0) {
    return {};
  }
  return {static_cast<char32_t>(value), static_cast<std::size_t>(bytes)};
}

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x2028; }

bool is_word_char(char32_t c) {
  if (c < 0x80) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
  }
  return class_of(c) != Class::kOther;
}

bool is_name_char(char32_t c) { return c == '.' || c == '\'' || is_word_char(c); }

bool is_letter(char32_t c) { return c < 0x80 ? is_ascii_letter(c) : class_of(c) == Class::kLetter; }

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) {
    return is_ascii_letter(c) || is_ascii_digit(c);
  }
  const Class kind = class_of(c);
  return kind == Class::kLetter || kind == Class::kDecimal;
}

bool begins_name(char32_t c) { return is_letter(c) && !(c >= 'a' && c <= 'z'); }

bool is_smart_quote(char32_t c) { return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A; }

bool is_plain_name(std::string_view text) {
  bool begins = true;
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.bytes == 0 || (begins && !begins_name(c.value)) ||
        (!begins && c.value != ' ' && c.value != '-' && !is_name_char(c.value))) {
      return false;
    }
    begins = c.value == ' ';
    text.remove_prefix(c.bytes);
  }
  return !begins;
}

std::size_t keyword_end(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_')) {
    ++end;
  }
  if (end == 0 || end == text.size()) {
    return end;
  }
  const std::string_view rest = text.substr(end);
  if (rest[0] == '\'' || rest[0] == ':' || is_word_char(decode(rest).value)) {
    return 0;
  }
  return rest[0] == '-' && !rest.starts_with("--") ? 0 : end;
}

}  // namespace entente
