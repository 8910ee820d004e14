#include "tests/editors/generate.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "parser/words.h"

namespace entente::tests {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t kLineWidth = 100;

Words all_of(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

/// Those that are no word everywhere.
Words without_closed(Words words) {
  words.erase(std::remove_if(words.begin(), words.end(), [](auto word) { return is_reserved_word(word) || is_source_word(word); }),
              words.end());
  return words;
}

Words functions() {
  Words words = all_of(function_words());
  const auto aggregates = aggregate_words();
  words.insert(words.end(), aggregates.begin(), aggregates.end());
  words.insert(words.end(), {"count", "size"});
  return words;
}

void remove(Words& words, const Words& removed) {
  words.erase(std::remove_if(words.begin(), words.end(),
                             [&](auto word) { return std::find(removed.begin(), removed.end(), word) != removed.end(); }),
              words.end());
}

/// Those that are no queries.
Words statements() {
  Words words = words_that_begin("a statement");
  remove(words, all_of(source_words()));
  remove(words, words_that_begin("a set"));
  remove(words, words_that_begin("a comparison"));
  return words;
}

/// Reserved words that are neither statements, nor stages, nor values.
Words within() {
  Words words = all_of(reserved_words());
  remove(words, statements());
  remove(words, all_of(constant_words()));
  remove(words, all_of(stage_words()));
  return words;
}

std::optional<Words> list(std::string_view name) {
  if (name == "reserved") {
    return all_of(reserved_words());
  }
  if (name == "within") {
    return within();
  }
  if (name == "source") {
    return all_of(source_words());
  }
  if (name == "stage") {
    return all_of(stage_words());
  }
  if (name == "function") {
    return functions();
  }
  if (name == "constant") {
    return all_of(constant_words());
  }
  if (name == "statement") {
    return statements();
  }
  if (name == "clause") {
    return without_closed(clause_words());
  }
  return name == "recording" ? std::optional(without_closed(recording_words())) : std::nullopt;
}

std::string joined(const Words& words, std::string_view between) {
  std::string text;
  for (const auto word : words) {
    text += (text.empty() ? "" : std::string(between)) + std::string(word);
  }
  return text;
}

/// Lines that begin with `start`; the first has it already.
std::string in_lines(const Words& words, std::string_view start) {
  std::string text;
  std::size_t column = start.size();
  for (const auto word : words) {
    if (column + 1 + word.size() > kLineWidth) {
      text += "\n" + std::string(start);
      column = start.size();
    } else if (!text.empty()) {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
  }
  return text;
}

}  // namespace

std::string fill_template(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('@'), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    const std::size_t end = text.find('@', 1);
    const std::string_view inside = end == std::string_view::npos ? "" : text.substr(1, end - 1);
    const std::size_t name = std::min(inside.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), inside.size());
    const auto words = list(inside.substr(0, name));
    if (!words) {
      out += text.substr(0, 1);
      text.remove_prefix(std::min<std::size_t>(1, text.size()));
      continue;
    }
    const std::string_view between = inside.substr(name);
    out += between == " " ? in_lines(*words, std::string_view(out).substr(out.rfind('\n') + 1)) : joined(*words, between);
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace entente::tests
