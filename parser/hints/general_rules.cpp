// What to say where no first attempt is recognised: how the thing that was expected is written.
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    {"a name", "^ states|territories|actors|organisations|agreements|groups|bodies|members|participants", "", "", "a name begins with a capital, or stands in quotes; a set stands in parentheses: (members of NATO)"},
    {"a name", "^ <words> of", "", "", "a name begins with a capital, or stands in quotes; a set stands in parentheses: (members of NATO)"},
    {"a name", "^ <words>", "", "{<}{1c}{>}", "a name begins with a capital, or stands in quotes"},
    {"a name", "^", "", "", "a name begins with a capital, or stands in quotes: Sri Lanka, \"Bosnia and Herzegovina\""},
    {"a date", "^", "", "", "a date is written 2014-10-20, 2014-10, 2014 or today"},
    {"a period", "^", "", "", "a period is 2014, 2004 through 2014 (2014 included) or 2004 until 2014 (not included)"},
    {"a number", "^", "", "", "a number is written in digits: 10"},
    {"a column", "^", "", "", "a column is a word in lower case, with underscores: body_name"},
    {"a value", "^", "", "", "a value is a column, a name, a date, a number or a quoted text"},
    {"a source key", "^", "", "", "a source is named by its key, in lower case: rt-2014-10-21"},
    {"a topic", "^", "", "", "a topic is one word in lower case, or quoted: security, \"human rights\""},
    {"memberships", "^", "", "", "a query begins with a role or a word such as memberships: members of SCO on 2014-10-21"},
    {"a set", "^", "", "", "a set is written members of SCO, {{Russia, China}} or states"},
    {"a lower-case name", "^", "", "", "a name of your own is one word in lower case: quad"},
    {"an event", "^", "", "", "as in event signed of \"RUS-CHN-INFOSEC\" on 2014-11-10"},
    {"a role", "^ <end>", "", "", "a role is one or more words in lower case: member, dialogue partner"},
    {"|", "^ ,|;|)|]|}|(", "\"{1}\" cannot stand here", "", "behind a query stand clauses (on 2014-10-20), then stages (| sort name)"},
    {"a stance", "^", "", "", "behind what is recorded stand since, until, through, observed, a stance, according to, quote"},
    {"a clause", "^", "", "", "behind a query stand clauses (on 2014-10-20), then stages (| sort name), then ;"},
    {"a comparison", "^", "", "", "values are compared by = != < <= > >=, in, like and is missing; conditions joined by and, or"},
    {"a role", "^", "", "", "a role is one or more words in lower case: member, dialogue partner"},
    {"a quoted text", "^", "", "", "a text stands in double quotes: \"…\""},
    {"a word", "^", "", "", "a word in lower case, without quotes"},
    {"and", "^", "", "", "conditions are joined by and, or; stages follow behind |; a statement ends with ;"},
    {"the end", "^", "", "", "a statement ends with ;"},
    {"", "^", "", "", "docs/language.md shows how each statement is written"},
});
// clang-format on

}  // namespace

std::span<const Rule> general_rules() { return kRules; }

}  // namespace entente::hints
