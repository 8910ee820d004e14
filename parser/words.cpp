#include "parser/words.h"

#include <algorithm>
#include <array>

#include "parser/grammar/statements.h"

namespace entente {
namespace {

constexpr auto kFixed = grammar::FixedWord::kWords;

constexpr auto kSourceWords = [] {
  std::array<std::string_view, kFixed.size() + 2> all{};
  std::copy(kFixed.begin(), kFixed.end(), all.begin());
  all[kFixed.size()] = "members";
  all[kFixed.size() + 1] = "participants";
  return all;
}();

constexpr std::array<std::string_view, 14> kStageWords = {"where", "select", "derive", "sort", "take",    "skip",  "distinct",
                                                          "count", "group",  "join",   "left", "without", "pivot", "diff"};

constexpr auto kStatementWords = std::to_array<std::string_view>(
    {"let",   "default", "define",   "record", "end",      "suspend", "retract", "event",  "provision",
     "begin", "commit",  "rollback", "import", "export",   "dump",    "restore", "backup", "compact",
     "check", "stats",   "explain",  "why",    "describe", "is",      "at",      "exactly"});

constexpr auto kSetWords = std::to_array<std::string_view>(
    {"at", "exactly", "organisations", "agreements", "groups", "bodies", "states", "territories", "actors"});

constexpr auto kClauseWords = std::to_array<std::string_view>(
    {"on", "during", "throughout", "ever", "since", "each", "according", "as", "including", "counting", "certainly", "possibly"});

constexpr auto kValueWords =
    std::to_array<std::string_view>({"not", "size", "role", "began", "ended", "true", "false", "missing", "today"});

constexpr auto kComparisonWords = std::to_array<std::string_view>({"in", "like", "is", "not"});

constexpr auto kDateWords = std::to_array<std::string_view>({"today"});

struct Beginning {
  std::string_view expected;
  std::span<const std::string_view> words;
};

constexpr auto kBeginnings = std::to_array<Beginning>({
    {"a statement", kStatementWords},
    {"a statement", kSourceWords},
    {"a set", kSetWords},
    {"a clause", kClauseWords},
    {"a stage", kStageWords},
    {"a stance", grammar::Stance::kWords},
    {"planned, proposed or alleged", grammar::Unsure::kWords},
    {"day, month, quarter or year", grammar::Unit::kWords},
    {"days, months, quarters or years", grammar::Units::kWords},
    {"a value", kValueWords},
    {"a value", grammar::Function::kWords},
    {"a comparison", kComparisonWords},
    {"a date", kDateWords},
    {"a period", kDateWords},
});

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::span<const std::string_view> reserved_words() { return grammar::Reserved::kWords; }
std::span<const std::string_view> source_words() { return kSourceWords; }
std::span<const std::string_view> stage_words() { return kStageWords; }
std::span<const std::string_view> function_words() { return grammar::Function::kWords; }
std::span<const std::string_view> aggregate_words() { return grammar::AggregateFunction::kWords; }
std::span<const std::string_view> constant_words() { return grammar::Truth::kWords; }

std::vector<std::string_view> words_that_begin(std::string_view expected) {
  const bool word = std::all_of(expected.begin(), expected.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  if (word) {
    return {expected};
  }
  std::vector<std::string_view> all;
  for (const auto& one : kBeginnings) {
    if (one.expected == expected) {
      all.insert(all.end(), one.words.begin(), one.words.end());
    }
  }
  return all;
}

bool is_no_column(std::string_view word) { return holds(grammar::NoColumn::kWords, word); }
bool is_reserved_word(std::string_view word) { return holds(reserved_words(), word); }
bool is_source_word(std::string_view word) { return holds(source_words(), word); }

}  // namespace entente
