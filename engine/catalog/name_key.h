// How names are compared: without case, accents and kinds of apostrophe. And which names are near a misspelt one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::catalog {

/// The form in which names are looked up: NFKD, marks stripped, case folded (utf8proc), letters that do not decompose
/// (ø, đ, ł, ı, æ, œ, ß, þ, ð) spelt plainly, apostrophes one, runs of blanks one blank. Invalid UTF-8 is taken byte by byte.
[[nodiscard]] std::string name_key(std::string_view name);
/// The same, put behind `out`.
void add_name_key(std::string_view name, std::string& out);
/// name_key(name) == key, quickly where they begin differently.
[[nodiscard]] bool has_name_key(std::string_view name, std::string_view key);

/// The nearest of `candidates` to `word` by edit distance of their keys: at most `count_max`, nearest first, none farther than a
/// third of the word's length (at least one edit, two from four letters on).
[[nodiscard]] std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                               std::size_t count_max = 3);

}  // namespace entente::catalog
