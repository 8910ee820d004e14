// How names are compared: without case, accents and kinds of apostrophe. And how far apart two words are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::catalog {

/// The form in which names are looked up: NFKD, marks stripped, case folded (utf8proc), letters that do not decompose
/// (ø, đ, ł, ı, æ, œ, ß, þ, ð) spelt plainly, apostrophes one, runs of blanks one blank. Invalid UTF-8 is taken byte by byte.
[[nodiscard]] std::string name_key(std::string_view name);

/// Insertions, deletions, changes and swaps of neighbours that turn `a` into `b` (Damerau–Levenshtein, restricted), in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `candidates` to `word` by edit distance of their keys: at most `count_max`, nearest first, none farther than a
/// third of the word's length (at least one edit, two from four letters on).
[[nodiscard]] std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                               std::size_t count_max = 3);

}  // namespace entente::catalog
