// The table of first attempts: what stands round a refused place, what to say of it, and the corrected line. Internal to parser.
//
// A pattern is read token by token; ^ is the place of the refusal, a|b a choice of words or marks. Each item is numbered from
// the left, ^ aside. Besides words and marks there are
//   <start> <end>   of the statement        ~        any tokens, as few as do
//   <name>  name or quoted text             <bare>   name without quotes
//   <word>  lower-case word                 <words>  lower-case words that are not reserved, as many as there are
//   <rest>  what makes a name of several words: "of Europe", "d'Ivoire", "of 77"
//   <date> <day> <year> <num> <month>       2014-10; 2014-10-20; 2014; digits; October
//   <years> 2001-2014
//   <big>   a number above 12               <count>  two, three, …
//   <text> <single> <param> <any>           "…"; '…'; $…; any one token
//   <shout> word of the language in capitals
//   <camel> word that begins small and holds a capital
// In texts {3} is what the third item took, {<} all before the pattern, {>} all behind it, {role} the role of the set before the
// place, {lower} the statement with its capitals undone, {{ and }} braces. {3l} is in lower case, {3c} with a capital, {3k} as a
// source key, {3q} without quotes, {3o} without 's, {3m} the month's number, {3p} of two digits, {3d} in digits, {3n} one more,
// {3+} the plural of a role, {3r} a role without its article, {3s} its singular; of 2001-2014 {3a} is the first year, {3b} the
// last.
#pragma once

#include <span>
#include <string_view>

namespace entente::hints {

struct Rule {
  std::string_view expects;  // holds only if this was expected; empty: always
  std::string_view pattern;
  std::string_view message;  // empty: what was expected and what was found
  std::string_view fix;      // the corrected statement; empty: none
  std::string_view also;     // what else the reader should know
};

// In the order in which they are tried.
[[nodiscard]] std::span<const Rule> record_rules();
[[nodiscard]] std::span<const Rule> habit_rules();
[[nodiscard]] std::span<const Rule> english_rules();
[[nodiscard]] std::span<const Rule> question_rules();
[[nodiscard]] std::span<const Rule> stage_rules();
[[nodiscard]] std::span<const Rule> clause_rules();
[[nodiscard]] std::span<const Rule> source_rules();
[[nodiscard]] std::span<const Rule> general_rules();

}  // namespace entente::hints
