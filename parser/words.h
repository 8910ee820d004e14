// The closed lists of the language's words, for those who define words of their own and for suggestions.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace entente {

/// Reserved words: no role, let name, source key, topic or code system is or holds one.
[[nodiscard]] std::span<const std::string_view> reserved_words();
/// Words with which a query's source begins: no let name, no topic, no first word of a role's plural.
[[nodiscard]] std::span<const std::string_view> source_words();
/// Words with which a stage begins.
[[nodiscard]] std::span<const std::string_view> stage_words();
/// Functions of expressions.
[[nodiscard]] std::span<const std::string_view> function_words();
/// Functions of groups.
[[nodiscard]] std::span<const std::string_view> aggregate_words();
/// Words that are values: true, missing, …
[[nodiscard]] std::span<const std::string_view> constant_words();
/// All words of the language: those that stand in a rule of the grammar, sorted.
[[nodiscard]] std::vector<std::string_view> language_words();
/// Those of clauses, and those of the statements that record what is so, reserved ones among them.
[[nodiscard]] std::vector<std::string_view> clause_words();
[[nodiscard]] std::vector<std::string_view> recording_words();

/// Words with which that can begin which an error calls `expected`: "a clause" with on, during, …; a word with itself; what the
/// user names, and marks, with none.
[[nodiscard]] std::vector<std::string_view> words_that_begin(std::string_view expected);

/// True where a word means something else in an expression, so that no column is found by it.
[[nodiscard]] bool is_no_column(std::string_view word);
[[nodiscard]] bool is_reserved_word(std::string_view word);
[[nodiscard]] bool is_source_word(std::string_view word);

}  // namespace entente
