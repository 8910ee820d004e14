// What a query is about: names, sets, tables.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- how a query begins
    {"a statement", "<start> ^ <shout>", "the language is written in lower case", "{lower}", ""},
    {"a statement", "<start> ^ <bare> of", "a role is written in lower case", "{2l} of{>}", ""},
    {"", "<start> who|which|what joined|left ^ <name>", "a query begins with what it is about", "changes in {4} as member{>} | where change = \"{3}\"", ""},
    {"of", "<start> who|which|what joined|left the ^ <name>", "a query begins with what it is about", "changes in {5} as member{>} | where change = \"{3}\"", ""},
    {"", "<start> who|which|what <word> joined|left ^ <name>", "a query begins with what it is about", "changes in {5} as member{>} | where change = \"{4}\"", ""},
    {"a statement", "<start> ^ on <words> of <name>", "a query does not begin with \"on\": it is reserved and stands in no role", "", "a suspended member is a member still: members of {5} | where status = \"suspended\""},
    {"a statement", "<start> ^ <bare> , <name>", "a list of names stands in braces", "{{{2}, {4}}}{>}", ""},
    {"a statement", "<start> ^ <name> on|during|throughout|since|ever|each|as|according|including", "a name alone is no question", "members of {2} {3}{>}", "or participants of {2} for any role"},
    {"a statement", "<start> ^ <name> <end>", "a name alone is no question", "members of {2}", "or participants of {2} for any role"},
    {"a statement", "<start> ^ <param> of <name>", "a set begins with a role spelt out", "memberships in {4} as {2}{>}", ""},
    {"a statement", "<start> ^", "", "", "a query begins with a role or a word such as memberships: members of SCO on 2014-10-21"},
    // ---------------------------------------------------------------- names
    {"}", "<name> ^", "}} is missing behind the names", "{<}{1}}}{>}", ""},
    {"", "of|in|under|, ^ the <name>", "no \"the\" stands before a name", "{<}{1} {3}{>}", ""},
    {"a name", "^ the <name>", "no \"the\" stands before a name", "{<}{2}{>}", ""},
    {"", "of ^ both <bare> and <bare>", "\"both\" is said by \"and\" between two sets", "{<}of {3} and {role} of {5}{>}", ""},
    {"", "of ^ either <bare> or <bare>", "\"either\" is said by a comma between two bodies", "{<}of {3}, {5}{>}", ""},
    {"", "<bare> OR|AND|EXCEPT|Or|And|Except ^ <words> of", "\"{2l}\" is written in lower case", "{<}{1} {2l} {3} of{>}", ""},
    {"", "<bare> ^ <rest>", "a name that holds a lower-case word is quoted", "{<}\"{1} {2}\"{>}", ""},
    {"", "<bare> ^ +", "a name that holds + is quoted", "{<}\"{1}+\"{>}", ""},
    {"", "<bare> ^ &|/ <bare>", "a name that holds {2} is quoted", "{<}\"{1} {2} {3}\"{>}", ""},
    {"a clause", "<bare> ^ <num>", "digits alone are a number or a date; a name that holds them is quoted", "{<}\"{1} {2}\"{>}", "if they are a time: {1} during {2}"},
    {"a name", "^ <camel>", "a name that begins with a-z is quoted", "{<}\"{1}\"{>}", ""},
    {"", "^ <single>", "a text stands in double quotes", "{<}\"{1q}\"{>}", ""},
    {"a name", "of ^ <word> <bare>", "a let and a name are parted by a comma; a name begins with a capital", "{<}of {2}, {3}{>}", ""},
    {"a name", "{ ~ , ^ <word> }", "braces hold names, no let", "{<}({{{2}}} or {4}){>}", ""},
    {"a name", "{ ^ <word>", "braces hold names, no let", "", "a let stands by itself: {2}"},
    // ---------------------------------------------------------------- sets
    {",", "<words> ^ and|& <words> of <name>", "roles are joined by a comma", "{<}{1}, {3} of {5}{>}", "who holds both: {1} of {5} and {3} of {5}"},
    {",", "<words> ^ and|&|or <words> of the <name>", "roles are joined by a comma", "{<}{1}, {3} of {6}{>}", ""},
    {",", "<words> ^ or <words> of <name>", "roles are joined by a comma", "{<}{1}, {3} of {5}{>}", ""},
    {",", "<words> ^ except <words> of <name>", "each set has its own body", "{<}{1} of {5} except {3} of {5}{>}", ""},
    {"a set", "organisations|agreements|groups|bodies of <bare> and ^ <bare>", "a name that holds \"and\" is quoted", "{<}{1} of \"{3} and {5}\"{>}", "of two: {1} of {3} and {1} of {5}"},
    {"a set", "of <name> and ^ <name> and|or|except <name>", "behind \"and\" stands a set", "{<}of {2} and {role} of {4} {5} {role} of {6}{>}", "a name that holds \"and\" is quoted"},
    {"a set", "of <name> and ^ <name>", "behind \"and\" stands a set", "{<}of {2} and {role} of {4}{>}", "for either: {role} of {2}, {4}; a name that holds \"and\" is quoted"},
    {"of", "of <name> and the ^ <name>", "behind \"and\" stands a set", "{<}of {2} and {role} of {5}{>}", "for either: {role} of {2}, {5}"},
    {"a set", "and|or|except ^ <name>", "behind \"{1}\" stands a set", "{<}{1} {role} of {2}{>}", ""},
    {"a set", "and ^ not in <name>", "what is left out stands behind \"except\"", "{<}except {role} of {4}{>}", ""},
    {"a set", "and ^ not <words> of", "what is left out stands behind \"except\"", "{<}except {3} of{>}", ""},
    {"a set", "and|or|except ^ rows|memberships|changes|transitions|pairs|ordered|claims|conflicts|events|provisions|history|roles|sources|commits", "a table is no set", "", "| join ({2} …) on actor brings it in"},
    {"a set", "( ~ , ^ <bare>", "each set is written out", "", "as in … , {role} of {4}"},
    {"a set", "and|or|except ^", "a set is missing behind \"{1}\"", "", "as in … {1} members of SCO"},
    {"", "^ not|but in <name>", "what is left out stands behind \"except\"", "{<}except {role} of {3}{>}", ""},
    {"", "^ but not in <name>", "what is left out stands behind \"except\"", "{<}except {role} of {4}{>}", ""},
    {"except", "^ but not <words> of", "what is left out stands behind \"except\"", "{<}except {3} of{>}", ""},
    {"except", "of <name> ^ but not <name>", "what is left out stands behind \"except\"", "{<}of {2} except {role} of {5}{>}", ""},
    {"except", "of <name> ^ but|not <name>", "what is left out stands behind \"except\"", "{<}of {2} except {role} of {4}{>}", ""},
    {"except", "^ minus|without|but|not <words> of", "what is left out stands behind \"except\"", "{<}except {2} of{>}", ""},
    {"a clause", "<date> ^ except|and|or <words> of ~ | ~ <end>", "a set with its own time stands in parentheses", "({<}{1}) {2} ({3} of {5}) | {7}", ""},
    {"a clause", "<date> ^ except|and|or <words> of", "a set with its own time stands in parentheses", "({<}{1}) {2} ({3} of{>})", ""},
    {"a clause", "<date> ^ , <words> of", "sets are joined by and, or, except", "", "the time stands once, behind them all"},
    {"a clause", "<date> ^ <words> of", "\";\" is missing between two statements", "{<}{1}; {2} of{>}", ""},
    {"a name", "<name> , ^ <words> of", "behind a comma stands another body", "{<}{1} or {3} of{>}", "sets are joined by and, or, except"},
    {"least", "at ^ most <num> of", "there is \"at least\" and \"exactly\"", "{<}states except at least {3n} of{>}", ""},
    {"(", "least|exactly <num> of ^", "the sets stand in parentheses", "", "as in at least {2} of (members of SCO, members of BRICS)"},
    // ---------------------------------------------------------------- catalogues and topics
    {"a clause", "about <word> ^ <words>", "a topic of several words is quoted", "{<}about \"{2} {3}\"{>}", ""},
    {"about", "about <word> ^ <words>", "a topic of several words is quoted", "{<}about \"{2} {3}\"{>}", ""},
    {"a topic", "about ^ <bare>", "a topic is written in lower case, or quoted", "{<}about {2l}{>}", ""},
    {"a topic", "about ^", "a topic is missing behind \"about\"", "", "as in about security, about \"human rights\""},
    {"", "organisations|agreements|groups|bodies about <word> ^ of <name>", "\"of\" stands first", "{<}{1} of {5} about {3}{>}", ""},
    {"a quoted text", "about <word> , ^ <words> of", "sets are joined by and, or, except", "{<}about {2} or {4} of{>}", ""},
    {"", "states|territories|actors ^ about|under", "\"{2}\" belongs to organisations, agreements, groups and bodies", "", "as in organisations {2} …"},
    {"", "states|territories|actors ^ of|in <name>", "\"{1}\" are all {1}", "{<}members of {3} and {1}{>}", ""},
    {"a clause", "organisations|agreements|groups|bodies ^ in <name>", "what stands below a body is \"under\" it", "{<}{1} under {3}{>}", "or memberships in {3}"},
    // ---------------------------------------------------------------- tables
    {"of", "memberships|changes|claims|conflicts ^ <name>", "\"in\" stands before a body, \"of\" before an actor", "{<}{1} in {2}{>}", "or {1} of {2}, if it is an actor"},
    {"of", "memberships|changes|claims|conflicts ^ the <name>", "\"in\" stands before a body, \"of\" before an actor", "{<}{1} in {3}{>}", "or {1} of {3}, if it is an actor"},
    {"of", "memberships|changes|claims|conflicts ^ for|by <name>", "an actor stands behind \"of\"", "{<}{1} of {3}{>}", ""},
    {"of", "memberships|changes|claims|conflicts ^ at|within|to <name>", "a body stands behind \"in\"", "{<}{1} in {3}{>}", ""},
    {"", "changes ^ from <words> to <words>", "from one role to another are transitions", "{<}transitions from {3} to {5}{>}", ""},
    {"from", "transitions ^ <words> to", "\"from\" is missing", "{<}transitions from {2} to{>}", ""},
    {"to", "transitions from <words> ^", "\"to\" and the second role are missing", "", "as in transitions from {3} to member"},
    {"", "transitions ~ ^ of <name>", "transitions take \"in\" alone", "{1} {2}{>} | where actor = {4}", ""},
    {"", "conflicts ~ as ^", "conflicts take \"of\" and \"in\"", "", "where says the rest: conflicts | where …"},
    {"", "memberships|changes|claims|conflicts ~ ^ of|in <name>", "\"of\", \"in\" and \"as\" stand before the clauses", "{1} {3} {4} {2}{>}", ""},
    {"", "pairs of <words> of <name> ^ and|or|except <words> of <name>", "a set of several parts stands in parentheses", "{<}pairs of ({3} of {5} {6} {7} of {9}){>}", ""},
    {"", "<start> pairs ~ as <words> ^ with", "a role for each side makes the pairs ordered", "ordered pairs {3} as {5} with{>}", ""},
    {"pairs", "ordered ^ <words>", "\"pairs of\" is missing", "{<}ordered pairs of {2}{>}", ""},
    {"as", "ordered ~ ^", "each side has its role", "", "as in ordered pairs of states as member with states as observer"},
    {"with", "ordered ~ ^ ,", "each side has one role", "", "as in ordered pairs of states as member with states as observer"},
    {"with", "ordered ~ ^", "the other side is missing", "", "as in ordered pairs of states as member with states as observer"},
    {"of", "events|provisions|history ^ in|for <name>", "behind \"{1}\" stands \"of\"", "{<}{1} of {3}{>}", ""},
    {"of", "pairs|events|provisions|rows|history|organisations ^ <name>", "\"of\" is missing behind \"{1}\"", "{<}{1} of {2}{>}", ""},
    {"of", "pairs|history ^ <words>", "\"of\" is missing behind \"{1}\"", "{<}{1} of {2}{>}", ""},
    {"of", "pairs ^ states|territories|actors|organisations", "\"of\" is missing behind \"{1}\"", "{<}{1} of {2}{>}", ""},
    {"of", "events|provisions ^", "\"of\" and a body are missing behind \"{1}\"", "", "as in {1} of SCO"},
    {"of", "history ^", "\"of\" and a name or a source key are missing behind \"history\"", "", "as in history of SCO"},
    {"of", "pairs ^", "\"of\" and a set are missing behind \"pairs\"", "", "as in pairs of members of SCO"},
    {"of", "rows ^", "\"of\" and a file's name in quotes are missing behind \"rows\"", "", "as in rows of \"states.csv\""},
    {"a column", "with|, ^ <bare> as", "a heading that is no column name stands in quotes", "{<}{1} \"{2}\" as{>}", ""},
    {"as", "<word> ^ actor|body|date|number|text", "\"as\" is missing behind the column", "{<}{1} as {2}{>}", ""},
    {"actor", "as ^", "a column is an actor, body, date, number or text", "", "as in state as actor, day as date"},
    {"", "as date|number|text ^ <word>", "a code system belongs to an actor or a body", "{<}as {2}{>}", ""},
    {"a code system", "as actor|body ^ <text>", "a code system stands without quotes", "{<}as {2} {3q}{>}", ""},
    {",", "^ <word> as actor|body|date|number|text", "a comma stands between columns", "{<}, {1} as {3}{>}", ""},
    {"a role", "as ^ <end>", "a role is missing behind \"as\"", "", "as member, as observer"},
    {"a role", "as ^ on|during|since|ever|each|throughout", "a role is missing behind \"as\"", "", "as member, as observer"},
    {"a role", "as|from|to|under|, ^ <bare>", "a role is written in lower case", "{<}{1} {2l}{>}", ""},
});
// clang-format on

}  // namespace

std::span<const Rule> source_rules() { return kRules; }

}  // namespace entente::hints
