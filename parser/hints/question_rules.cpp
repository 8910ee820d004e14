// Questions: is … and why ….
#include <array>

#include "parser/hints/rules.h"

namespace entente::hints {
namespace {

// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    // ---------------------------------------------------------------- why …
    {"", "why is ^ not <name> <words> of <name>", "\"why not\" asks why someone is not in", "{<}why not {4} in {5+} of {7}{>}", ""},
    {"", "why is <name> ^ not in the <name>", "\"why not\" asks why someone is not in", "{<}why not {3} in members of {7}{>}", ""},
    {"", "why is <name> ^ not in <name>", "\"why not\" asks why someone is not in", "{<}why not {3} in members of {6}{>}", ""},
    {"", "why is <name> ^ not <words> of <name>", "\"why not\" asks why someone is not in", "{<}why not {3} in {5+} of {7}{>}", ""},
    {"", "why ^ isn't <name> <words> of <name>", "\"why not\" asks why someone is not in", "{<}why not {3} in {4+} of {6}{>}", ""},
    {"", "why ^ isn't <name> in <name>", "\"why not\" asks why someone is not in", "{<}why not {3} in members of {5}{>}", ""},
    {"", "why ^ <name> not in <name>", "\"why not\" asks why someone is not in", "{<}why not {2} in members of {5}{>}", ""},
    {"", "why ^ <name> not <words> of <name>", "\"why not\" asks why someone is not in", "{<}why not {2} in {4+} of {6}{>}", ""},
    {"", "why ^ <name> in <name>", "behind \"why\" stands a question or a query", "{<}why is {2} member of {4}{>}", "or why participants of {4} for any role"},
    {"", "why ^ <name> <words> of <name>", "behind \"why\" stands a question or a query", "{<}why is {2} {3r} of {5}{>}", ""},
    {"", "why ^ <end>", "a question or a query is missing behind \"why\"", "", "as in why is Turkey member of NATO, or why members of SCO"},
    {"", "why ^ <name> <end>", "behind \"why\" stands a question or a query", "", "as in why is {2} member of NATO, why not {2} in members of SCO, or why participants of {2}"},
    {"a name", "why not ^ is <name> <words> of <name>", "behind \"why not\" stands an actor, then \"in\" and a query", "{<}why not {4} in {5+} of {7}{>}", ""},
    {"a name", "why not ^ <words> of <name>", "the actor is missing behind \"why not\"", "", "as in why not Turkey in {3+} of {5}"},
    {"a name", "why not ^ in <words> of <name>", "the actor is missing behind \"why not\"", "", "as in why not Turkey in {4+} of {6}"},
    {"a name", "why not ^ in", "the actor is missing behind \"why not\"", "", "as in why not Turkey in members of SCO"},
    {"of", "why not <name> in the ^ <name>", "behind \"in\" stands a query", "{<}why not {3} in members of {6}{>}", "or participants of {6} for any role"},
    {"a set", "why not <name> in ^ <name>", "behind \"in\" stands a query", "{<}why not {3} in members of {5}{>}", "or participants of {5} for any role"},
    {"in", "why not <name> ^ <words> of <name>", "\"in\" is missing before the query, which names a set", "{<}why not {3} in {4+} of {6}{>}", ""},
    {"in", "why not <name> ^ is <words> of <name>", "\"in\" stands before the query, which names a set", "{<}why not {3} in {5+} of {7}{>}", ""},
    {"in", "why not <name> ^ <end>", "\"in\" and a query are missing behind the actor", "", "as in why not Turkey in members of SCO"},
    {"in", "why not <name> ^ of|on|during|throughout|since|ever|each", "\"in\" and a query are missing behind the actor", "", "as in why not {3} in members of SCO"},
    // ---------------------------------------------------------------- is …
    {"a statement", "<start> ^ Is <bare> in the <name>", "the language is written in lower case, and a role stands behind the actor", "is {3} member of {6}{>}", "or participant of {6} for any role"},
    {"a statement", "<start> ^ Is <bare> in <name>", "the language is written in lower case, and a role stands behind the actor", "is {3} member of {5}{>}", "or participant of {5} for any role"},
    {"a statement", "<start> ^ Is <bare> <words> of the <name>", "the language is written in lower case", "is {3} {4r} of {7}{>}", ""},
    {"a statement", "<start> ^ Is <bare> <words> of <name>", "the language is written in lower case", "is {3} {4r} of {6}{>}", ""},
    {"a role", "is <name> ^ in the <name>", "a role stands here", "{<}is {2} member of {5}{>}", "or participant of {5} for any role"},
    {"a role", "is <name> ^ in <name>", "a role stands here", "{<}is {2} member of {4}{>}", "or participant of {4} for any role"},
    {"a role", "is <name> ^ , <name> <words> of <name>", "a question is of one actor", "{{{2}, {4}}} and {5+} of {7}{>}", ""},
    {"a role", "is <name> ^ and|or <name> <words> of <name>", "a question is of one actor", "{{{2}, {4}}} and {5+} of {7}{>}", "a name that holds \"{3}\" is quoted"},
    {"a role", "is <name> ^ not <words> of", "a question is asked without \"not\"", "{<}is {2} {4r} of{>}", "the answer is yes, no, possible or not covered"},
    {"a role", "is <name> ^ not in the <name>", "a question is asked without \"not\", and names a role", "{<}is {2} member of {6}{>}", "the answer is yes, no, possible or not covered"},
    {"a role", "is <name> ^ not in <name>", "a question is asked without \"not\", and names a role", "{<}is {2} member of {5}{>}", "the answer is yes, no, possible or not covered"},
    {"a name", "is ^ not <name> <words> of", "a question is asked without \"not\"", "{<}is {3} {4r} of{>}", "the answer is yes, no, possible or not covered"},
    {"a name", "is ^ not <name> in <name>", "a question is asked without \"not\", and names a role", "{<}is {3} member of {5}{>}", "the answer is yes, no, possible or not covered"},
    {"a name", "is ^ not", "a question is asked without \"not\"", "", "as in is Turkey member of NATO"},
    {"a name", "is ^ states|territories|actors <words> of <name>", "a question is of one actor", "{2} and {3+} of {5}{>}", ""},
    {"a name", "is ^ <word> <words> of", "a name begins with a capital", "{<}is {2c} {3r} of{>}", ""},
    {"a role", "is <bare> Member|Observer|Candidate|Party|Signatory|Associate|Chair|Participant ^ of", "a role is written in lower case", "{<}is {2} {3l} of{>}", ""},
    {"", "is <name> <words> of ^ the <name>", "no \"the\" stands before a name", "{<}is {2} {3r} of {6}{>}", ""},
    {"", "is <name> <words> of <name> ~ ^ ? <end>", "a question ends without ?", "{<}is {2} {3r} of {5} {6}", ""},
    {"", "is <name> <words> ^ and|or|, <words> of <name>", "one question is asked at a time", "{<}is {2} {3r} of {7}{>}; {<}is {2} {5r} of {7}{>}", ""},
    {"", "is <name> <words> of <name> ^ and|or|, <name> <words> of <name>", "one question is asked at a time", "{<}is {2} {3r} of {5}{>}; {<}is {7} {8r} of {10}{>}", ""},
    {"", "is <name> <words> of <name> ^ and|or|, <words> of <name>", "one question is asked at a time", "{<}is {2} {3r} of {5}{>}; {<}is {2} {7r} of {9}{>}", ""},
    {"", "is <name> <words> of <name> ^ and|or|, is <name> <words> of <name>", "one question is asked at a time", "{<}is {2} {3r} of {5}{>}; {<}is {8} {9r} of {11}{>}", ""},
    {"", "is <name> <words> of <name> ^ and|or|, <name>", "a question is of one body", "{<}is {2} {3r} of {5}{>}; {<}is {2} {3r} of {7}{>}", "a name that holds \"{6}\" is quoted"},
});
// clang-format on

}  // namespace

std::span<const Rule> question_rules() { return kRules; }

}  // namespace entente::hints
