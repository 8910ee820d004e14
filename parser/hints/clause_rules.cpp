// Clauses: time, sources, knowledge.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- dates
    {"a date", "^ <big> /|. <num> /|. <year>", "a date is written year, month, day", "{<}{5}-{3p}-{1p}{>}", ""},
    {"a date", "^ <num> /|. <big> /|. <year>", "a date is written year, month, day", "{<}{5}-{1p}-{3p}{>}", ""},
    {"a date", "^ <num> /|. <num> /|. <year>", "a date is written year, month, day", "", "{5}-{3p}-{1p}, or {5}-{1p}-{3p} if the month stands first"},
    {"", "<year> ^ / <num> / <num>", "a date is written with hyphens", "{<}{1}-{3p}-{5p}{>}", ""},
    {"a date", "^ <num> <month> <year>", "a date is written year, month, day", "{<}{3}-{2m}-{1p}{>}", ""},
    {"a date", "^ <month> <num> , <year>", "a date is written year, month, day", "{<}{4}-{1m}-{2p}{>}", ""},
    {"a date", "on ^ <month> <year>", "a date is written year, month", "{<}during {3}-{2m}{>}", ""},
    {"a date", "^ <month> <year>", "a date is written year, month", "{<}{2}-{1m}{>}", ""},
    {"a date", "of <words> ^ <word>", "", "", "a date is written 2014-10-20, 2014-10, 2014 or today"},
    {"a date", "each of ^ <words>", "behind \"each of\" stand dates", "", "as in each of 2014-01-01, 2014-07-01; steps are each year during 2014 through 2016"},
    {"", "<name> ^ ? <end>", "a query ends without ?", "{<}{1}", ""},
    {"", "<date> ^ ~|?", "\"{2}\" is for what is recorded; a question names a day", "{<}{1}{>}", ""},
    // ---------------------------------------------------------------- periods
    {"", "each of <year> ^ through|until <year>", "behind \"each of\" stand days; steps of a period are \"each year\"", "{<}each year during {3} {4} {5}{>}", ""},
    {"", "each of <year> ^ to|till|thru|- <year>", "behind \"each of\" stand days; steps of a period are \"each year\"", "{<}each year during {3} through {5}{>}", "\"through\" keeps {5}, \"until\" leaves it out"},
    {"", "each of <day> ^ through|until <day>", "behind \"each of\" stand days; steps of a period are \"each day\"", "{<}each day during {3} {4} {5}{>}", ""},
    {"", "each of <day> ^ to|till|thru|- <day>", "behind \"each of\" stand days; steps of a period are \"each day\"", "{<}each day during {3} through {5}{>}", "\"through\" keeps {5}, \"until\" leaves it out"},
    {"", "each of <date> ^ through|until <date>", "behind \"each of\" stand days; steps of a period are \"each month\"", "{<}each month during {3} {4} {5}{>}", ""},
    {"", "each of <date> ^ to|till|thru|- <date>", "behind \"each of\" stand days; steps of a period are \"each month\"", "{<}each month during {3} through {5}{>}", "\"through\" keeps {5}, \"until\" leaves it out"},
    {"", "each of ~ <date> ^ through|until|to|till|thru|-", "behind \"each of\" stand days, parted by commas", "", "as in each of 2014-01-01, 2014-07-01; steps of a period are each year during 2014 through 2016"},
    {"during", "each day|month|quarter|year ^ <date> to|till|thru|- <date>", "\"during\" is missing before the period", "{<}each {2} during {3} through {5}{>}", "\"through\" keeps {5}, \"until\" leaves it out"},
    {"during", "each day|month|quarter|year ^ <date>", "\"during\" is missing before the period", "{<}each {2} during {3}{>}", ""},
    {"", "<start> ~ each ~ ^ and|or|except <words> of <name> <end>", "a series stands behind the whole query", "{2} {5} {6} of {8} {3} {4}", ""},
    {"", "<start> ~ each ~ ^ and|or|except <words> of <name> | ~ <end>", "a series stands behind the whole query", "{2} {5} {6} of {8} {3} {4} | {10}", ""},
    {"", "<start> ~ each ~ ^ and|or|except <words> of", "a series stands once, behind the whole query", "", "as in members of SCO and members of EU each year during 2014 through 2016"},
    {"", "during|throughout <date> ^ to|till|thru|- <date>", "a period has no \"{3}\"", "{<}{1} {2} through {4}{>}", "\"through\" keeps {4}, \"until\" leaves it out"},
    {"", "^ from <date> to|until|through|till|thru <date>", "a period begins with \"during\"", "{<}during {2} through {4}{>}", "\"through\" keeps {4}, \"until\" leaves it out"},
    {"", "^ between <date> and <date>", "a period begins with \"during\"", "{<}during {2} through {4}{>}", "\"through\" keeps {4}, \"until\" leaves it out"},
    {"", "since <date> ^ until|through <date>", "a question asks during a period; since and until are said of a record", "{<}during {2} {3} {4}{>}", ""},
    {"a clause", "^ until|through|before|after <date>", "a period has a beginning", "", "as in during 2004 until 2010, or since 2004"},
    {"a clause", "<name> ^ in|at|for <day>", "\"{2}\" does not stand before a day", "{<}{1} on {3}{>}", ""},
    {"a clause", "<name> ^ in|at|for <date>", "\"{2}\" does not stand before a time", "{<}{1} during {3}{>}", ""},
    {"a clause", "^ in|at <day>", "\"{1}\" does not stand before a day", "{<}on {2}{>}", ""},
    {"a name", "in ^ <day>", "\"in\" does not stand before a day", "{<}on {2}{>}", ""},
    {"a name", "in ^ <date>", "\"in\" does not stand before a time", "{<}during {2}{>}", ""},
    {"a clause", "<name> ^ today", "\"on\" is missing before the day", "{<}{1} on today{>}", ""},
    {"a clause", "<name> ^ now", "the day of the question is called today", "{<}{1} on today{>}", ""},
    {"a clause", "<bare> ^ <day>", "\"on\" is missing before the day", "{<}{1} on {2}{>}", ""},
    {"a clause", "^ any day during", "during 2014 is on some day of it, throughout 2014 on every day", "{<}during{>}", ""},
    {"a clause", "^ every day|month|quarter|year during", "steps begin with \"each\"", "{<}each {2} during{>}", ""},
    // ---------------------------------------------------------------- steps
    {"during", "during <date> through|until <date> each day|month|quarter|year ^", "\"each\" stands before its period", "{<}each {6} during {2} {3} {4}{>}", ""},
    {"during", "each day|month|quarter|year ^ on|in|of <date>", "\"during\" is missing before the period", "{<}{1} {2} during {4}{>}", ""},
    {"during", "each day|month|quarter|year ^ since <date>", "steps need a period with an end", "{<}{1} {2} during {4} through today{>}", ""},
    {"during", "each day|month|quarter|year ^", "the period of the steps is missing", "", "as in {1} {2} during 2001 through 2025"},
    {"a number", "each ^ days|months|quarters|years", "one step is in the singular, several have a number", "{<}each {2s}{>}", "or each 10 {2}"},
    {"a number", "^ <count>", "a number is written in digits", "{<}{1d}{>}", ""},
    {"day, month, quarter or year", "each <num> ^ during", "of what is missing behind \"each {2}\"", "{<}each {2} years during{>}", ""},
    {"day, month, quarter or year", "each ~ ^ week|weeks|decade|decades", "a step is a day, month, quarter or year", "", "as in each month, each 7 days or each 10 years"},
    {"day, month, quarter or year", "each ^", "a step is a day, month, quarter or year", "", "as in each year during 2001 through 2025"},
    {"start", "at ^", "steps are read at their start or at their end", "", "at start, at end, any day or every day"},
    {"day", "any|every ^ <word>", "steps are read on any day or on every day of them", "{<}{1} day{>}", ""},
    {"", "known|reported each ~ ^ at|any|every <any>", "what is known or reported is read at the end of each step", "{<}{1} {2} {3}{>}", ""},
    {"", "each of ~ ^ at|any|every <any>", "\"each of\" takes no word on how its dates are read", "{<}{1} {2} {3}{>}", "\"{4} {5}\" belongs to steps of a period"},
    {",", "<date> ^ and <date>", "a comma stands between days", "{<}{1}, {3}{>}", ""},
    {"any", "<date> ^ <word>", "\"{2}\" says not how the steps are read", "", "at start, at end, any day or every day"},
    // ---------------------------------------------------------------- known, reported, sources
    {"known", "as ^ of <day>", "\"as\" is followed by \"known\" or \"reported\"", "{<}as known on {3}{>}", "or as reported by {3}"},
    {"known", "as ^ of <date>", "\"as\" is followed by \"known\" or \"reported\"", "", "as known on 2014-12-31, or as reported by {3}"},
    {"commit", "known at ^ <day>", "behind \"at\" stands a commit", "{<}known on {3}{>}", "or at commit 12"},
    {"commit", "known at ^", "behind \"at\" stands a commit", "", "as known on 2014-12-31, or as known at commit 12"},
    {"each", "known ^ by|in <day>", "what was known is known \"on\" a day", "{<}known on {3}{>}", ""},
    {"each", "known ^ <day>", "\"on\" is missing before the day", "{<}known on {2}{>}", ""},
    {"each", "known ^", "behind \"as known\" stands \"on\", \"at commit\" or \"each\"", "", "as known on 2014-12-31; \"known\" is reserved and no role"},
    {"each", "reported ^ on|in <date>", "what was reported is reported \"by\" a day", "{<}reported by {3}{>}", ""},
    {"each", "reported ^", "behind \"as reported\" stands \"by\" or \"each\"", "", "as reported by 2014-12-31"},
    {"to", "according ^ <any>", "\"to\" is missing behind \"according\"", "{<}according to {2}{>}", ""},
    {"a publisher in quotes", "to|via|, ^ <bare>", "a source is named by its key in lower case, or by its publisher in quotes", "{<}{1} {2k}{>}", "or {1} \"{2}\" for all sources of this publisher"},
    {"a source key", "to|via|, ^ <name>", "a source is named by its key, in lower case", "{<}{1} {2k}{>}", ""},
    {"planned, proposed or alleged", "including ^ denied", "a denial is no membership", "", "claims | where stance = \"denied\" lists denials; including takes planned, proposed or alleged"},
    {"planned, proposed or alleged", "including ^ fact|facts", "facts are always in", "", "including takes planned, proposed or alleged"},
    {"planned, proposed or alleged", "including|, ^", "", "", "including planned, alleged"},
    {"predecessors", "counting ^", "what can be counted is predecessors", "", "counting predecessors"},
    {"a clause", "^ with predecessors", "what came before is counted", "{<}counting predecessors{>}", ""},
});
// clang-format on

}  // namespace

std::span<const Rule> clause_rules() { return kRules; }

}  // namespace entente::hints
