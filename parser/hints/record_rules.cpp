// Statements that record, and those that deal with files.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- let
    {"a lower-case name", "let ^ <bare>", "the name of a let is written in lower case", "{<}let {2k}{>}", ""},
    {"a lower-case name", "let ^ <word>", "\"{2}\" is a word of the language and names no let", "{<}let my-{2}{>}", ""},
    {"a lower-case name", "let ^", "the name of a let is missing", "", "let quad = {{Russia, China}};"},
    {"=", "let <word> ^ <any>", "\"=\" is missing behind the name of the let", "{<}let {2} = {3}{>}", ""},
    // ---------------------------------------------------------------- define
    {"a quoted text", "define role ^ <words>", "a new role stands in quotes", "{<}define role \"{3}\"{>}", ""},
    {"a source key", "define source ^ <bare>", "a source's key is written in lower case and begins with a letter a-z", "", "as in define source rt-2014-10-21 titled \"…\""},
    {"", "define ~ ^ kind|type <word>", "an agreement has a form, not a \"{3}\"", "{1} {2} form {4}{>}", ""},
    {"a name", "define state|territory|organisation|agreement|group ^ <word>", "a name begins with a capital, or stands in quotes", "{<}{1} {2} \"{3}\"{>}", ""},
    {"since", "( ^ <date>", "the parentheses say when it held", "{<}(since {2}{>}", "as in (since 1971-10-27 until 1997-05-17)"},
    {"since", "( ^", "the parentheses say when it held", "", "as in (since 1971-10-27 until 1997-05-17)"},
    {")", "define ~ ^ <end>", "a parenthesis is not closed", "{1} {2})", ""},
    {"a name", "define ~ continues ^ <word>", "a name begins with a capital, or stands in quotes", "{1} {2} {3} {4c}{>}", ""},
    {"role", "define ^ <name> as|a|is state|territory|organisation|agreement|group", "the kind stands before the name", "define {4} {2}{>}", ""},
    {"named", "define ~ ^ called|titled <text>", "a name stands behind \"named\"", "{1} {2} named {4}{>}", ""},
    {"named", "define ~ ^", "", "", "behind what is defined stand named, also, code, form, about, under, continues, since, until, according to"},
    {"role", "define ^", "what is defined is a source, role, state, territory, organisation, agreement or group", "", "as in define group \"Central Asia\" named \"Central Asia\""},
    // ---------------------------------------------------------------- record
    {"a quoted text", "define role ^", "the role is missing", "", "as in define role \"observer\" plural \"observers\" rank 40"},
    {"a name", "define state|territory|organisation|agreement|group ^ <end>", "a key is missing behind \"{2}\"", "", "as in define {2} X named \"…\""},
    {"a name", "record|end|suspend|retract ^ <end>", "a name is missing behind \"{1}\"", "", "docs/language.md, section 7, shows what is recorded: record Russia as member of SCO since 2001-06-15"},
    {"as", "record|end|retract ~ ^ <end>", "\"as\" and the role are missing", "", "as in {1} {2} as member of SCO …"},
    {"in", "suspend ~ ^ <end>", "\"in\" and the body are missing", "", "as in suspend {2} in SCO since 2011-11-16"},
    {"a name", "record|end|suspend|retract ^ <word>", "what is recorded is spelt out: \"{2}\" is no name", "", "a name begins with a capital, or stands in quotes; a let cannot stand here"},
    {"a name", "record|end|suspend|retract ^ (", "what is recorded is spelt out: a query cannot stand here", "", "name each actor: {1} Iran, India …"},
    {"observed", "record ~ ^ to|till|- <date>", "an end is named by until, or by through if its day counts", "{1} {2} until {4}{>}", "or through {4}"},
    {"observed", "record ~ ^ source|by|via <word>", "a source stands behind \"according to\"", "{1} {2} according to {4}{>}", ""},
    {"an event", "event ^ <name> <words> on", "an event is of a body", "{1} {3} of {2} on{>}", ""},
    {"as", "record ~ ^ <words> of", "\"as\" is missing before the role", "{1} {2} as {3} of{>}", ""},
    {"of", "record|end|retract ~ as <words> ^ in <name>", "behind the role stands \"of\"", "{1} {2} as {4} of {6}{>}", ""},
    {"observed", "record ~ ^ on|at <date>", "a record says since when, or when it was observed", "{1} {2} since {4}{>}", "or observed {4}, if it was so then"},
    {"observed", "record ~ ^ during|from <date> through|until|to <date>", "a record has a beginning and an end", "{1} {2} since {4} through {6}{>}", "\"through\" keeps {6}, \"until\" leaves it out"},
    {"observed", "record ~ ^ during|from <date>", "a record has a beginning and an end", "{1} {2} since {4}{>}", "an end is until, or through if its day counts"},
    {"a source key", "according to ^ <text>", "a record names one source, by its key", "{<}according to {3k}{>}", ""},
    {"observed", "~ according to <word> ^ , <word>", "a record names one source", "", "say it twice for two: … according to {4}; … according to {6}"},
    {"on", "end ~ ^ since|until|through|in|at <date>", "an end has a day", "{1} {2} on {4}{>}", ""},
    {"on", "end ~ ^", "the day of the end is missing", "", "as in end Belarus as observer of SCO on 2024-07-04"},
    {"", "end ~ ^ since|until|through|observed", "\"end\" states the end alone", "", "a record states a beginning: record … since …"},
    {"withdrawal", "by ^", "an end is by withdrawal, expulsion, dissolution or succession", "", "leave \"by\" out if none of them fits"},
    {"because", "retract ~ ^ <end>", "a reason is missing", "{1} {2} because \"…\"", ""},
    {"because", "retract ~ ^", "a reason is missing", "", "retract … because \"…\""},
    // ---------------------------------------------------------------- event
    {"of", "event ~ by ^ <name> of <name>", "an event is of a body, and for an actor", "{1} {2} of {6} for {4}{>}", ""},
    {"of", "event <words> ^ <name>", "\"of\" is missing before the body", "{1} {2} of {3}{>}", ""},
    {"on", "event ~ ^ since|during|in|at <date>", "an event has a day", "{1} {2} on {4}{>}", ""},
    {"on", "event ~ ^ <end>", "the day of the event is missing", "", "as in event signed of \"RUS-CHN-INFOSEC\" on 2014-11-10"},
    {"a name", "for ^", "an actor is missing behind \"for\"", "", "as in for Argentina"},
    // ---------------------------------------------------------------- files
    {"what is imported", "import ^ <text>", "what the file holds is missing", "{<}import memberships from {2}{>}", ""},
    {"what is imported", "import ^ from", "what the file holds is missing", "{<}import memberships from{>}", "or actors, bodies, sources, claims, agreements, events, or a format by its name"},
    {"(", "export ^ ~ to <text>", "the query stands in parentheses", "export ({2}) to {4}{>}", ""},
    {"from", "import <word> ^ <text>", "\"from\" is missing before the file's name", "{<}{1} {2} from {3}{>}", ""},
    {"from", "restore ^ <text>", "\"from\" is missing before the file's name", "{<}{1} from {2}{>}", ""},
    {"to", "dump|backup|compact|) ^ <text>", "\"to\" is missing before the file's name", "{<}{1} to {2}{>}", ""},
    {"a quoted text", "of|from|to ^ <word>", "a file's name stands in quotes", "{<}{1} \"{2}\"{>}", ""},
});
// clang-format on

}  // namespace

std::span<const Rule> record_rules() { return kRules; }

}  // namespace entente::hints
