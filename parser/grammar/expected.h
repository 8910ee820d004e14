// What the reader is told was expected where a rule fails on its first character.
#pragma once

#include <string_view>

#include "parser/grammar/statements.h"

namespace entente::grammar {

template <class Rule>
inline constexpr std::string_view kExpected{};

// clang-format off
template <> inline constexpr std::string_view kExpected<NameV> = "a name";
template <> inline constexpr std::string_view kExpected<NameItem> = "a name";
template <> inline constexpr std::string_view kExpected<Name> = "a name";
template <> inline constexpr std::string_view kExpected<NameLit> = "a name";
template <> inline constexpr std::string_view kExpected<DateV> = "a date";
template <> inline constexpr std::string_view kExpected<EDate> = "a date";
template <> inline constexpr std::string_view kExpected<DateLit> = "a date";
template <> inline constexpr std::string_view kExpected<Date> = "a date";
template <> inline constexpr std::string_view kExpected<AtOperand> = "a date";
template <> inline constexpr std::string_view kExpected<Period> = "a period";
template <> inline constexpr std::string_view kExpected<IntV> = "a number";
template <> inline constexpr std::string_view kExpected<Int> = "a number";
template <> inline constexpr std::string_view kExpected<Number> = "a number";
template <> inline constexpr std::string_view kExpected<TextV> = "a quoted text";
template <> inline constexpr std::string_view kExpected<Text> = "a quoted text";
template <> inline constexpr std::string_view kExpected<Publisher> = "a publisher in quotes";
template <> inline constexpr std::string_view kExpected<Role> = "a role";
template <> inline constexpr std::string_view kExpected<RolePhrase> = "a role";
template <> inline constexpr std::string_view kExpected<RoleWord> = "a role";
template <> inline constexpr std::string_view kExpected<Key> = "a source key";
template <> inline constexpr std::string_view kExpected<KeyV> = "a source key";
template <> inline constexpr std::string_view kExpected<Topic> = "a topic";
template <> inline constexpr std::string_view kExpected<CodeSystem> = "a code system";
template <> inline constexpr std::string_view kExpected<ColumnCode> = "a code system";
template <> inline constexpr std::string_view kExpected<ImportWhat> = "what is imported";
template <> inline constexpr std::string_view kExpected<Encoding> = "an encoding";
template <> inline constexpr std::string_view kExpected<Clause> = "a clause";
template <> inline constexpr std::string_view kExpected<Stage> = "a stage";
template <> inline constexpr std::string_view kExpected<LetName> = "a lower-case name";
template <> inline constexpr std::string_view kExpected<LetRef> = "the name of a let";
template <> inline constexpr std::string_view kExpected<Column> = "a column";
template <> inline constexpr std::string_view kExpected<Stance> = "a stance";
template <> inline constexpr std::string_view kExpected<Unsure> = "planned, proposed or alleged";
template <> inline constexpr std::string_view kExpected<Statement> = "a statement";
template <> inline constexpr std::string_view kExpected<Expr> = "a value";
template <> inline constexpr std::string_view kExpected<Unary> = "a value";
template <> inline constexpr std::string_view kExpected<Primary> = "a set";
template <> inline constexpr std::string_view kExpected<PairSet> = "a set";
template <> inline constexpr std::string_view kExpected<CountedItem> = "a set";
template <> inline constexpr std::string_view kExpected<Tail> = "a comparison";
template <> inline constexpr std::string_view kExpected<EventWord> = "an event";
template <> inline constexpr std::string_view kExpected<Word> = "a word";
template <> inline constexpr std::string_view kExpected<Pipe> = "|";
template <> inline constexpr std::string_view kExpected<TheEnd> = "the end";
template <> inline constexpr std::string_view kExpected<Unit> = "day, month, quarter or year";
template <> inline constexpr std::string_view kExpected<Units> = "days, months, quarters or years";
// clang-format on

}  // namespace entente::grammar
