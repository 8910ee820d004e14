#include "engine/catalog/name_key.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "parser/edit_distance.h"

namespace entente::catalog {
namespace {

// Letters that carry their mark inside, so that NFKD leaves them whole.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kPlain = {{
    {"ø", "o"},
    {"đ", "d"},
    {"ł", "l"},
    {"ı", "i"},
    {"æ", "ae"},
    {"œ", "oe"},
    {"þ", "th"},
    {"ð", "d"},
    {"’", "'"},
    {"‘", "'"},
    {"ʻ", "'"},
}};

constexpr auto kFolding = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                         UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);

const utf8proc_uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const utf8proc_uint8_t*>(text.data()); }

std::string case_folded(std::string_view name) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(bytes_of(name), static_cast<utf8proc_ssize_t>(name.size()), &out, kFolding);
  if (size < 0) {
    return std::string(name);
  }
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string plain_letters(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  while (!folded.empty()) {
    const auto* hit = std::find_if(kPlain.begin(), kPlain.end(), [&](const auto& p) { return folded.starts_with(p.first); });
    out += hit == kPlain.end() ? folded.substr(0, 1) : hit->second;
    folded.remove_prefix(hit == kPlain.end() ? 1 : hit->first.size());
  }
  return out;
}

// In place, from `begin` on.
void make_blanks_single(std::string& text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      text[end++] = c;
    } else if (end > begin && text[end - 1] != ' ') {
      text[end++] = ' ';
    }
  }
  text.resize(end > begin && text[end - 1] == ' ' ? end - 1 : end);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// By its first letter, which need not be ASCII. True where that alone does not tell.
bool may_begin_as(std::string_view name, std::string_view key) {
  utf8proc_int32_t letter = 0;
  std::array<utf8proc_int32_t, 8> folded{};
  int bound_class = 0;
  if (name.empty() || utf8proc_iterate(bytes_of(name), static_cast<utf8proc_ssize_t>(name.size()), &letter) <= 0 ||
      utf8proc_decompose_char(letter, folded.data(), folded.size(), kFolding, &bound_class) <= 0 || folded[0] < 0x80) {
    return true;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = static_cast<std::size_t>(utf8proc_encode_char(folded[0], bytes.data()));
  const std::string_view first(reinterpret_cast<const char*>(bytes.data()), size);
  return key.starts_with(first) || std::any_of(kPlain.begin(), kPlain.end(), [&](const auto& p) { return p.first == first; });
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  add_name_key(name, key);
  return key;
}

void add_name_key(std::string_view name, std::string& out) {
  const std::size_t begin = out.size();
  if (is_ascii(name)) {
    out.append(name);
    std::transform(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), out.begin() + static_cast<std::ptrdiff_t>(begin),
                   lower);
  } else {
    out.append(plain_letters(case_folded(name)));
  }
  make_blanks_single(out, begin);
}

// Whatever stands behind them, the plain letters with which a name begins stay what they are; capitals do where the rest is no
// UTF-8.
bool has_name_key(std::string_view name, std::string_view key) {
  for (std::size_t i = 0; i < name.size() && is_letter_or_digit(name[i]); ++i) {
    if (i >= key.size() || (key[i] != lower(name[i]) && key[i] != name[i])) {
      return false;
    }
  }
  return may_begin_as(name, key) && name_key(name) == key;
}

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates, std::size_t count_max) {
  const std::string key = name_key(word.substr(0, 200));
  const std::size_t limit = std::max<std::size_t>(key.size() >= 4 ? 2 : 1, key.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& candidate : candidates) {
    const std::string other = name_key(candidate);
    const std::size_t gap = other.size() > key.size() ? other.size() - key.size() : key.size() - other.size();
    if (gap > limit) {
      continue;
    }
    const std::size_t distance = edit_distance(key, other);
    if (distance <= limit && distance < key.size()) {
      found.emplace_back(distance, candidate);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (auto& [distance, candidate] : found) {
    if (out.size() < count_max && std::find(out.begin(), out.end(), candidate) == out.end()) {
      out.push_back(std::move(candidate));
    }
  }
  return out;
}

}  // namespace entente::catalog
