#include "parser/words.h"

#include <algorithm>
#include <array>

#include "parser/grammar/expressions.h"

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

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::span<const std::string_view> reserved_words() { return grammar::Reserved::kWords; }
std::span<const std::string_view> source_words() { return kSourceWords; }
std::span<const std::string_view> stage_words() { return kStageWords; }
std::span<const std::string_view> function_words() { return grammar::Function::kWords; }

bool is_reserved_word(std::string_view word) { return holds(reserved_words(), word); }
bool is_source_word(std::string_view word) { return holds(source_words(), word); }

}  // namespace entente
